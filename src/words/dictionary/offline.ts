/** @file Words of the offline copy, of parts that are fetched late, and of what leaves the page as one file or on paper. */
import type { Entries } from './types.ts'

export const OFFLINE: Entries = {
  'Fetching this part of the page …': ['正在获取页面的这一部分……', 'Descargando esta parte de la página…'],
  'This part of the page could not be fetched. Check the connection, then try again or reload the page.': [
    '无法获取页面的这一部分。请检查网络连接，然后重试或重新加载页面。',
    'No se pudo descargar esta parte de la página. Revise la conexión e inténtelo de nuevo o recargue la página.',
  ],
  'Try again': ['重试', 'Intentar de nuevo'],
}
