/** @file The region "Teacher on a server": where it is, whether it can be asked, and what it says of the rollout on the stage. */
import { useEffect, useRef } from 'react'
import { formatShare, formatSigned } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { list, mark, t } from '../../i18n/words.ts'
import type { Trouble } from '../../remote/remote-error.ts'
import type { ServerKind } from '../../remote/wire.ts'
import { ReadingAxis } from '../../stage/reading-axis.tsx'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import './panel.css'
import type { RemoteReading } from './state.ts'

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
      {trouble && (
        <div className="remote-trouble" role="alert" data-trouble={trouble.kind}>
          <b>{t(TROUBLES[trouble.kind].name)}</b>
          <p lang="en">{trouble.message}</p>
          <p>{t(TROUBLES[trouble.kind].remedy)}</p>
        </div>
      )}
      {stage === null && <p>{t('Sample a rollout first: that is what the server reads.')}</p>}
      {reading && !trouble && <Reading reading={reading} old={reading.rollout !== stage} />}
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

const KINDS: Readonly<Record<ServerKind, string>> = {
  vllm: mark('vLLM, or like it'),
  sglang: 'SGLang',
  llamacpp: mark('llama.cpp (one request a token)'),
}

/** As much as servers give without being told to give more. */
const MOST_TOP_K = 1000

function Form() {
  const form = useAppState(({ remote }) => remote.form)
  const act = useAct()
  const action = useActionId('setRemote')
  const { session } = useApp()
  return (
    <div className="labelled-fields">
      <LabelledField label={t('Address')}>
        {(id) => (
          <input
            id={id}
            type="url"
            data-action={action}
            placeholder="http://127.0.0.1:8000"
            spellCheck={false}
            autoComplete="off"
            value={form.url}
            onChange={({ target }) => act('setRemote', { url: target.value })}
          />
        )}
      </LabelledField>
      <LabelledField label={t('Model')}>
        {(id) => (
          <input
            id={id}
            type="text"
            data-action={action}
            spellCheck={false}
            autoComplete="off"
            value={form.model}
            onChange={({ target }) => act('setRemote', { model: target.value })}
          />
        )}
      </LabelledField>
      <LabelledField label={t('Kind of server')}>
        {(id) => (
          <select
            id={id}
            data-action={action}
            value={form.kind}
            onChange={({ target }) => act('setRemote', { kind: target.value as ServerKind })}
          >
            {(Object.keys(KINDS) as readonly ServerKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {t(KINDS[kind])}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
      <LabelledField label={t('Key, if it asks for one')}>
        {(id) => (
          // Not a value of the page: only the service holds it.
          <input
            id={id}
            type="password"
            autoComplete="off"
            onChange={({ target }) => session.remote.setKey(target.value)}
          />
        )}
      </LabelledField>
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
    </div>
  )
}

/** What went wrong in a word or two, and what to do on this page. */
const TROUBLES: Readonly<Record<Trouble, { readonly name: string; readonly remedy: string }>> = {
  unreachable: {
    name: mark('Not reachable'),
    remedy: mark(
      'Start the server, check address and port. Where both are right, it may not let pages of other origins ask (CORS).',
    ),
  },
  cors: {
    name: mark('Closed to other pages (CORS)'),
    remedy: mark('Start it so that this page may ask: vLLM --allowed-origins, llama.cpp --cors-origins.'),
  },
  'mixed-content': {
    name: mark('Mixed content'),
    remedy: mark('Put the server behind https, or forward its port to localhost.'),
  },
  'wrong-key': { name: mark('Wrong key'), remedy: mark('Give the key that the server was started with.') },
  'unknown-model': { name: mark('Unknown model'), remedy: mark('Give one of the names that the server has.') },
  'logprob-cap': {
    name: mark('Fewer log-probs than asked for'),
    remedy: mark('Ask for fewer words a token, or start vLLM with a higher --max-logprobs.'),
  },
  vocabulary: {
    name: mark('Another vocabulary'),
    remedy: mark('Choose a teacher with the tokenizer of the student.'),
  },
  'raw-logits': {
    name: mark('Raw logits in place of log-probs'),
    remedy: mark('Start it without --logprobs-mode raw_logits or processed_logits.'),
  },
  'too-long': {
    name: mark('Text too long'),
    remedy: mark('Lower the token limit, or start the server with a larger --max-model-len.'),
  },
  busy: { name: mark('The server is busy or fails'), remedy: mark('See the server’s own log, and try again.') },
  'too-slow': { name: mark('No answer in time'), remedy: mark('See the server’s own log, and try again.') },
  'broken-answer': {
    name: mark('Answer that cannot be read'),
    remedy: mark('Check the kind of server, and that its version gives log-probs of the prompt.'),
  },
  'no-logprobs': {
    name: mark('No log-probs of the prompt'),
    remedy: mark('Use a server that gives them: vLLM (prompt_logprobs) or SGLang (return_logprob).'),
  },
  refused: { name: mark('Refused'), remedy: mark('Check the kind of server and the model.') },
  cancelled: { name: mark('Cancelled'), remedy: mark('Start it again.') },
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
