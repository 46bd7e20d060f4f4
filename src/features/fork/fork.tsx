/** @file The region "Fork": force another token, let the student go on from there, and have every branch judged. */
import { tokenName } from '../../charts/format.ts'
import { TermText } from '../../controls/term-text.tsx'
import { t } from '../../i18n/words.ts'
import { writing } from '../../store/app.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'
import { Branches } from './branches.tsx'
import { Choices } from './choices.tsx'
import { CreditLine } from './credit.tsx'
import { Exposure } from './exposure.tsx'
import './fork.css'
import { TakeFork } from './take.tsx'

export function ForkRegion() {
  const index = useAppState(focusedToken)
  const rollout = useAppState((state) => state.rollout)
  const busy = useAppState(writing)
  const token = index === null ? undefined : rollout?.tokens[index]
  return (
    <section className="fork" aria-labelledby="fork-heading">
      <header className="fork-head">
        <h2 id="fork-heading" className="heading">
          {t('Fork')}
        </h2>
        <p>
          <TermText
            of={['token', 'student', 'verifier']}
            text={t(
              'One token is replaced and the student goes on by itself: if the verdict turns, that token was to blame.',
            )}
          />
        </p>
      </header>
      {!rollout || index === null || !token ? (
        <p className="fork-empty">{t('Nothing to fork yet. Sample, then click one of the tokens.')}</p>
      ) : (
        <div className="fork-body">
          <div className="fork-place">
            <h3 className="fork-title" data-glance>
              {t('Token {index}, {token}', { index: index + 1, token: tokenName(token.text) })}
            </h3>
            {token.source === 'environment' ? (
              <p className="fork-empty">{t('The environment wrote this. Click a token of the student’s.')}</p>
            ) : (
              <Choices key={`${rollout.id}.${index}`} index={index} busy={busy} />
            )}
          </div>
          <div className="fork-tree">
            <CreditLine />
            <Exposure />
            <div className="fork-scroll" data-glance="wide">
              <Branches />
            </div>
            <TakeFork />
          </div>
        </div>
      )}
    </section>
  )
}
