/** @file The list of lessons, each with where it goes on, and the way to the failure museum. */

import { ActionButton } from '../../controls/buttons.tsx'
import { count, t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { LESSONS } from './content/registry.ts'
import type { Lesson } from './types.ts'

export function LessonList() {
  const closing = useActionId('toggleLessons')
  const act = useAct()
  const some = useAppState((state) => state.lessons.progress.length > 0)
  return (
    <Sheet action={closing} title={t('Lessons')} className="lesson-list" onClose={() => act('toggleLessons')}>
      <p className="lesson-list-lead">
        {t(
          'Guided tours on the live page: one thing to do at a time, checked on the real numbers. Leaving puts everything back.',
        )}
      </p>
      <ol>
        {LESSONS.map((lesson) => (
          <Entry key={lesson.number} lesson={lesson} />
        ))}
      </ol>
      <footer>
        <ActionButton name="openMuseum" />
        {some && (
          <ActionButton name="clearProgress" tone="quiet">
            {t('Forget my progress')}
          </ActionButton>
        )}
      </footer>
    </Sheet>
  )
}

function Entry({ lesson: { number, title, summary, steps } }: { readonly lesson: Lesson }) {
  const begin = useActionId('beginLesson')
  const act = useAct()
  const progress = useAppState((state) => state.lessons.progress)
  const place = useAppState((state) => state.lessons.places[number] ?? 1)
  const done = steps.filter(({ id }) => progress.includes(id)).length
  const resumed = place > 1
  return (
    <li className={done === steps.length ? 'done' : undefined}>
      <span className="lesson-number numeric" aria-hidden="true">
        {number}
      </span>
      <div>
        <h3>{t(title)}</h3>
        <p>{t(summary)}</p>
        <p className="lesson-count numeric">
          {done === 0
            ? count(steps.length, '# step', '# steps')
            : t('{done} of {n} steps done', { done, n: steps.length })}
        </p>
      </div>
      <button
        type="button"
        className="button"
        data-action={begin}
        aria-label={
          resumed
            ? t('Resume lesson {number} at step {step}: {title}', { number, step: place, title: t(title) })
            : t('Start lesson {number}: {title}', { number, title: t(title) })
        }
        onClick={() => act('beginLesson', { lesson: number, step: place })}
      >
        {resumed ? t('Resume') : t('Start')}
      </button>
    </li>
  )
}
