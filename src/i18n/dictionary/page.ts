/** @file Words of the page around the instruments. */
import type { Entries } from './types.ts'

export const PAGE: Entries = {
  'Like the browser': ['跟随浏览器', 'Como el navegador'],
  Language: ['语言', 'Idioma'],
}
