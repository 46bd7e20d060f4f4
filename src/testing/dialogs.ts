/** Lets dialogs open and close: jsdom knows them as elements only. */
export function giveDialogs(): void {
  const { prototype } = HTMLDialogElement
  prototype.showModal = function showModal() {
    this.open = true
  }
  prototype.close = function close() {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
}
