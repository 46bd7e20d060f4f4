/** @file Words around the lessons: their list and their card. */
import type { Entries } from './types.ts'

export const LESSONS: Entries = {
  'Lesson {number}: {title}': ['课程 {number}：{title}', 'Lección {number}: {title}'],
  'step {step} of {n}': ['第 {step} 步，共 {n} 步', 'paso {step} de {n}'],
  'Previous step': ['上一步', 'Paso anterior'],
  Finish: ['完成', 'Terminar'],
  Skip: ['跳过', 'Saltar'],
  'The page is being set up …': ['正在布置页面……', 'La página se está preparando…'],
  'Watch: it is being done …': ['请看：正在进行……', 'Mira: se está haciendo…'],
  'Guided tours on the live page: one thing to do at a time, checked on the real numbers. Leaving puts everything back.':
    [
      '在真实运行的页面上的导览：每次做一件事，并用真实的数字检查。离开时一切恢复原样。',
      'Visitas guiadas por la página viva: una cosa por vez, comprobada con los números reales. Al salir, todo vuelve a su sitio.',
    ],
  'Forget my progress': ['忘掉我的进度', 'Olvidar mi progreso'],
  '{done} of {n} steps done': ['{n} 步中已完成 {done} 步', '{done} de {n} pasos hechos'],
  'Resume lesson {number} at step {step}: {title}': [
    '从第 {step} 步继续课程 {number}：{title}',
    'Retomar la lección {number} en el paso {step}: {title}',
  ],
  'Start lesson {number}: {title}': ['开始课程 {number}：{title}', 'Empezar la lección {number}: {title}'],
  Resume: ['继续', 'Retomar'],
  Start: ['开始', 'Empezar'],
  '{n} step': ['{n} 步', '{n} paso'],
  '{n} steps': ['{n} 步', '{n} pasos'],
  yes: ['是', 'sí'],
  no: ['否', 'no'],
  right: ['正确', 'correcto'],
  wrong: ['错误', 'erróneo'],
  malformed: ['格式错误', 'mal formado'],
}
