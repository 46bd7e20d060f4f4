/** @file What the walk asks of a browser, whichever it is: little enough that WebDriver has it too. */

/** What can be handed into a page and back. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

/** What a function that runs in the page may give back. */
type Given<R> = R | Promise<R>

export interface Browser {
  /** As it calls itself. */
  readonly version: string
  /** Where its downloads arrive. */
  readonly downloads: string
  open(address: string): Promise<void>
  /** Runs in the page and brings its answer back as JSON. */
  evaluate<A extends readonly unknown[], R>(run: (...given: A) => Given<R>, ...given: A): Promise<R>
  /** A press of the mouse, in pixels of the page's window. */
  click(x: number, y: number): Promise<void>
  /** A key by its WebDriver name of one character, or 'Escape'. */
  press(key: string): Promise<void>
  /** The page's window, as PNG in base64. */
  picture(): Promise<string>
  /** Chooses a file in the input that this selector finds. */
  choose(selector: string, file: string): Promise<void>
  close(): Promise<void>
}

/** The window of every browser, in CSS pixels. */
export const WINDOW = { width: 1440, height: 900 } as const

/**
 * The text of a program that calls the function in a page and leaves its answer as JSON. The functions come out of a compiler that
 * wants to keep their names, by a helper which the page does not have.
 */
export function inPage(run: (...given: never) => unknown, given: readonly unknown[]): string {
  return `(async () => {
    const __name = (named) => named
    return JSON.stringify({ answer: await (${run})(...${JSON.stringify(given)}) })
  })()`
}

/** What `inPage` left. */
export function answerOf<R>(text: unknown): R {
  return (JSON.parse(String(text)) as { answer: R }).answer
}
