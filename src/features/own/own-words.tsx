/** @file The region “Your own words”: a prompt, what the teacher is told beyond it, and the models that were brought. */
import { useId } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { NOTE_TEMPLATE } from '../../engine/own/place-note.ts'
import { ANSWER_CHECKS } from '../../engine/own/read-own.ts'
import type { AnswerCheck } from '../../engine/types.ts'
import { mark, t } from '../../i18n/words.ts'
import { contextName } from '../../stage/names.ts'
import { useAct, useActionId, useSettings } from '../../store/hooks.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { BroughtModels } from './models.tsx'
import './own-words.css'
import { NOTE_KINDS, noteKind, promptText } from './words.ts'

const noteGroups = () => [
  { label: t('Context'), options: NOTE_KINDS.map((value) => ({ value, label: contextName(value) })) },
]

const CHECK_NAMES: Readonly<Record<AnswerCheck['kind'], string>> = {
  number: mark('the last number is it'),
  exact: mark('the whole text is it'),
  'one-of': mark('the whole text is one of these lines'),
  contains: mark('the text contains it'),
  pattern: mark('the text fits this regular expression'),
}

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
      <p className="own-hint">{t('The student goes on from here, exactly as it stands. Press Sample.')}</p>
      <Answer />
    </div>
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
  const kind = noteKind(settings)
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
