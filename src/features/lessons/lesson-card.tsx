/** @file The card of the step that is on, docked at the bottom: what to know, what to do, and what there is to see when it is done. */
import { useEffect, useRef } from 'react'
import { ActionButton, ActionIconButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { Formula } from '../../ui/formula.tsx'
import { Icon } from '../../ui/icons.tsx'
import { lessonOf } from './content/registry.ts'
import { Pointer } from './pointer.tsx'
import { sayIn } from './said.ts'
import type { LessonPosition } from './state.ts'

export function LessonCard() {
  const at = useAppState((state) => state.lessons.at)
  // Anew with every step: the keyboard's place and the outline move with it.
  return at && <Card key={`${at.lesson}.${at.step}`} at={at} />
}

function Card({ at }: { readonly at: LessonPosition }) {
  const card = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const phase = useAppState((state) => state.lessons.phase)
  const lesson = lessonOf(at.lesson)
  const step = lesson.steps[at.step - 1] ?? lesson.steps[0]
  useRoom(card)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const shown = useAppState((state) => state.lessons.shown)
  useEffect(() => {
    // “Show me” is gone when it has done its work, and the keyboard's place with it.
    const lost = document.activeElement === document.body
    if (phase === 'done' && shown && lost) card.current?.querySelector<HTMLElement>('.button.primary')?.focus()
  }, [phase, shown])
  if (!step) return null
  const last = at.step === lesson.steps.length
  return (
    <>
      <Pointer region={step.at} />
      <section
        ref={card}
        className="lesson-card"
        data-part="lesson-card"
        aria-labelledby="lesson-heading"
        data-phase={phase}
      >
        <header>
          <h2 id="lesson-heading" ref={heading} tabIndex={-1}>
            <span>{t('Lesson {number}: {title}', { number: at.lesson, title: t(lesson.title) })}</span>{' '}
            <small className="numeric">{t('step {step} of {n}', { step: at.step, n: lesson.steps.length })}</small>
          </h2>
          <Track at={at} />
          <ActionIconButton name="leaveLesson" icon="cross" />
        </header>
        <div className="lesson-body">
          <div className="lesson-say">
            <p>{t(step.say)}</p>
            {step.formula && <Formula tex={step.formula} />}
          </div>
          <div className="lesson-do">
            <p className="lesson-task">
              <Icon name={phase === 'done' ? 'check' : 'forward'} />
              <span>{t(step.task)}</span>
            </p>
            <Outcome />
            <div className="lesson-buttons">
              <ActionIconButton name="previousStep" icon="back" label={t('Previous step')} />
              {phase === 'done' ? (
                <ActionButton name="nextStep" tone="primary">
                  {last ? t('Finish') : t('Next')}
                </ActionButton>
              ) : (
                <>
                  <ActionButton name="showStep" disabled={phase === 'preparing'} />
                  <ActionButton name="nextStep" tone="quiet">
                    {t('Skip')}
                  </ActionButton>
                </>
              )}
            </div>
          </div>
        </div>
      </section>
    </>
  )
}

/** What came of it, for the eye and, politely, for the ear; the place is always there. */
function Outcome() {
  const { phase, shown, seen } = useAppState((state) => state.lessons)
  const unit = useAppState((state) => state.settings.units)
  const words =
    phase === 'preparing'
      ? t('The page is being set up …')
      : phase === 'done' && seen
        ? sayIn(unit, seen)
        : shown
          ? t('Watch: it is being done …')
          : ''
  return <output className="lesson-seen">{words}</output>
}

/** A mark a step: done, here, or to come. */
function Track({ at }: { readonly at: LessonPosition }) {
  const progress = useAppState((state) => state.lessons.progress)
  return (
    <ol className="lesson-track" aria-hidden="true">
      {lessonOf(at.lesson).steps.map(({ id }, i) => (
        <li key={id} data-here={i + 1 === at.step} data-done={progress.includes(id)} />
      ))}
    </ol>
  )
}

/** The page gets as much room at its end as the card takes, so that nothing stays behind it. */
function useRoom(card: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const root = document.documentElement
    const element = card.current
    if (!element) return
    const measure = (): void => root.style.setProperty('--lesson-room', `${Math.ceil(element.offsetHeight) + 16}px`)
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    root.dataset.lesson = ''
    measure()
    return () => {
      watch.disconnect()
      root.style.removeProperty('--lesson-room')
      delete root.dataset.lesson
    }
  }, [card])
}
