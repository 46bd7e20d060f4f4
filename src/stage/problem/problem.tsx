/** @file The problem on top of the sheet, and beside it the slip that only the teacher sees. */
import { memo } from 'react'
import { promptText } from '../../engine/own/problem.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { contextFor, problemOf, problemRef, viewOf } from '../../store/scoring.ts'
import { renderPrompt } from '../../world/prompt.ts'
import { worldById } from '../../world/registry.ts'
import type { ContextKind, Problem } from '../../world/types.ts'
import { worldName } from '../names.ts'
import './problem.css'
import { RoomPlan } from './room-plan.tsx'

export function ProblemText() {
  const settings = useSettings()
  const problem = problemOf(problemRef(settings))
  return (
    <section className="problem" data-part="problem" aria-labelledby="problem-heading">
      <h2 id="problem-heading" className="heading">
        {settings.own
          ? t('Your own words')
          : t('Problem {seed}, {world} at difficulty {difficulty}', {
              seed: settings.problemSeed,
              world: worldName(settings.world),
              difficulty: settings.difficulty,
            })}
      </h2>
      <div className="problem-body">
        <div>
          <p className="problem-text" lang={languageOf(settings)}>
            {problem.question}
          </p>
          {!settings.own && <p className="problem-known">{t(worldById(settings.world).known)}</p>}
        </div>
        {problem.rooms && <RoomPlan rooms={problem.rooms} />}
      </div>
    </section>
  )
}

/** What a visitor writes may be in any language. */
function languageOf({ own, world }: Settings): string | undefined {
  if (own) return undefined
  return world === 'tally-sw' ? 'sw' : 'en'
}

/** The prompt as the page can tell it before an engine has read it. */
function promptWith({ own }: Settings, problem: Problem, kind: ContextKind | null, note: string | null): string {
  if (!own) return renderPrompt(problem, note)
  const placed = kind === null ? undefined : own.notes?.[kind]?.prompt
  return promptText(placed ?? own.prompt)
}

/** What the teacher is told beyond the problem, and the whole that it reads. */
function useNote() {
  const settings = useSettings()
  const rollout = useAppState((state) => state.rollout)
  const { shown, with: told } = viewOf({ rollout, settings })
  const problem = problemOf(problemRef(settings))
  const kind = contextFor(settings)
  const on = settings.privileged && kind !== null
  // Before the engine has rendered the note for this very rollout, the world's own rendering stands in.
  const attempt = rollout?.result ? { attempt: rollout.result.text } : undefined
  const note = told?.contextText ?? (kind === null ? null : problem.context(kind, attempt))
  const prompt = shown?.teacherPrompt ?? promptWith(settings, problem, on ? kind : null, on ? note : null)
  return { on, note, prompt }
}

/** The note in the teacher's hand. It keeps its place while the switch is off, sealed. */
export function TeacherSlip() {
  const { on, note } = useNote()
  return (
    <section className={`slip ${on ? 'open' : 'sealed'}`} data-part="note" aria-labelledby="slip-heading">
      <h2 id="slip-heading" className="heading">
        {on ? t('Only the teacher sees') : t('A note for the teacher, sealed')}
      </h2>
      <div className="slip-body">
        {/* The sealed text keeps its place unseen, so that nothing moves when it is handed over. */}
        <p className="slip-text">{note ?? t('This problem has no privileged context.')}</p>
        {!on && note !== null && (
          <p className="slip-hint">
            {t('Flip the switch to hand it over: the student’s text stays, only the marks change.')}
          </p>
        )}
      </div>
    </section>
  )
}

/** Everything that the teacher reads before the student's text, behind a disclosure. */
export function TeacherPrompt() {
  const { on, note, prompt } = useNote()
  return (
    <details className="teacher-prompt" data-part="teacher-prompt">
      <summary>{t('The teacher’s whole prompt')}</summary>
      <Prompt prompt={prompt} context={on ? note : null} />
    </details>
  )
}

/** The prompt as the model reads it, the privileged part marked. */
const Prompt = memo(function Prompt({ prompt, context }: { readonly prompt: string; readonly context: string | null }) {
  const at = context === null ? -1 : prompt.indexOf(context)
  if (context === null || at < 0) return <pre className="prompt">{prompt}</pre>
  return (
    <pre className="prompt">
      {prompt.slice(0, at)}
      <mark>{context}</mark>
      {prompt.slice(at + context.length)}
    </pre>
  )
})
