/** @file The shipped models, as the manifest calls and describes them, and why a backend was not measured. */
import type { Entries } from './types.ts'

export const MODELS: Entries = {
  student: ['学生', 'estudiante'],
  teacher: ['教师', 'maestro'],
  Student: ['学生', 'Estudiante'],
  Teacher: ['教师', 'Maestro'],
  'Strong student': ['强学生', 'Estudiante fuerte'],
  'strong student': ['强学生', 'estudiante fuerte'],
  'Ledger specialist': ['账本专家', 'Especialista en libro mayor'],
  'ledger specialist': ['账本专家', 'especialista en libro mayor'],
  'Programs specialist': ['程序专家', 'Especialista en programas'],
  'programs specialist': ['程序专家', 'especialista en programas'],
  'Tally specialist': ['计数专家', 'Especialista en conteo'],
  'tally specialist': ['计数专家', 'especialista en conteo'],
  'Student, step {n}': ['学生，第 {n} 步', 'Estudiante, paso {n}'],
  'student, step {n}': ['学生，第 {n} 步', 'estudiante, paso {n}'],
  'A base model: it imitates a careful minority and a sloppy majority, and follows a context when it has one.': [
    '基础模型：它模仿少数细心者和多数马虎者，有上下文时会跟随。',
    'Un modelo base: imita a una minoría cuidadosa y a una mayoría descuidada, y sigue un contexto si lo tiene.',
  ],
  "The student's size and reading, from careful writers only.": [
    '大小与阅读量同学生，但只学细心者。',
    'Del tamaño y las lecturas del estudiante, pero solo de autores cuidadosos.',
  ],
  'Three and a half times the student: grown from an early checkpoint of it, then raised on careful writers only.': [
    '学生的三倍半大：由其早期检查点扩大而来，之后只学细心者。',
    'Tres veces y media el estudiante: crecido desde un punto de control temprano suyo y criado solo con autores cuidadosos.',
  ],
  "The student, trained further on careful writers of {world}; elsewhere it keeps the student's habits.": [
    '学生在 {world} 的细心者文本上继续训练；其他方面保留学生的习惯。',
    'El estudiante, entrenado más con autores cuidadosos de {world}; en lo demás conserva sus hábitos.',
  ],
  'An earlier checkpoint of student: step {n} of {all}.': [
    '学生的较早检查点：第 {n} 步，共 {all} 步。',
    'Un punto de control anterior del estudiante: paso {n} de {all}.',
  ],
  'this browser offers no WebGPU adapter': [
    '此浏览器不提供 WebGPU 适配器',
    'este navegador no ofrece un adaptador WebGPU',
  ],
  'its adapter is software ({name}), which is slower than WASM': [
    '其适配器是软件实现（{name}），比 WASM 慢',
    'su adaptador es de software ({name}), más lento que WASM',
  ],
  'there is no model to measure with': ['没有可用来测量的模型', 'no hay modelo con el que medir'],
  'not there': ['不存在', 'no está'],
}
