/** @file Below the teacher on a server: a student on one, which writes for the problem on the stage. */
import { useId } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { ServerFields } from './server-fields.tsx'
import { TroubleNote } from './trouble-note.tsx'

export function StudentPart() {
  const { form, open, phase, trouble, good, foreign } = useAppState(({ remoteStudent }) => remoteStudent)
  const { session } = useApp()
  const act = useAct()
  const action = useActionId('setRemoteStudent')
  const heading = useId()
  return (
    <section className="remote-student" aria-labelledby={heading}>
      <details open={open} onToggle={({ currentTarget }) => session.remoteStudent.open(currentTarget.open)}>
        <summary>
          <h3 id={heading} className="heading">
            {t('Student on a server')}
          </h3>
        </summary>
        {open && (
          <div className="remote-reading">
            <p className="remote-lead">
              {t(
                'A student of your own writes for the problem on the stage, with the temperature, the limits and the seed set here. Its tokens and log-probs come with the text where the server gives them; where its tokenizer is that of the student chosen here, the teacher scores it token by token. Its key stays in memory too.',
              )}
            </p>
            <ServerFields
              form={form}
              action={action}
              names={{
                ...{ url: t('Student’s address'), model: t('Student’s model'), kind: t('Student’s kind of server') },
                key: t('Student’s key, if it asks for one'),
              }}
              writes
              onForm={(part) => act('setRemoteStudent', part)}
              onKey={(key) => session.remoteStudent.setKey(key)}
            />
            <div className="remote-do">
              <ActionButton name="writeRemotely" tone="primary" />
              {phase !== 'rest' && <ActionButton name="cancelRemoteStudent" />}
              <output>
                {phase === 'checking' && t('Checks the server …')}
                {phase === 'scoring' && t('The student there writes …')}
                {phase === 'rest' && good && t('✓ What it wrote stands on the stage.')}
              </output>
            </div>
            {trouble && <TroubleNote trouble={trouble} student />}
            {foreign !== null && (
              <figure className="remote-foreign">
                <figcaption>{t('What it wrote, in tokens of its own:')}</figcaption>
                <pre>{foreign}</pre>
              </figure>
            )}
          </div>
        )}
      </details>
    </section>
  )
}
