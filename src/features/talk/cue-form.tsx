/** @file One cue, open for editing: its words, what it does, what is lit, and what stands in if the device fails. */

import { useState } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import type { Cue, CueAction, Region, Reveal } from '../../formats/talk.ts'
import {
  LIMITS,
  MAX_NOTES,
  MAX_OPTION,
  MAX_TITLE,
  MOST_CHARTS,
  MOST_OPTIONS,
  MOST_SECONDS,
  MOST_STEPS,
  REGIONS,
  REVEALS,
} from '../../formats/talk-limits.ts'
import { mark, t } from '../../i18n/words.ts'
import { useAct, useActionId } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { type Keeping, REVEAL_WORDS } from './reveal.ts'
import './cue-form.css'

const ACTIONS: readonly { readonly value: CueAction['do'] | ''; readonly label: string }[] = [
  { value: '', label: mark('Nothing: show the state') },
  { value: 'sample', label: mark('Sample a rollout, live') },
  { value: 'train', label: mark('Train some steps, live') },
  { value: 'context', label: mark('Flip the privileged context') },
  { value: 'bet', label: mark('Open a round of bets') },
]

const REGION_WORDS: Readonly<Record<Region, string>> = {
  sentence: mark('The sentence'),
  problem: mark('The problem'),
  text: mark('The student’s text'),
  instrument: mark('The instrument'),
}

const FIRST_STEPS = 3

function actionOf(value: string, before: CueAction | null): CueAction | null {
  if (value === 'train') return before?.do === 'train' ? before : { do: 'train', steps: FIRST_STEPS }
  if (value === 'bet') return { do: value }
  return value === 'sample' || value === 'context' ? { do: value } : null
}

/** When a part of the stage comes. */
type Coming = 'at once' | 'at a step' | 'not here'

const COMING_WORDS: Readonly<Record<Coming, string>> = {
  'at once': mark('there at once'),
  'at a step': mark('when you step on'),
  'not here': mark('not in this cue'),
}

const comingOf = ({ reveal, without }: Keeping, part: Reveal): Coming =>
  without.includes(part) ? 'not here' : reveal.includes(part) ? 'at a step' : 'at once'

/** The cue with one part coming otherwise; steps stand in the order of a story: who reads, what that one knows, how it is measured. */
function withComing(cue: Keeping, part: Reveal, coming: Coming): Keeping {
  const list = (before: readonly Reveal[], on: boolean): readonly Reveal[] =>
    REVEALS.filter((each) => (each === part ? on : before.includes(each)))
  return { reveal: list(cue.reveal, coming === 'at a step'), without: list(cue.without, coming === 'not here') }
}

/** Whether anything of the build-up is set, so that it is seen when the form opens. */
const isBuilt = ({ reveal, without, chart, planned }: Cue): boolean =>
  reveal.length + without.length > 0 || chart !== null || planned !== null

interface BetOptionsProps {
  readonly action: Extract<CueAction, { readonly do: 'bet' }>
  readonly onChange: (action: CueAction) => void
}

/** What phones choose from; fewer than two options are none, and the room bets on a token. */
function BetOptions({ action, onChange }: BetOptionsProps) {
  const edit = useActionId('editCue')
  const given = action.options ? action : null
  const [lines, setLines] = useState((given?.options ?? []).join('\n'))
  const commit = (text: string, answer: number | null): void => {
    const options = text
      .split('\n')
      .map((line) => line.trim().slice(0, MAX_OPTION))
      .filter((line) => line !== '')
      .slice(0, MOST_OPTIONS)
    const right = answer !== null && answer < options.length ? answer : null
    onChange(options.length < 2 ? { do: 'bet' } : { do: 'bet', options, answer: right })
  }
  return (
    <>
      <label>
        <span>{t('Options for the phones, one a line; with none the room bets on a token')}</span>
        <textarea
          data-action={edit}
          rows={2}
          value={lines}
          onChange={({ target }) => {
            setLines(target.value)
            commit(target.value, given?.answer ?? null)
          }}
        />
      </label>
      {given && (
        <p className="cue-limit">
          {t('Which option is right, 0 for none')}{' '}
          <NumberField
            action={edit}
            label={t('Which option is right, 0 for none')}
            variant="boxed"
            value={(given.answer ?? -1) + 1}
            min={0}
            max={given.options?.length ?? 0}
            onCommit={(n) => commit(lines, n > 0 ? n - 1 : null)}
          />
        </p>
      )}
    </>
  )
}

