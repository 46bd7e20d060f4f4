/** @file What is said of things that the page keeps as they are made, and brings back. */
import type { Entries } from './types.ts'

export const KEPT: Entries = {
  'Take it up again': ['继续这次训练', 'Retomarla'],
  'Forget it': ['不再保留', 'Olvidarla'],
  'A run of {recipe} from {time}, {n} step, was interrupted.': [
    '{time} 开始的 {recipe} 训练在第 {n} 步时中断了。',
    'Una ejecución de {recipe} de las {time}, {n} paso, quedó interrumpida.',
  ],
  'A run of {recipe} from {time}, {n} steps, was interrupted.': [
    '{time} 开始的 {recipe} 训练在第 {n} 步时中断了。',
    'Una ejecución de {recipe} de las {time}, {n} pasos, quedó interrumpida.',
  ],
  'A run of {recipe} from {time}, {n} step, is kept.': [
    '{time} 开始的 {recipe} 训练（{n} 步）保留在这里。',
    'Una ejecución de {recipe} de las {time}, {n} paso, sigue guardada.',
  ],
  'A run of {recipe} from {time}, {n} steps, is kept.': [
    '{time} 开始的 {recipe} 训练（{n} 步）保留在这里。',
    'Una ejecución de {recipe} de las {time}, {n} pasos, sigue guardada.',
  ],
  'The curves of {n} earlier run are kept.': [
    '保留着 {n} 次先前训练的曲线。',
    'Se conservan las curvas de {n} ejecución anterior.',
  ],
  'The curves of {n} earlier runs are kept.': [
    '保留着 {n} 次先前训练的曲线。',
    'Se conservan las curvas de {n} ejecuciones anteriores.',
  ],
  'That run is kept no more: another tab of this page has taken it up, or it was forgotten.': [
    '这次训练已不再保留：本页的另一个标签页接手了它，或者它已被丢弃。',
    'Esa ejecución ya no está guardada: otra pestaña de esta página la retomó, o se olvidó.',
  ],
  'This browser has no room for the run as it stands; step {step} stays kept. “Save weights” keeps it in a file.': [
    '浏览器没有空间保存训练的当前状态；第 {step} 步的状态仍然保留。“保存权重”可将它存成文件。',
    'Este navegador no tiene sitio para la ejecución tal como está; el paso {step} sigue guardado. «Guardar pesos» la guarda en un archivo.',
  ],
  'This browser has no room for the run. “Save weights” keeps it in a file.': [
    '浏览器没有空间保存这次训练。“保存权重”可将它存成文件。',
    'Este navegador no tiene sitio para la ejecución. «Guardar pesos» la guarda en un archivo.',
  ],
  'This browser does not keep the run: it ends with the page. “Save weights” keeps it in a file.': [
    '此浏览器不保存训练：离开页面后它就没有了。“保存权重”可将它存成文件。',
    'Este navegador no guarda la ejecución: termina con la página. «Guardar pesos» la guarda en un archivo.',
  ],
  'The talk that you were making is back: {n} cue.': [
    '你正在制作的演讲回来了：{n} 个提示点。',
    'Ha vuelto la charla que estabas preparando: {n} escena.',
  ],
  'The talk that you were making is back: {n} cues.': [
    '你正在制作的演讲回来了：{n} 个提示点。',
    'Ha vuelto la charla que estabas preparando: {n} escenas.',
  ],
  'The run goes on from step {step}.': ['训练从第 {step} 步继续。', 'La ejecución sigue desde el paso {step}.'],
  'The engine that held this run is gone: Train goes on from step {step}, the last that was kept.': [
    '保存这次训练的引擎已不在：“训练”会从最后保留的第 {step} 步继续。',
    'El motor que tenía esta ejecución ya no está: Entrenar sigue desde el paso {step}, el último que se guardó.',
  ],
}
