/** @file Tokens in sentences. */
import { tokenName } from '../../charts/format.ts'

/** “9”; newline and end of text by their names. */
export const quoted = (text: string): string =>
  text === '\n' ? 'a newline' : text === '' ? 'the end of the text' : tokenName(text)
