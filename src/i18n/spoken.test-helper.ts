/** @file Sentences that rooms without a language say with their values in them: found in the source, as forms with open places. */

/** What stands for a value, in the source's `${…}` as in the dictionary's `{name}`. */
const OPEN = '{}'

/** Not for people: they name nothing but values. */
const BARE = new Set(['{} is {}.', '{} ({}).', '{}.'])

/** Every whole sentence among the string literals of a source file; comments, and what `t` and `mark` are given, are left out. */
export function spoken(source: string): readonly string[] {
  return forms(source).filter((text) => /^[A-Z{“].*[ }].*[.?!]$/.test(text) && !BARE.has(text))
}

/** Every string literal of a source file, but those that `t`, `mark` and `count` are given. */
export function forms(source: string): readonly string[] {
  const string = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`
  const given = new RegExp(String.raw`\b(?:t|mark)\(\s*${string}|\bcount\([^'"]*,\s*${string},\s*${string}`, 'g')
  return literals(source.replace(given, ''))
}

/** The form of a sentence of the dictionary. */
export function formOf(english: string): string {
  return english.replace(/\{\w+\}/g, OPEN)
}

function literals(source: string): readonly string[] {
  const found: string[] = []
  let at = 0
  while (at < source.length) {
    const two = source.slice(at, at + 2)
    const sign = source.charAt(at)
    if (two === '//') at = endOf(source, '\n', at)
    else if (two === '/*') at = endOf(source, '*/', at)
    else if (sign === "'" || sign === '"' || sign === '`') {
      const { text, end } = literal(source, at)
      found.push(text)
      at = end
    } else at++
  }
  return found
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found < 0 ? source.length : found + mark.length
}

function literal(source: string, from: number): { readonly text: string; readonly end: number } {
  const quote = source.charAt(from)
  let text = ''
  let at = from + 1
  while (at < source.length && source.charAt(at) !== quote) {
    if (source.charAt(at) === '\\') {
      text += source.charAt(at + 1)
      at += 2
    } else if (quote === '`' && source.slice(at, at + 2) === '${') {
      text += OPEN
      at = closing(source, at + 2)
    } else text += source.charAt(at++)
  }
  return { text, end: at + 1 }
}

/** Behind the brace that closes a `${`. */
function closing(source: string, from: number): number {
  let depth = 1
  let at = from
  while (depth > 0 && at < source.length) {
    if (source.charAt(at) === '{') depth++
    if (source.charAt(at) === '}') depth--
    at++
  }
  return at
}
