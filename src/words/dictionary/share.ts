/** @file Words of links, of the deck's tabs, and of what the notices about links say. */
import type { Entries } from './types.ts'

export const SHARE: Entries = {
  Instruments: ['分析工具', 'Instrumentos'],
  Training: ['训练', 'Entrenamiento'],
  'Hint X-ray': ['提示透视', 'Radiografía de pistas'],
  'Divergence rail': ['散度轨道', 'Carril de divergencias'],
  'Pivot waterfall': ['关键词元瀑布图', 'Cascada de pivotes'],
  Estimators: ['估计量', 'Estimadores'],
  Compare: ['比较', 'Comparar'],
  Fork: ['分叉', 'Bifurcación'],
  'Divergence bench': ['散度实验台', 'Banco de divergencias'],
  'The address is too long to be a link to this page ({n} characters): none of it was read.': [
    '地址过长（{n} 个字符），不可能是本页面的链接，因此没有读取其中任何内容。',
    'La dirección es demasiado larga para ser un enlace a esta página ({n} caracteres): no se ha leído nada de ella.',
  ],
  'The link was made by a newer version of this page: what is understood of it is shown.': [
    '该链接由本页面的较新版本生成：已显示其中能够识别的部分。',
    'El enlace se creó con una versión más nueva de esta página: se muestra lo que se entiende de él.',
  ],
  'The link was made by a newer version of this page: the usual value stands in for {names}.': [
    '该链接由本页面的较新版本生成：{names} 改用默认值。',
    'El enlace se creó con una versión más nueva de esta página: se usa el valor habitual para {names}.',
  ],
  'The address holds a value that is not understood for {names}; the usual value stands in.': [
    '地址中 {names} 的值无法识别；已改用默认值。',
    'La dirección contiene un valor que no se entiende para {names}; se usa el valor habitual.',
  ],
}
