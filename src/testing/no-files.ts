/** @file The page's doors to files, links and pictures, closed: for tests in which nothing leaves the page. */
import type { Files } from '../store/app.ts'

export const noFiles: Files = {
  save() {},
  address: (query) => `http://localhost/${query && `?${query}`}`,
  copyLink: async () => {},
  draw: async () => null,
  copyText: async () => {},
  emptyPage: async () => '',
  hold: () => 'blob:held',
  letGo() {},
  paint: async () => new Uint8Array(),
}
