/** @file Tokens in running text: a press pins the token, on the stage and on every axis. */

import { tokenName } from '../../charts/format.ts'
import { ActionWord } from '../../controls/buttons.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'

export interface TokenLinksProps {
  readonly tokens: readonly RolloutToken[]
  readonly indices: readonly number[]
}

/** More of them are a number, not a list that people read. */
const MOST = 8

export function TokenLinks({ tokens, indices }: TokenLinksProps) {
  return (
    <>
      {indices.slice(0, MOST).map((index, place) => (
        <span key={index}>
          {place > 0 && ', '}
          <ActionWord name="togglePin" className="axis-token" argument={index}>
            {tokenName(tokens[index]?.text ?? '')}
            <span className="visually-hidden">{t(', token {index}', { index: index + 1 })}</span>
          </ActionWord>
        </span>
      ))}
      {indices.length > MOST && t(' and {n} more', { n: indices.length - MOST })}
    </>
  )
}
