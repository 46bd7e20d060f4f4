/** @file The region "Teacher on a server": where it is, whether it can be asked, and what it says of the rollout on the stage. */
import { useEffect, useRef } from 'react'
import { formatShare, formatSigned } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { list, t } from '../../i18n/words.ts'
import { ReadingAxis } from '../../stage/reading-axis.tsx'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { NumberField } from '../../ui/number-field.tsx'
import './panel.css'
import { ServerFields } from './server-fields.tsx'
import type { RemoteReading } from './state.ts'
import { StudentPart } from './student-part.tsx'
import { TroubleNote } from './trouble-note.tsx'

export function RemotePanel() {
  const { phase, trouble, good, reading } = useAppState(({ remote }) => remote)
  const stage = useAppState(({ rollout }) => rollout?.id ?? null)
  const section = useShown()
  return (
    <section className="remote" aria-labelledby="remote-heading" ref={section}>
      <h2 id="remote-heading" className="heading">
        {t('Teacher on a server')}
      </h2>
      <p className="remote-lead">
        {t(
          'A teacher of your own on vLLM, SGLang or llama.cpp reads the rollout on the stage. It must have the student’s vocabulary. This page asks nobody until you press the button, and then only this address; the key stays in memory until the page is left.',
        )}
      </p>
      <Form />
      <div className="remote-do">
        <ActionButton name="scoreRemotely" tone="primary" />
        {phase !== 'rest' && <ActionButton name="cancelRemote">{t('Cancel')}</ActionButton>}
        <Teaches />
        <output>
          {phase === 'checking' && t('Checks the server …')}
          {phase === 'scoring' && t('The server reads …')}
          {phase === 'rest' && good && t('✓ The server answers as it should.')}
        </output>
      </div>
      {trouble && <TroubleNote trouble={trouble} />}
      {stage === null && <p>{t('Sample a rollout first: that is what the server reads.')}</p>}
      {reading && !trouble && <Reading reading={reading} old={reading.rollout !== stage} />}
      <StudentPart />
    </section>
  )
}

/** Whether training learns from it. */
function Teaches() {
  const act = useAct()
  const action = useActionId('teachRemotely')
  const served = useAppState(({ servedTeacher }) => servedTeacher !== null)
  const ready = useAppState(({ remote }) => remote.phase === 'rest' && remote.form.url.trim() !== '')
  return (
    <label className="remote-teaches">
      <input
        type="checkbox"
        data-action={action}
        checked={served}
        disabled={!served && !ready}
        onChange={({ target }) => act('teachRemotely', target.checked)}
      />
      {t('Training learns from this server')}
    </label>
  )
}

/** A ref for the section, which comes into sight and takes the keys when somebody has asked for it. */
function useShown() {
  const { session } = useApp()
  const wanted = useAppState(({ remote }) => remote.wanted)
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!wanted) return
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.querySelector('input')?.focus({ preventScroll: true })
    session.remote.want(false)
  }, [wanted, session])
  return section
}

/** As much as servers give without being told to give more. */
const MOST_TOP_K = 1000

function Form() {
  const form = useAppState(({ remote }) => remote.form)
  const act = useAct()
  const action = useActionId('setRemote')
  const { session } = useApp()
  return (
    <ServerFields
      form={form}
      action={action}
      names={{
        ...{ url: t('Address'), model: t('Model'), kind: t('Kind of server') },
        key: t('Key, if it asks for one'),
      }}
      onForm={(part) => act('setRemote', part)}
      onKey={(key) => session.remote.setKey(key)}
    >
      <div className="labelled-field">
        <span aria-hidden="true">{t('Likeliest words a token')}</span>
        <NumberField
          action={action}
          label={t('Likeliest words a token')}
          variant="boxed"
          value={form.topK}
          min={1}
          max={MOST_TOP_K}
          onCommit={(topK) => act('setRemote', { topK })}
        />
      </div>
    </ServerFields>
  )
}

function Reading({ reading, old }: { readonly reading: RemoteReading; readonly old: boolean }) {
  const { model, topK, tokens, rows, known, meanGap, unbounded, tail } = reading
  return (
    <section className="remote-reading" aria-labelledby="remote-reading">
      <h3 id="remote-reading" className="heading">
        {t('As {model} reads it', { model: model || t('the server') })}
      </h3>
      {old && <p>{t('Of an earlier rollout: have the server read this one.')}</p>}
      <p>
        {t('The server knows {known} of {n} tokens; mean gap {gap} nats.', {
          known,
          n: tokens.length,
          gap: meanGap === null ? '–' : formatSigned(meanGap),
        })}{' '}
        {t(
          'It names the {k} likeliest words a token; the others hold at most {tail} of the mass. All numbers are nats: gaps are exact, divergences and entropy lie between the bar (the others as one word) and its outline (the others as bad as they can be; none where nothing bounds them).',
          { k: topK, tail: formatShare(tail) },
        )}
        {unbounded.length > 0 &&
          ` ${t('A top-k says nothing of {names}.', { names: list(unbounded.map((id) => t(divergenceById(id).name))) })}`}
      </p>
      <ReadingAxis label={t('What the server says, token by token')} tokens={tokens} rows={rows} />
    </section>
  )
}
