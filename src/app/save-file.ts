/** @file Saving by the browser's own means. */

/** Hands data to the browser as a download. */
export function saveFile(view: Window, name: string, data: Uint8Array | string, type: string): void {
  const part = typeof data === 'string' ? data : new Uint8Array(data)
  const url = URL.createObjectURL(new Blob([part], { type }))
  const link = view.document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
