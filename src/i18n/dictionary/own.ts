/** @file Words of texts and models that the visitor brings. */
import type { Entries } from './types.ts'

export const OWN_WORDS: Entries = {
  'Your models': ['您的模型', 'Tus modelos'],
  Unchecked: ['未检查', 'Sin comprobar'],
  unchecked: ['未检查', 'sin comprobar'],
  '– unchecked': ['– 未检查', '– sin comprobar'],
  'There is no answer to check this against.': ['没有可供核对的答案。', 'No hay respuesta con la que comprobarlo.'],
  'There is no number in this.': ['这里没有数字。', 'Aquí no hay ningún número.'],
  'This is the answer.': ['这就是答案。', 'Es la respuesta.'],
  'This is not the answer.': ['这不是答案。', 'No es la respuesta.'],
}
