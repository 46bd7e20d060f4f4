/** @file A folder with a model in Hugging Face layout, wherever it lies: on a disk, or dropped on the page. */

export interface ModelFolder {
  /** As a person calls it. */
  readonly name: string
  /** Bytes of each file, by its path within the folder. */
  readonly sizes: ReadonlyMap<string, number>
  /**
   * A part of a file, or all of it.
   * @throws EngineError 'missing-file' or 'cancelled'
   */
  read(path: string, part?: { readonly start: number; readonly end: number }): Promise<Uint8Array<ArrayBuffer>>
}
