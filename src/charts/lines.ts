/** @file The lines of a rollout: where each begins, and which step of the working it is. */

/** What is needed of a token to tell lines apart. */
export interface LineToken {
  readonly text: string
  readonly source: 'student' | 'environment'
}

export interface TextLine {
  /** Index of its first token; the last is `end - 1` and usually a newline. */
  readonly start: number
  readonly end: number
  /** 1-based number of the step, for lines that hold an equation of the student's; else null. */
  readonly step: number | null
}

/** Splits tokens at newlines. Steps are counted as the verifiers count them: lines that state an equation. */
export function textLines(tokens: readonly LineToken[]): readonly TextLine[] {
  const lines: TextLine[] = []
  let start = 0
  let steps = 0
  for (let i = 0; i < tokens.length; i++) {
    if (i < tokens.length - 1 && tokens[i]?.text !== '\n') continue
    const line = tokens.slice(start, i + 1)
    const isStep = line.some(({ text, source }) => source === 'student' && text.includes('='))
    lines.push({ start, end: i + 1, step: isStep ? ++steps : null })
    start = i + 1
  }
  return lines
}
