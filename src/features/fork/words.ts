/** @file Tokens in sentences. */
import { tokenName } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'

/** “9”; newline and end of text by their names. */
export const quoted = (text: string): string =>
  text === '\n' ? t('a newline') : text === '' ? t('the end of the text') : tokenName(text)
