/** @file The feature “Lessons”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { bindLessons } from './bind.ts'
import { LESSON_ACTIONS } from './lesson-actions.ts'
import { NO_LESSON } from './state.ts'

type LessonActions = typeof LESSON_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends LessonActions {}
}

export const LESSONS = defineFeature({
  id: 'lessons',
  title: mark('Lessons'),
  summary: 'Seven guided tours on the live page, each step with one thing to do and a check on the real state.',
  slice: { lessons: NO_LESSON },
  actions: LESSON_ACTIONS,
  start: bindLessons,
})