export function CueForm({ cue, at }: { readonly cue: Cue; readonly at: number }) {
  const edit = useActionId('editCue')
  const remove = useActionId('removeCue')
  const act = useAct()
  const { id, title, notes, query, action, focus, limit, qr, trace, training } = cue
  const set = (part: Partial<Omit<Cue, 'id'>>): void => act('editCue', { id, part })
  const recorded = trace !== null || training !== null
  return (
    <div className="cue-form">
      <label>
        <span>{t('Title')}</span>
        <input
          type="text"
          data-action={edit}
          value={title}
          maxLength={MAX_TITLE}
          onChange={({ target }) => set({ title: target.value })}
        />
      </label>
      <label>
        <span>{t('Speaker notes')}</span>
        <textarea
          data-action={edit}
          rows={4}
          value={notes}
          maxLength={MAX_NOTES}
          onChange={({ target }) => set({ notes: target.value })}
        />
      </label>
      <label>
        <span>{t('When it comes up')}</span>
        <select
          data-action={edit}
          value={action?.do ?? ''}
          onChange={({ target }) => set({ action: actionOf(target.value, action) })}
        >
          {ACTIONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
      </label>
      {action?.do === 'bet' && <BetOptions action={action} onChange={(next) => set({ action: next })} />}
      {action && action.do !== 'bet' && (
        <p className="cue-limit">
          {action.do === 'train' && (
            <>
              {t('Steps to train')}{' '}
              <NumberField
                action={edit}
                label={t('Steps to train')}
                variant="boxed"
                value={action.steps}
                min={1}
                max={MOST_STEPS}
                onCommit={(steps) => set({ action: { do: 'train', steps } })}
              />{' '}
            </>
          )}
          {t('Seconds until the recording stands in')}{' '}
          <NumberField
            action={edit}
            label={t('Seconds until the recording stands in')}
            variant="boxed"
            value={limit}
            min={LIMITS.min}
            max={LIMITS.max}
            onCommit={(seconds) => set({ limit: seconds })}
          />
        </p>
      )}
      {action && action.do !== 'bet' && !recorded && (
        <p className="cue-warning">
          {t('Nothing is recorded for this cue yet: if the device fails, the stage stays as it is.')}
        </p>
      )}
      <label>
        <span>{t('In the light')}</span>
        <select
          data-action={edit}
          value={focus ?? ''}
          onChange={({ target }) => set({ focus: REGIONS.find((region) => region === target.value) ?? null })}
        >
          <option value="">{t('Everything')}</option>
          {REGIONS.map((region) => (
            <option key={region} value={region}>
              {t(REGION_WORDS[region])}
            </option>
          ))}
        </select>
      </label>
      <details className="cue-more" open={isBuilt(cue) || undefined}>
        <summary>{t('Build-up, one chart, time')}</summary>
        <fieldset className="cue-reveal">
          <legend>{t('What the room sees, and when')}</legend>
          {REVEALS.map((part) => (
            <label key={part}>
              <span>{t(REVEAL_WORDS[part])}</span>
              <select
                data-action={edit}
                value={comingOf(cue, part)}
                onChange={({ target }) => set(withComing(cue, part, target.value as Coming))}
              >
                {Object.entries(COMING_WORDS).map(([value, words]) => (
                  <option key={value} value={value}>
                    {t(words)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
        <p className="cue-limit">
          {t('Chart that fills the screen, 0 for none')}{' '}
          <NumberField
            action={edit}
            label={t('Chart that fills the screen, 0 for none')}
            variant="boxed"
            value={cue.chart ?? 0}
            min={0}
            max={MOST_CHARTS}
            onCommit={(chart) => set({ chart: chart > 0 ? chart : null })}
          />{' '}
          {t('Seconds planned, 0 for none')}{' '}
          <NumberField
            action={edit}
            label={t('Seconds planned, 0 for none')}
            variant="boxed"
            value={cue.planned ?? 0}
            min={0}
            max={MOST_SECONDS}
            step={10}
            onCommit={(planned) => set({ planned: planned > 0 ? planned : null })}
          />
        </p>
      </details>
      <label className="cue-check">
        <input type="checkbox" data-action={edit} checked={qr} onChange={({ target }) => set({ qr: target.checked })} />
        <span>{t('Show a QR code of the state')}</span>
      </label>
      <p className="cue-state">
        <span>{t('State')}</span> <code>{query === '' ? t('the page as it opens') : query}</code>
      </p>
      <div className="cue-tools">
        <ActionButton name="showCue" argument={id} />
        <ActionButton name="retakeCue" argument={id} />
        <ActionButton name="presentFrom" icon="present" argument={at} />
        <ActionButton name="duplicateCue" icon="copy" argument={id} />
        <Button
          action={remove}
          icon="bin"
          onPress={() => {
            act('removeCue', id)
            // The way back stands ready for whoever pressed too soon.
            requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-undo] button')?.focus())
          }}
        >
          {t('Delete cue')}
        </Button>
      </div>
    </div>
  )
}
