/** @file Models of the hub: an address, what it would cost, how far it has come, and what is kept in this browser. */
import { useEffect, useId, useState } from 'react'
import { formatBytes, formatDuration } from '../../../charts/format.ts'
import { ActionButton } from '../../../controls/buttons.tsx'
import { count, number, t } from '../../../i18n/words.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../../store/hooks.ts'
import { Phrase } from '../../../ui/phrase.tsx'
import { useTimeLeft } from '../../../ui/use-time-left.ts'
import { usePace } from '../pace-words.tsx'
import type { HubPlan } from './plan.ts'
import type { KeptModel } from './shelf.ts'

export function Hub() {
  const act = useAct()
  const plan = useAppState(({ brought }) => brought.hub.plan)
  const kept = useAppState(({ brought }) => brought.hub.kept)
  useEffect(() => act('listKeptModels'), [act])
  return (
    <>
      <Asked />
      <Address />
      {plan && <Plan plan={plan} />}
      {kept.length > 0 && <Kept kept={kept} />}
    </>
  )
}

/** A link names a model: whoever opens it is asked before anybody else is. */
function Asked() {
  const { hubModel } = useSettings()
  const { used, plan, asking, fetching, kept } = useAppState(({ brought }) => brought.hub)
  if (hubModel === '' || hubModel === used || plan || asking !== null || fetching) return null
  const here = kept.find(
    ({ plan: { id, commit, bytes }, bytes: has }) => `${id}@${commit}` === hubModel && has >= bytes,
  )
  return (
    <section className="own-card own-asked" aria-label={t('A model of the hub')}>
      <p>
        <Phrase
          text={t('This link works with {name} of the hub.')}
          places={{ name: <b className="own-name">{hubModel}</b> }}
        />{' '}
        {here
          ? t('It is kept in this browser: nothing is fetched.')
          : t('Nobody has been asked for it yet. Looking it up tells what it is and how much would be fetched.')}
      </p>
      <div className="own-pick">
        {here ? (
          <ActionButton name="takeUpModel" argument={here.plan} tone="primary">
            {t('Use it')}
          </ActionButton>
        ) : (
          <ActionButton name="lookUpModel" argument={hubModel} tone="primary">
            {t('Ask huggingface.co about it')}
          </ActionButton>
        )}
        <ActionButton name="refuseHubModel" tone="quiet">
          {t('Go on without it')}
        </ActionButton>
      </div>
    </section>
  )
}

function Address() {
  const act = useAct()
  const id = useId()
  const action = useActionId('lookUpModel')
  const asking = useAppState(({ brought }) => brought.hub.asking)
  const [text, setText] = useState('')
  return (
    <form
      className="own-come"
      onSubmit={(event) => {
        event.preventDefault()
        act('lookUpModel', text)
      }}
    >
      <label htmlFor={id}>{t('Hub address')}</label>
      <input
        id={id}
        type="text"
        data-action={action}
        placeholder="owner/name"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="button plain" data-action={action}>
        {t('Look it up')}
      </button>
      <p className="own-hint" aria-live="polite">
        {asking === null ? (
          t('Only when you press it does this page speak to huggingface.co, and to nobody else.')
        ) : (
          <>
            {t('Asking about {name} …', { name: asking })} <ActionButton name="cancelHub">{t('Cancel')}</ActionButton>
          </>
        )}
      </p>
    </form>
  )
}

function Plan({ plan }: { readonly plan: HubPlan }) {
  const { id, commit, licence, files, bytes, parameters, memory, budget } = plan
  const { here, fetching } = useAppState(({ brought }) => brought.hub)
  const pace = usePace(null, parameters)
  const left = useTimeLeft(fetching ? here / bytes : null)
  const facts: readonly (readonly [string, string])[] = [
    [t('Parameters'), number(parameters)],
    [t('Download'), `${formatBytes(bytes)}, ${count(files.length, '# file', '# files')}`],
    [
      t('Memory'),
      budget === null
        ? t('about {bytes}', { bytes: formatBytes(memory) })
        : t('about {bytes} of {budget}', { bytes: formatBytes(memory), budget: formatBytes(budget) }),
    ],
    pace,
    [t('Licence'), licence ?? t('not told')],
    [t('Commit'), commit.slice(0, 7)],
  ]
  return (
    <div className="own-card">
      <div>
        <h4>{id}</h4>
        <dl className="numeric">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {(fetching || here > 0) && (
          <p className="own-hint numeric">
            <progress aria-label={t('Fetched')} max={bytes} value={here} />{' '}
            {t('{loaded} of {total}', { loaded: formatBytes(here), total: formatBytes(bytes) })}
            {left !== null && ` · ${t('{time} left', { time: formatDuration(left) })}`}
          </p>
        )}
      </div>
      <div className="own-pick">
        {fetching ? (
          <ActionButton name="cancelHub">{t('Cancel')}</ActionButton>
        ) : (
          <>
            <ActionButton name="fetchModel" tone="primary">
              {wordsOf(here, bytes)}
            </ActionButton>
            <ActionButton name="forgetHubPlan" tone="quiet">
              {t('Dismiss')}
            </ActionButton>
          </>
        )}
      </div>
    </div>
  )
}

function wordsOf(here: number, bytes: number): string {
  if (here >= bytes) return t('Use it')
  const rest = formatBytes(bytes - here)
  return here > 0
    ? t('Go on: {bytes} from huggingface.co', { bytes: rest })
    : t('Fetch {bytes} from huggingface.co', { bytes: rest })
}

function Kept({ kept }: { readonly kept: readonly KeptModel[] }) {
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <details className="own-more">
      <summary>
        {count(kept.length, 'Kept in this browser: # model, {bytes}', 'Kept in this browser: # models, {bytes}', {
          bytes: formatBytes(total),
        })}
      </summary>
      <ul className="own-cards">
        {kept.map(({ plan, bytes }) => (
          <li key={`${plan.id} ${plan.commit}`} className="own-card">
            <div>
              <h4>{plan.id}</h4>
              <p className="own-hint numeric">
                {plan.commit.slice(0, 7)} ·{' '}
                {t('{loaded} of {total}', { loaded: formatBytes(bytes), total: formatBytes(plan.bytes) })}
              </p>
            </div>
            <div className="own-pick">
              <ActionButton name="takeUpModel" argument={plan}>
                {bytes >= plan.bytes ? t('Use it') : t('Complete it')}
              </ActionButton>
              <ActionButton name="removeKeptModel" argument={plan} tone="quiet">
                {t('Remove')}
              </ActionButton>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
