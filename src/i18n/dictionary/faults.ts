/** @file What is said where something outside the page went wrong: a file, a number that is none, a page that cannot be drawn. */
import type { Entries } from './types.ts'

export const FAULTS: Entries = {
  'The browser cannot read “{name}”. Choose it again, or a copy of it.': [
    '浏览器无法读取“{name}”。请重新选择它，或选择它的一个副本。',
    'El navegador no puede leer «{name}». Elígelo de nuevo, o elige una copia.',
  ],
  '“{text}” is no number here; {value} stays.': [
    '“{text}”在这里不是数字；仍为 {value}。',
    '«{text}» no es aquí un número; sigue {value}.',
  ],
  'This page could not be drawn.': ['页面无法绘制。', 'No se pudo dibujar esta página.'],
  'Reload it: the address keeps your settings, and talks and lessons are kept in this browser.': [
    '请重新载入：地址里存有你的设置，演讲和课程保存在本浏览器中。',
    'Vuelve a cargarla: la dirección guarda tus ajustes, y las charlas y lecciones se guardan en este navegador.',
  ],
  Reload: ['重新载入', 'Volver a cargar'],
  'There is no model called “{id}” here.': ['这里没有名为“{id}”的模型。', 'Aquí no hay ningún modelo llamado «{id}».'],
  'Choose another model.': ['请选择另一个模型。', 'Elige otro modelo.'],
}
