/** @file Which tokens may be drawn and how many: four numbers and texts at which it ends, behind a line that says what they amount to. */
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { ActionNumber } from '../../controls/fields.tsx'
import { count, t } from '../../i18n/words.ts'
import { MAX_TOKENS, MAX_TOP_K, MIN_TOP_P } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { truncationWords } from '../../store/scoring.ts'
import './details.css'
import { readStops, stopName } from './stop-text.ts'

export function SamplingDetails() {
  const topK = useAppState((state) => state.settings.topK)
  const topP = useAppState((state) => state.settings.topP)
  const minP = useAppState((state) => state.settings.minP)
  const maxTokens = useAppState((state) => state.settings.maxTokens)
  const stop = useAppState((state) => state.settings.stop)
  const narrowed = truncationWords({ topK, topP, minP })
  const disclosure = useRef<HTMLDetailsElement>(null)
  const close = (): void => disclosure.current?.removeAttribute('open')

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !disclosure.current?.open) return
    event.preventDefault()
    close()
    disclosure.current.querySelector('summary')?.focus()
  }

  return (
    <details
      ref={disclosure}
      className="sampling-details"
      data-part="sampling-details"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || close()}
    >
      <summary>
        {t('Sampling details')}
        <span className="sampling-state numeric">
          {[
            ...narrowed,
            ...stop.map((each) => t('until “{stop}”', { stop: stopName(each) })),
            count(maxTokens, 'up to # token', 'up to # tokens'),
          ].join(', ')}
        </span>
      </summary>
      <div className="sampling-card">
        <div className="sampling-numbers">
          <Labelled word="top-k">
            <ActionNumber name="setTopK" variant="boxed" value={topK} min={0} max={MAX_TOP_K} />
          </Labelled>
          <Labelled word="top-p">
            <ActionNumber
              name="setTopP"
              variant="boxed"
              value={topP}
              min={MIN_TOP_P}
              max={1}
              step={0.05}
              decimals={2}
            />
          </Labelled>
          <Labelled word="min-p">
            <ActionNumber name="setMinP" variant="boxed" value={minP} min={0} max={1} step={0.05} decimals={2} />
          </Labelled>
          <Labelled word={t('limit')}>
            <ActionNumber name="setTokenLimit" variant="boxed" value={maxTokens} min={1} max={MAX_TOKENS} />
          </Labelled>
        </div>
        <Stops />
        <p className="sampling-meaning">
          {t(
            'Top-k 0, top-p 1 and min-p 0 leave every token open. They shape the draw alone: log-probs stay those of the whole vocabulary at temperature 1.',
          )}
        </p>
      </div>
    </details>
  )
}

/** Typed as lines; an empty last line stays while somebody is about to write it. */
function Stops() {
  const stop = useAppState((state) => state.settings.stop)
  const act = useAct()
  const id = useId()
  const action = useActionId('setStopStrings')
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div className="sampling-stops">
      <label htmlFor={id}>{t('Stop strings')}</label>
      <textarea
        id={id}
        data-action={action}
        rows={2}
        spellCheck={false}
        value={typed ?? stop.map(stopName).join('\n')}
        onChange={({ target }) => {
          setTyped(target.value)
          act('setStopStrings', readStops(target.value))
        }}
        onBlur={() => setTyped(null)}
      />
      <p>
        {t('One a line; {sign} is a line break. Writing ends with the token in which one is complete.', {
          sign: '\\n',
        })}
      </p>
    </div>
  )
}

function Labelled({ word, children }: { readonly word: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <span aria-hidden="true">{word}</span>
      {children}
    </div>
  )
}
