/** @file The region “Your own words”: a prompt, what the teacher is told beyond it, and the models that were brought. */
import { useEffect, useId, useState } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { NOTE_TEMPLATE } from '../../engine/own/place-note.ts'
import { ANSWER_CHECKS } from '../../engine/own/read-own.ts'
import type { OwnText } from '../../engine/types.ts'
import { count, mark, t } from '../../i18n/words.ts'
import { contextName } from '../../stage/names.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { renderingOf } from './brought.ts'
import { BroughtModels } from './models.tsx'
import './own-words.css'
import { ProblemSets } from './sets/sets.tsx'
import { CHECK_NAMES, NOTE_KINDS, noteKind, promptText, systemText } from './words.ts'

const noteGroups = () => [
  { label: t('Context'), options: NOTE_KINDS.map((value) => ({ value, label: contextName(value) })) },
]

const checkGroups = () => [
  { label: t('Check'), options: ANSWER_CHECKS.map((value) => ({ value, label: t(CHECK_NAMES[value]) })) },
]

export function OwnWords() {
  const heading = useId()
  return (
    <section className="own" aria-labelledby={heading}>
      <header className="own-head">
        <h2 id={heading} className="heading">
          {t('Your own words')}
        </h2>
        <ActionButton name="leaveOwnWords" tone="quiet" />
      </header>
      <div className="own-texts">
        <Prompt />
        <Note />
      </div>
      <BroughtModels />
      <ProblemSets />
    </section>
  )
}

function Prompt() {
  const { own } = useSettings()
  const act = useAct()
  const id = useId()
  const action = useActionId('setOwnPrompt')
  return (
    <div className="own-text">
      <label htmlFor={id}>{t('Prompt')}</label>
      <textarea
        id={id}
        data-action={action}
        rows={3}
        spellCheck={false}
        value={own ? promptText(own) : ''}
        onChange={({ target }) => act('setOwnPrompt', target.value)}
      />
      <Form />
      {own && 'chat' in own.prompt && <System own={own} />}
      <Rendered />
      <Answer />
    </div>
  )
}

const FORMS = [
  { value: 'text', label: mark('exactly as it stands') },
  { value: 'chat', label: mark('as a message, through its chat template') },
] as const

/** How the student reads it: there is a choice where it brings a template for messages. */
function Form() {
  const { own, student } = useSettings()
  const chats = useAppState(({ brought }) => brought.plans.find(({ info }) => info.id === student)?.chats ?? false)
  const isChat = own !== null && 'chat' in own.prompt
  if (!chats && !isChat)
    return <p className="own-hint">{t('The student goes on from here, exactly as it stands. Press Sample.')}</p>
  const groups = [
    { label: t('How the prompt is read'), options: FORMS.map(({ value, label }) => ({ value, label: t(label) })) },
  ]
  return (
    <p className="own-hint">
      <Phrase
        text={t('The student reads it {form}. Press Sample.')}
        places={{ form: <ActionSelect name="setOwnForm" value={isChat ? 'chat' : 'text'} groups={groups} /> }}
      />
    </p>
  )
}

function System({ own }: { readonly own: OwnText }) {
  const act = useAct()
  const id = useId()
  const action = useActionId('setSystemText')
  return (
    <>
      <label htmlFor={id}>{t('System text')}</label>
      <textarea
        id={id}
        data-action={action}
        rows={1}
        spellCheck={false}
        value={systemText(own)}
        onChange={({ target }) => act('setSystemText', target.value)}
      />
    </>
  )
}

/** The prompt token by token, special ones included. */
function Rendered() {
  const { own, student } = useSettings()
  const act = useAct()
  const rendered = useAppState(({ brought }) => brought.rendered)
  const [open, setOpen] = useState(false)
  const of = own && renderingOf(student, own.prompt)
  const isStale = of !== null && rendered?.of !== of
  useEffect(() => {
    if (open && isStale) act('showRendered')
  }, [open, isStale, act])
  if (!own) return null
  return (
    <details className="own-more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('The prompt as the student reads it')}</summary>
      {rendered && !isStale && (
        <>
          <p className="own-tokens">
            {rendered.tokens
              .map((token, i) => ({ token, place: `${i}` }))
              .map(({ token, place }) => (
                <span key={place}>{token.replaceAll('\n', '⏎\n')}</span>
              ))}
          </p>
          <p className="own-hint">
            {count(rendered.tokens.length, '# token', '# tokens')}{' '}
            {'chat' in own.prompt && <ActionButton name="editRendered">{t('Edit it as text')}</ActionButton>}
          </p>
        </>
      )}
    </details>
  )
}

function Answer() {
  const { own } = useSettings()
  const act = useAct()
  const id = useId()
  const action = useActionId('setOwnAnswer')
  const { kind = 'contains', values = [] } = own?.answer ?? {}
  return (
    <details className="own-more">
      <summary>{t('An answer, and how it is checked')}</summary>
      <label htmlFor={id}>{t('Answer')}</label>
      <textarea
        id={id}
        data-action={action}
        rows={kind === 'one-of' ? 3 : 1}
        spellCheck={false}
        value={values.join('\n')}
        onChange={({ target }) => act('setOwnAnswer', { text: target.value })}
      />
      <p className="own-hint">
        <Phrase
          text={t('Right if {check}.')}
          places={{
            check: (
              <ActionSelect
                name="setOwnAnswer"
                label={t('Check')}
                value={kind}
                groups={checkGroups()}
                to={(chosen) => ({ kind: chosen })}
              />
            ),
          }}
        />
      </p>
    </details>
  )
}

function Note() {
  const settings = useSettings()
  const act = useAct()
  const id = useId()
  const template = useId()
  const action = useActionId('setOwnNote')
  const placing = useActionId('setNoteTemplate')
  // The first note has the kind that says least, whatever the world's problem on the stage is told with.
  const kind = settings.own ? noteKind(settings) : 'document'
  const note = settings.own?.notes?.[kind]
  return (
    <div className="own-text own-note">
      <label htmlFor={id}>{t('Privileged context text')}</label>
      <textarea
        id={id}
        data-action={action}
        rows={3}
        spellCheck={false}
        value={note?.text ?? ''}
        onChange={({ target }) => act('setOwnNote', target.value)}
      />
      <p className="own-hint">
        <Phrase
          text={t('Only the teacher reads it, as {kind}; the switch in the sentence above hands it over.')}
          places={{ kind: <ActionSelect name="setContext" voice="context" value={kind} groups={noteGroups()} /> }}
        />
      </p>
      <details className="own-more">
        <summary>{t('Where it stands in the teacher’s prompt')}</summary>
        <label htmlFor={template}>{t('Template')}</label>
        <textarea
          id={template}
          data-action={placing}
          rows={3}
          spellCheck={false}
          disabled={note === undefined}
          value={note?.template ?? NOTE_TEMPLATE}
          onChange={({ target }) => act('setNoteTemplate', target.value)}
        />
        <p className="own-hint">
          {t('{places} stand for the note and for your prompt.', { places: '{note}, {prompt}' })}
        </p>
      </details>
    </div>
  )
}
