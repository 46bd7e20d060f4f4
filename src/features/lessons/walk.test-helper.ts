/** @file Walks a lesson on other problems than its own, pressing "Show me" at every step, and hears what it says at each end. */
import { expect, vi } from 'vitest'
import type { Engine } from '../../engine/requests.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { expectHonest } from './claims.test-helper.ts'
import { lessonOf } from './content/registry.ts'
import type { Lesson } from './types.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 120_000, interval: 10 }

/** The default one, on which the lessons were written, and four others: right and wrong texts, short and long. */
export const FIVE_PROBLEMS = [37, 3, 11, 3406, 5]

/**
 * Every sentence of a lesson holds of its own numbers, on each of five problems, and none is said twice on the way.
 * @param createEngine a fresh engine for each walk
 */
export async function walkLesson(number: number, createEngine: () => Engine): Promise<void> {
  const lesson: { -readonly [K in keyof Lesson]: Lesson[K] } = lessonOf(number)
  const { settings } = lesson
  try {
    for (const problemSeed of FIVE_PROBLEMS) {
      lesson.settings = { ...settings, problemSeed }
      await walkOnce(number, problemSeed, createEngine)
    }
  } finally {
    lesson.settings = settings
  }
}

async function walkOnce(number: number, problemSeed: number, createEngine: () => Engine): Promise<void> {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, createEngine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const heard: string[] = []
  for (const [i, step] of lessonOf(number).steps.entries()) {
    const at = { lesson: number, step: i + 1 }
    ACTIONS.beginLesson.perform(app, at)
    await vi.waitFor(() => expect(store.getState().lessons).toMatchObject({ at, phase: 'doing' }), PATIENCE)
    ACTIONS.showStep.perform(app)
    await vi.waitFor(() => expect(store.getState().lessons.phase, step.id).toBe('done'), PATIENCE)
    await vi.waitFor(() => expect(store.getState().activity).toBe('idle'), PATIENCE)
    const { seen } = store.getState().lessons
    if (!seen) throw new Error(`${step.id} says nothing`)
    expectHonest(`${step.id}, problem ${problemSeed}`, seen)
    heard.push(seen.text)
  }
  expect(new Set(heard).size, `problem ${problemSeed}: ${heard.join('\n')}`).toBe(heard.length)
  ACTIONS.leaveLesson.perform(app)
  await session.dispose()
}
