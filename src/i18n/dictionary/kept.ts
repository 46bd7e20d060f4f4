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
  '“{name}” can be read when what goes on has come to its end. Drop it again then.': [
    '正在进行的工作结束后才能读取“{name}”。请届时再拖入一次。',
    '«{name}» se podrá leer cuando termine lo que está en marcha. Suéltalo de nuevo entonces.',
  ],
  'No teacher has read this rollout yet, and the page is made of readings. “Export trace” takes it as it is.': [
    '还没有教师读过这个 rollout，而单页由教师的读数构成。“导出记录”可按现状带走它。',
    'Ningún profesor ha leído aún este rollout, y la página se compone de lecturas. «Exportar la traza» se lo lleva tal como está.',
  ],
  'This browser could not put the page together ({why}). “Export trace” takes the same numbers.': [
    '此浏览器无法生成单页（{why}）。“导出记录”可带走同样的数字。',
    'Este navegador no pudo componer la página ({why}). «Exportar la traza» se lleva los mismos números.',
  ],
  'This browser lets the page run no WebAssembly ({detail}).': [
    '此浏览器不允许本页运行 WebAssembly（{detail}）。',
    'Este navegador no deja que la página ejecute WebAssembly ({detail}).',
  ],
  'Allow it for this site (strict security modes turn it off), or open the page in another browser.': [
    '请为本站允许它（严格的安全模式会关闭它），或在另一个浏览器中打开本页。',
    'Permítelo para este sitio (los modos de seguridad estrictos lo desactivan), o abre la página en otro navegador.',
  ],
  'This browser has no memory left for the engine ({detail}).': [
    '此浏览器已没有内存可供引擎使用（{detail}）。',
    'A este navegador no le queda memoria para el motor ({detail}).',
  ],
  'Close other tabs and programs, then reload the page.': [
    '请关闭其他标签页和程序，然后重新载入页面。',
    'Cierra otras pestañas y programas, y vuelve a cargar la página.',
  ],
  'What was kept of the run is not whole: its {name} is missing.': [
    '保留的训练不完整：缺少其 {name}。',
    'Lo que se guardó de la ejecución no está entero: falta su {name}.',
  ],
  'What was kept of the run is not whole: its {name} has another size or is not finite.': [
    '保留的训练不完整：其 {name} 大小不符或含有非有限数。',
    'Lo que se guardó de la ejecución no está entero: su {name} tiene otro tamaño o no es finito.',
  ],
  'Train anew: the same seed takes the same steps.': [
    '请重新训练：同一个种子会走出同样的步骤。',
    'Entrena de nuevo: la misma semilla da los mismos pasos.',
  ],
  'The run goes on from step {step}.': ['训练从第 {step} 步继续。', 'La ejecución sigue desde el paso {step}.'],
  'The engine that held this run is gone: Train goes on from step {step}, the last that was kept.': [
    '保存这次训练的引擎已不在：“训练”会从最后保留的第 {step} 步继续。',
    'El motor que tenía esta ejecución ya no está: Entrenar sigue desde el paso {step}, el último que se guardó.',
  ],
}
