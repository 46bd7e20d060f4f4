/** @file What the page says of files and messages that strangers wrote, and of the parts that others made. */
import type { Entries } from './types.ts'

export const STRANGERS: Entries = {
  Licences: ['许可证', 'Licencias'],
  '{n} parts ship with this page, its fonts and models among them. Every licence lets you use and pass them on.': [
    '本页附带 {n} 个组成部分，其中包括字体和模型。每一份许可证都允许使用和转发。',
    'Esta página incluye {n} componentes, entre ellos sus fuentes y modelos. Todas las licencias permiten usarlos y redistribuirlos.',
  ],
  'All licence texts': ['全部许可证文本', 'Todos los textos de licencia'],
  'Parts and their licences': ['组成部分及其许可证', 'Componentes y sus licencias'],
  Part: ['组成部分', 'Componente'],
  Version: ['版本', 'Versión'],
  Licence: ['许可证', 'Licencia'],
  'The controls of this page do not reach the trace’s {names}; the usual value stands there.': [
    '本页的控件无法表示该轨迹的{names}，因此那里显示常用值。',
    'Los controles de esta página no alcanzan {names} de la traza; ahí figura el valor habitual.',
  ],
  'The worker was asked for something that it does not know.': [
    '工作线程收到了它不认识的请求。',
    'Se pidió al worker algo que no conoce.',
  ],
}
