/** @file Intents of the lessons. What they say, and who leads through them, is fetched with the first. */
import { type App, action, actionOf } from '../../store/app.ts'
import type { AppState } from '../../store/state.ts'
import { LESSON_STEPS, type LessonPosition } from './state.ts'

type Guide = typeof import('./guide.ts')

function withGuide(work: (guide: Guide) => unknown): void {
  void import('./guide.ts').then(work)
}

function go(app: App, at: LessonPosition): void {
  withGuide((guide) => guide.begin(app, at))
}

const inLesson = ({ lessons }: AppState): boolean => lessons.at !== null

/** The next step, or null at the lesson's end. */
function nextOf({ lesson, step }: LessonPosition): LessonPosition | null {
  return step < (LESSON_STEPS[lesson - 1] ?? 0) ? { lesson, step: step + 1 } : null
}

export const LESSON_ACTIONS = {
  toggleLessons: action({
    id: 'toggle-lessons',
    label: 'Lessons',
    keys: ['Shift+l'],
    perform: (app) => app.store.setState(({ lessons }) => ({ lessons: { ...lessons, listed: !lessons.listed } })),
  }),
  beginLesson: actionOf<LessonPosition>({
    id: 'begin-lesson',
    label: 'Begin a lesson',
    keys: [],
    perform: go,
  }),
  nextStep: action({
    id: 'next-lesson-step',
    label: 'Next step of the lesson',
    keys: [],
    available: inLesson,
    perform: (app) => {
      const { at } = app.store.getState().lessons
      const next = at && nextOf(at)
      if (next) go(app, next)
      else if (at) {
        // The next time it begins anew.
        app.store.setState(({ lessons }) => ({
          lessons: { ...lessons, listed: true, places: { ...lessons.places, [at.lesson]: 1 } },
        }))
        withGuide((guide) => guide.leave(app))
      }
    },
  }),
  previousStep: action({
    id: 'previous-lesson-step',
    label: 'Previous step of the lesson',
    keys: [],
    available: ({ lessons }) => (lessons.at?.step ?? 1) > 1,
    perform: (app) => {
      const { at } = app.store.getState().lessons
      if (at && at.step > 1) go(app, { lesson: at.lesson, step: at.step - 1 })
    },
  }),
  showStep: action({
    id: 'show-lesson-step',
    label: 'Show me',
    keys: [],
    available: ({ lessons }) => lessons.at !== null && lessons.phase === 'doing',
    perform: (app) => withGuide((guide) => guide.show(app)),
  }),
  leaveLesson: action({
    id: 'leave-lesson',
    label: 'Leave the lesson',
    keys: [],
    available: inLesson,
    perform: (app) => withGuide((guide) => guide.leave(app)),
  }),
  clearProgress: action({
    id: 'clear-lesson-progress',
    label: 'Forget the lessons’ progress',
    keys: [],
    available: ({ lessons }) => lessons.progress.length > 0,
    perform: (app) => app.store.setState(({ lessons }) => ({ lessons: { ...lessons, progress: [], places: {} } })),
  }),
} as const
