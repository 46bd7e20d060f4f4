/** @file One exhibit: what goes wrong and why, a button that shows it, a switch that mends it, and the evidence. */

import { ActionButton } from '../../controls/buttons.tsx'
import { TermText } from '../../controls/term-text.tsx'
import type { TermId } from '../../controls/terms.ts'
import { t, translate } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState, useAvailable } from '../../store/hooks.ts'
import { MathText, mathPlain } from '../../ui/math-text.tsx'
import { EvidenceView } from './evidence.tsx'
import type { Exhibit } from './types.ts'

/** Words that an exhibit may be about; those that the whole page is about would be in every sentence. */
const WORDS: readonly TermId[] = [
  'temperature',
  'sampling',
  'reverse-kl',
  'forward-kl',
  'divergence',
  'support',
  'policy-gradient',
  'privileged-context',
  'verifier',
  'held-out',
  'leakage',
]

export function ExhibitCard({ exhibit }: { readonly exhibit: Exhibit }) {
  const { id, title, wrong, why, honest, trains } = exhibit
  const failure = useAppState((state) => (state.museum.failure?.exhibit === id ? state.museum.failure : null))
  return (
    <article className="exhibit" aria-labelledby="exhibit-heading">
      <div className="exhibit-words">
        <h3 id="exhibit-heading">{t(title)}</h3>
        <p className="exhibit-wrong">
          <TermText of={WORDS} text={t(wrong)} />
        </p>
        <p className="exhibit-why">
          <b>{t('Why.')}</b> <TermText of={WORDS} text={t(why)} />
        </p>
        {honest && <p className="exhibit-why">{t(honest)}</p>}
        <Controls exhibit={exhibit} />
        <p className="exhibit-small">
          {trains
            ? t('A short real training run: a minute or so on a small machine.')
            : t('Twelve texts at most are written and read: seconds.')}
        </p>
        {failure && (
          <p className="exhibit-failure" role="alert">
            {translate(failure.message)} {translate(failure.remedy)}
          </p>
        )}
      </div>
      <EvidenceView exhibit={exhibit} />
    </article>
  )
}

function Controls({ exhibit }: { readonly exhibit: Exhibit }) {
  const fix = useActionId('fixExhibit')
  const act = useAct()
  const fixed = useAppState((state) => state.museum.fixed)
  const canShow = useAvailable('showExhibit')
  const canStop = useAvailable('stopExhibit')
  const canWrite = useAvailable('letItWrite')
  const canLeave = useAvailable('leaveMuseum')
  return (
    <div className="exhibit-controls">
      <ActionButton name="showExhibit" icon="play" tone="primary" />
      <button
        type="button"
        role="switch"
        className="exhibit-fix"
        data-action={fix}
        aria-label={t('Fix')}
        aria-description={mathPlain(t(exhibit.fix))}
        aria-checked={fixed}
        aria-disabled={!canShow || undefined}
        onClick={canShow ? () => act('fixExhibit', !fixed) : undefined}
      >
        <span className="exhibit-track" aria-hidden="true" />
        <span aria-hidden="true">
          <b>{t('Fix')}</b> <MathText text={t(exhibit.fix)} />
        </span>
      </button>
      <div className="exhibit-more">
        {canStop && <ActionButton name="stopExhibit" icon="stop" />}
        {canWrite && <ActionButton name="letItWrite" />}
        {canLeave && <ActionButton name="leaveMuseum" tone="quiet" icon="back" />}
      </div>
    </div>
  )
}
