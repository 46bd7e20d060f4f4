/** @file Words of the embeds. */
import type { Entries } from './types.ts'

export const EMBED: Entries = {
  'This embed does not know {names}; the rest of its address is followed.': [
    '此嵌入不认识 {names}；地址的其余部分照常生效。',
    'Esta inserción no conoce {names}; del resto de su dirección se hace caso.',
  ],
  'The stage': ['舞台', 'El escenario'],
  'Method card': ['方法卡片', 'Ficha del método'],
  Controls: ['控件', 'Controles'],
  Method: ['方法', 'Método'],
  REPLAY: ['回放', 'REPETICIÓN'],
  LIVE: ['实时', 'EN VIVO'],
  'Loading models': ['正在加载模型', 'Cargando los modelos'],
  'Open in the playground': ['在演练场中打开', 'Abrir en el playground'],
}
