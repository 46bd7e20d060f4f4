/** @file Models that were brought: where they come in, what each is and costs before its weights are read, what it is used for. */
import { useEffect, useId, useRef } from 'react'
import { formatBytes } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import type { ModelPlan } from '../../engine/types.ts'
import { count, list, number, t, translate } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import type { AppState } from '../../store/state.ts'
import { Button } from '../../ui/button.tsx'
import { ofFiles } from './folder.ts'
import { Hub } from './hub/hub.tsx'
import { usePace } from './pace-words.tsx'

export function BroughtModels() {
  const { plans, unfolded, reading, refusal } = useAppState((state) => state.brought)
  const heading = useId()
  return (
    <section className="own-models" aria-labelledby={heading}>
      <div className="own-come">
        <h3 id={heading}>{t('Your models')}</h3>
        <Picker />
        <p className="own-hint">
          {t(
            'Drop a folder anywhere on the page: config.json, tokenizer.json and safetensors files, as Hugging Face has them, or an ONNX export with its key-value cache. It stays on this device.',
          )}
        </p>
      </div>
      <Hub />
      <div aria-live="polite">
        {reading !== null && (
          <p className="own-reading">
            {t('Looking through “{name}” …', { name: reading })}{' '}
            <ActionButton name="cancelBringing">{t('Cancel')}</ActionButton>
          </p>
        )}
      </div>
      {refusal && (
        <div className="own-refusal" role="alert">
          <p>
            <b>{translate(refusal.message)}</b> {refusal.remedy !== null && translate(refusal.remedy)}{' '}
            {t('Nothing else has changed.')}
          </p>
          <ActionButton name="dismissRefusal" tone="quiet">
            {t('Dismiss')}
          </ActionButton>
        </div>
      )}
      {plans.length > 0 && (
        // Once the student writes, its text is what counts: the cards fold up, and a new one unfolds them.
        <details key={`${plans.length} ${unfolded}`} className="own-more" open={unfolded}>
          <summary>
            {count(plans.length, '# model here: {names}', '# models here: {names}', {
              names: list(plans.map(({ info }) => info.name)),
            })}
          </summary>
          <ul className="own-cards">
            {plans.map((plan) => (
              <ModelCard key={plan.info.id} plan={plan} />
            ))}
          </ul>
        </details>
      )}
      <Strangers />
    </section>
  )
}

/** Buttons that ask for a folder, or for its files where a device knows no folders. */
function Picker() {
  const act = useAct()
  const asked = useAppState((state) => state.brought.asked)
  const action = useActionId('bringFolder')
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  // Whoever asked for it from the top of the page goes on here.
  useEffect(() => {
    if (asked > 0) place.current?.querySelector('button')?.focus()
  }, [asked])
  const take = (input: HTMLInputElement): void => {
    const picked = ofFiles(input.files ?? [])
    // The same folder can be chosen again, after it was mended.
    input.value = ''
    if (picked) act('bringFolder', picked)
  }
  return (
    <div className="own-pick" ref={place}>
      <Button action={action} icon="folder" onPress={() => folder.current?.click()}>
        {t('Choose a folder')}
      </Button>
      <Button action={action} tone="quiet" onPress={() => files.current?.click()}>
        {t('Choose its files')}
      </Button>
      <input
        ref={(input) => {
          folder.current = input
          if (input) input.webkitdirectory = true
        }}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input ref={files} type="file" multiple hidden onChange={({ currentTarget }) => take(currentTarget)} />
    </div>
  )
}

function ModelCard({ plan }: { readonly plan: ModelPlan }) {
  const { info, architecture, layers, vocabulary, maxPositions, stored, memory, budget, chats } = plan
  const { student, teacher } = useSettings()
  const state = useAppState(({ engine }) => engine.progress[info.id]?.phase ?? null)
  const kin = useAppState(({ brought }) => kinOf(brought.plans, plan))
  const used = [info.id === student && t('student'), info.id === teacher && t('teacher')].filter(
    (word) => word !== false,
  )
  const pace = usePace(info.id, info.parameters)
  const facts: readonly (readonly [string, string])[] = [
    [t('Architecture'), `${architecture}, ${count(layers, '# layer', '# layers')}`],
    [t('Parameters'), number(info.parameters)],
    [t('Weights'), `${formatBytes(info.bytes)}, ${stored}`],
    [
      t('Memory'),
      budget === null
        ? t('about {bytes}', { bytes: formatBytes(memory) })
        : t('about {bytes} of {budget}', { bytes: formatBytes(memory), budget: formatBytes(budget) }),
    ],
    pace,
    [t('Vocabulary'), count(vocabulary, '# entry', '# entries')],
    [t('Context window'), count(maxPositions, '# token', '# tokens')],
    [t('Chat template'), chats ? t('yes') : t('none')],
  ]
  return (
    <li className="own-card">
      <div>
        <h4>{info.name}</h4>
        <dl className="numeric">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="own-hint">
          {used.length > 0 && t('Now: {roles}.', { roles: list(used) })}{' '}
          {state === 'ready'
            ? t('Its weights are loaded.')
            : t('None of its weights has been read: that waits for Sample.')}{' '}
          {kin !== null && t('It shares its tokenizer with “{name}”.', { name: kin })}
        </p>
      </div>
      <div className="own-pick">
        <ActionButton
          name="takeModel"
          argument={{ model: info.id, as: 'both' }}
          disabled={info.id === student && info.id === teacher}
        >
          {t('Student and teacher')}
        </ActionButton>
        <ActionButton name="takeModel" argument={{ model: info.id, as: 'teacher' }} disabled={info.id === teacher}>
          {t('Teacher')}
        </ActionButton>
        <ActionButton name="removeModel" argument={info.id} tone="quiet">
          {t('Remove')}
        </ActionButton>
      </div>
    </li>
  )
}

function kinOf(plans: readonly ModelPlan[], plan: ModelPlan): string | null {
  return plans.find((other) => other !== plan && other.tokenizer === plan.tokenizer)?.info.name ?? null
}

/** Two models can be compared at a token only where their tokens are the same. */
function Strangers() {
  const strangers = useAppState(areStrangers)
  if (!strangers) return null
  return (
    <p className="own-strangers">
      {t(
        'Student and teacher have different tokenizers: their tokens cannot be compared one by one. Choose a teacher with the student’s tokenizer; the student itself always has it.',
      )}
    </p>
  )
}

function areStrangers({ settings, brought }: AppState): boolean {
  const tokenizerOf = (id: string): string | null => brought.plans.find(({ info }) => info.id === id)?.tokenizer ?? null
  return tokenizerOf(settings.student) !== tokenizerOf(settings.teacher)
}
