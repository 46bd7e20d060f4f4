/** @file What the page says of files and messages that strangers wrote. */
import type { Entries } from './types.ts'

export const STRANGERS: Entries = {
  'The controls of this page do not reach the trace’s {names}; the usual value stands there.': [
    '本页的控件无法表示该轨迹的{names}，因此那里显示常用值。',
    'Los controles de esta página no alcanzan {names} de la traza; ahí figura el valor habitual.',
  ],
  'The worker was asked for something that it does not know.': [
    '工作线程收到了它不认识的请求。',
    'Se pidió al worker algo que no conoce.',
  ],
}
