/** @file Words of the page around the instruments. */
import type { Entries } from './types.ts'

export const PAGE: Entries = {
  'A student writes. A teacher reads over its shoulder.': [
    '学生模型写，教师模型在旁边看。',
    'Un estudiante escribe. Un maestro lee por encima de su hombro.',
  ],
  'Like the browser': ['跟随浏览器', 'Como el navegador'],
  Language: ['语言', 'Idioma'],
}
