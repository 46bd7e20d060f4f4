/** @file What plots say of themselves: legends that switch curves, the stretch on view, axes in powers of ten. */
import type { Entries } from './types.ts'

export const PLOTS: Entries = {
  '{title} in powers of ten': ['{title}，以十的幂为刻度', '{title} en potencias de diez'],
  'Curves of {title}': ['{title}的曲线', 'Curvas de {title}'],
  'Draw {label}': ['显示{label}', 'Dibujar {label}'],
  'Leave out {label}': ['隐去{label}', 'Quitar {label}'],
  'Over {axis}: {names}.': ['横轴为{axis}：{names}。', 'Según {axis}: {names}.'],
  'End of the stretch on view, {axis}': ['所示区段的一端，{axis}', 'Extremo del tramo a la vista, {axis}'],
  'On view: {from} to {to} of {axis}.': ['所示：{axis} {from} 至 {to}。', 'A la vista: de {from} a {to}, {axis}.'],
  'All of it is on view. Drag an end of the strip to look closer.': [
    '全程都在视图中。拖动条带的一端可细看。',
    'Todo está a la vista. Arrastre un extremo de la franja para mirar más de cerca.',
  ],
  'Show all': ['显示全程', 'Mostrar todo'],
  log: ['对数', 'log'],
  'Values along {axis}: arrow keys to the left and right': [
    '沿{axis}的数值：用左右方向键',
    'Valores a lo largo de {axis}: flechas a izquierda y derecha',
  ],
  'What a run looks like': ['一次训练是什么样子', 'Cómo es una ejecución'],
  'place on the line': ['直线上的位置', 'lugar en la recta'],
}
