/** @file What may stand at a token: the teacher's choice, the other likely ones, and the one that stands there. */
import { useState } from 'react'
import { formatProbability, tokenGlyph, tokenName } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import type { TokenNumber } from '../../store/provenance/provenance.ts'
import { type Choice, choicesAt } from '../../store/rollout-tree.ts'
import { viewOf } from '../../store/scoring.ts'
import { NumberButton } from '../../ui/number-button.tsx'

export interface ChoicesProps {
  readonly index: number
  /** The student is writing. */
  readonly busy: boolean
}

const SIDES = ['student', 'teacher'] as const

export function Choices({ index, busy }: ChoicesProps) {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const choices = choicesAt({ rollout, settings }, index)
  const [picked, setPicked] = useState<number | null>(null)
  // Before anything is picked, the first that would change the text.
  const chosen = choices.find(({ id }) => id === picked) ?? choices.find(({ written }) => !written) ?? choices[0]
  if (!chosen) {
    return (
      <p className="fork-empty">
        {busy ? t('The student writes …') : t('The teacher has to read this first: then its choices stand here.')}
      </p>
    )
  }
  const isWritten = chosen.written
  const view = viewOf({ rollout, settings })
  const reading = (view.shown ?? view.without ?? view.with)?.context == null ? 'without' : 'with'
  const askOf = (side: 'student' | 'teacher', { id, written }: Pick<Choice, 'id' | 'written'>): TokenNumber =>
    // What stands there need not be among the likeliest.
    written
      ? { token: index, quantity: 'probability', reading: side === 'student' ? 'student' : reading }
      : { token: index, quantity: 'entry', reading, side, entry: id, listed: [] }
  return (
    <>
      <fieldset className="fork-choices" data-glance>
        <legend>{t('What should stand here?')}</legend>
        <div className="fork-columns" aria-hidden="true">
          <span className="student">{t('student')}</span>
          <span className="teacher">{t('teacher')}</span>
        </div>
        {choices.map(({ id, text, logpStudent, logpTeacher, written }, place) => (
          <div key={id} className="fork-choice">
            <label>
              <input type="radio" name="fork-choice" checked={id === chosen.id} onChange={() => setPicked(id)} />
              <Glyph text={text} />
              <span className="visually-hidden">{tokenName(text)}</span>
              <span className="fork-note">
                {[place === 0 && t('teacher’s choice'), written && t('written')].filter(Boolean).join(', ')}
              </span>
              <span className="visually-hidden">
                {t('student')} {formatProbability(Math.exp(logpStudent))} {t('teacher')}{' '}
                {formatProbability(Math.exp(logpTeacher))}
              </span>
            </label>
            {SIDES.map((side) => (
              <span
                key={side}
                className={`fork-probability numeric ${side}`}
                title={side === 'student' ? t('Probability under the student') : t('Probability under the teacher')}
              >
                <NumberButton
                  value={formatProbability(Math.exp(side === 'student' ? logpStudent : logpTeacher))}
                  of={`${tokenName(text)}, ${side === 'student' ? t('student') : t('teacher')}`}
                  onPress={() => act('openReceipt', askOf(side, { id, written }))}
                />
              </span>
            ))}
          </div>
        ))}
      </fieldset>
      <div className="fork-buttons">
        <ActionButton
          name="forceToken"
          icon="play"
          tone="primary"
          disabled={isWritten}
          argument={{ index, id: chosen.id }}
        />
        <ActionButton name="continueAgain">{t('Continue again')}</ActionButton>
      </div>
      <p className="fork-small">
        <kbd>f</kbd> {t('forces the teacher’s choice.')} <em>{t('Continue again')}</em>{' '}
        {settings.temperature === 0
          ? t(
              'keeps the text up to this token and takes the next seed; at temperature 0 the student goes on the same each time.',
            )
          : t('keeps the text up to this token and takes the next seed.')}
      </p>
    </>
  )
}

/** The one button of a place that has room for one. */
export function ForceTeachersChoice() {
  return <ActionButton name="forceTeacherChoice" icon="play" tone="primary" />
}

/** A token as it looks, for the eye alone. */
export function Glyph({ text }: { readonly text: string }) {
  const glyph = tokenGlyph(text)
  return (
    <span className={glyph.sign ? 'fork-glyph sign' : 'fork-glyph'} aria-hidden="true">
      {glyph.space && <span className="fork-space" />}
      {glyph.text}
    </span>
  )
}
