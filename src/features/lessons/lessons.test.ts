import { describe, expect, it, vi } from 'vitest'
import { hideableParts } from '../../app/embed/hide.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { loadCatalogue } from '../../i18n/catalogues.ts'
import { LANGUAGES, languageTag } from '../../i18n/languages.ts'
import { setCatalogue, t } from '../../i18n/words.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { allActions } from '../../store/registry.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { REGISTRY } from '../index.ts'
import { LESSONS, lessonOf } from './content/registry.ts'
import { printProgress, readProgress } from './progress.ts'
import { LESSON_STEPS, positionOf } from './state.ts'
import type { Said } from './types.ts'
import { walkLesson } from './walk.test-helper.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 30_000, interval: 10 }

function createApp() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 123_456 })
  const phase = (wanted: string): Promise<void> =>
    vi.waitFor(() => {
      const { lessons } = store.getState()
      if (lessons.phase !== wanted) throw new Error(`${JSON.stringify(lessons.at)} is ${lessons.phase}, not ${wanted}`)
    }, PATIENCE)
  const begin = async (lesson: number, step: number): Promise<void> => {
    ACTIONS.beginLesson.perform(app, { lesson, step })
    await vi.waitFor(() => expect(store.getState().lessons.at).toEqual({ lesson, step }), PATIENCE)
    await vi.waitFor(() => expect(store.getState().lessons.phase).not.toBe('preparing'), PATIENCE)
  }
  return { app, store, begin, phase }
}

/** Is this the sentence with something in its places? */
const fits = (form: string, word: string): boolean =>
  new RegExp(`^${form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '\\d+')}$`).test(word)

const places = ({ text }: Said): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

describe('the lessons', () => {
  it('are seven, of five to eight steps each, numbered in their order, with steps that nobody confuses', () => {
    expect(LESSONS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(LESSONS.map(({ steps }) => steps.length)).toEqual([...LESSON_STEPS])
    for (const { steps } of LESSONS) {
      expect(steps.length).toBeGreaterThanOrEqual(5)
      expect(steps.length).toBeLessThanOrEqual(8)
    }
    const ids = LESSONS.flatMap(({ steps }) => steps.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('point at parts of the page or at controls, by names that these carry', () => {
    const panels = REGISTRY.tabs.map(({ id }) => `${id}-panel`)
    const known = [...hideableParts(REGISTRY), ...panels, 'tabs', ...allActions(REGISTRY).map(({ id }) => id)]
    const places = LESSONS.flatMap(({ steps }) => steps.map(({ at }) => at))
    expect(places.filter((at) => !known.includes(at))).toEqual([])
  })

  it('say one or two sentences a step', () => {
    const long = LESSONS.flatMap(({ steps }) => steps)
      .filter(({ say }) => (say.match(/[.?!](?=\s|$)/g) ?? []).length > 2)
      .map(({ id }) => id)
    expect(long).toEqual([])
  })

  it.each(LESSONS.map(({ number, title }) => [number, title] as const))(
    'lesson %i (%s): every check is false before and true after its own “Show me”, and what is seen has all its numbers',
    async (number) => {
      const { app, store, begin, phase } = createApp()
      for (const [i, step] of lessonOf(number).steps.entries()) {
        await begin(number, i + 1)
        expect(store.getState().lessons.phase, step.id).toBe('doing')
        expect(store.getState().lessons.progress, step.id).not.toContain(step.id)
        ACTIONS.showStep.perform(app)
        await phase('done')
        const { seen, progress } = store.getState().lessons
        expect(progress).toContain(step.id)
        expect(seen && places(seen), step.id).toEqual(Object.keys(seen?.values ?? {}).sort())
      }
      ACTIONS.leaveLesson.perform(app)
      await vi.waitFor(() => expect(store.getState().lessons.at).toBeNull(), PATIENCE)
      await app.session.dispose()
    },
    120_000,
  )

  it.each([1, 2, 3, 4, 5])(
    'lesson %i says what the numbers beside it say, on five problems',
    (number) => walkLesson(number, () => createFakeEngine()),
    120_000,
  )

  it('name controls by the words on them, in every language', async () => {
    const languages = await Promise.all(
      LANGUAGES.map(async (language) => ({ language, catalogue: await loadCatalogue(language) })),
    )
    const keys = languages.flatMap(({ catalogue }) => Object.keys(catalogue))
    const said = new Set([...keys, ...allActions(REGISTRY).map(({ label }) => label)])
    const names = new Set([...RECIPES.map(({ name }) => name), 'SSD'])
    const places = [...said].filter((sentence) => sentence.includes('{'))
    const isControl = (word: string): boolean =>
      said.has(word) || names.has(word) || places.some((form) => fits(form, word))
    for (const { id, task } of LESSONS.flatMap(({ steps }) => steps)) {
      const words = [...task.matchAll(/“([^”]+)”/g)].map(([, word = '']) => word)
      for (const word of words) {
        expect(isControl(word), `${id} asks for “${word}”, which stands on no control`).toBe(true)
        for (const { language, catalogue } of languages) {
          // What waits for its translator shows English.
          if (!(word in catalogue && task in catalogue)) continue
          setCatalogue(languageTag(language), catalogue)
          expect(t(task), `${id} names “${word}” by another word`).toContain(t(word))
        }
      }
    }
    setCatalogue('en', null)
  })

  it('say nothing of a text before the teacher has read it', async () => {
    const { app, store, begin } = createApp()
    await begin(1, 5)
    const said: unknown[] = []
    store.subscribe(({ lessons: { seen } }) => seen && said.push(seen.values?.nats))
    ACTIONS.showStep.perform(app)
    await vi.waitFor(() => expect(said).not.toEqual([]), PATIENCE)
    expect(said).not.toContainEqual({ nats: 0 })
    await app.session.dispose()
  })

  it('begin in the middle, as a link does', async () => {
    const { store, begin } = createApp()
    await begin(3, 3)
    const { settings, rollout, pinned } = store.getState()
    expect(settings).toMatchObject({ teacher: 'student', privileged: true, problemSeed: 37, seed: 1 })
    expect(rollout?.result).not.toBeNull()
    expect(pinned).toBeNull()
  })
})

describe('leaving', () => {
  it('puts back the settings, the rollouts and the pinned token, and keeps how the page looks', async () => {
    const { app, store, begin } = createApp()
    ACTIONS.setProblem.perform(app, 5)
    ACTIONS.sample.perform(app)
    await vi.waitFor(
      () => expect(store.getState()).toMatchObject({ activity: 'idle', rollout: { result: {} } }),
      PATIENCE,
    )
    ACTIONS.togglePin.perform(app, 2)
    const { settings, rollout, past } = store.getState()
    await begin(1, 1)
    ACTIONS.sample.perform(app)
    ACTIONS.setTheme.perform(app, 'night')
    await vi.waitFor(() => expect(store.getState().activity).toBe('idle'), PATIENCE)
    await begin(1, 5)
    expect(store.getState().settings.student).toBe('teacher')
    ACTIONS.leaveLesson.perform(app)
    await vi.waitFor(() => expect(store.getState().lessons.at).toBeNull(), PATIENCE)
    const after = store.getState()
    expect(after.settings).toEqual({ ...settings, theme: 'night' })
    expect(after.rollout?.id).toBe(rollout?.id)
    expect(after.past.map(({ id }) => id)).toEqual(past.map(({ id }) => id))
    expect(after.pinned).toBe(2)
    await app.session.dispose()
  })

  it('after a reload goes by the address that was kept', async () => {
    const { app, store, begin } = createApp()
    store.setState(({ lessons }) => ({ lessons: { ...lessons, home: 'v=1&problem=9&divergence=jsd' } }))
    await begin(2, 1)
    ACTIONS.leaveLesson.perform(app)
    await vi.waitFor(() => expect(store.getState().lessons.at).toBeNull(), PATIENCE)
    expect(store.getState().settings).toMatchObject({ problemSeed: 9, divergence: 'jsd' })
    expect(store.getState().lessons.home).toBeNull()
    await app.session.dispose()
  })
})

describe('the end of a lesson', () => {
  it('leads back to the list, and the lesson begins anew the next time', async () => {
    const { app, store, begin } = createApp()
    await begin(5, 5)
    expect(store.getState().lessons.places).toEqual({ 5: 5 })
    ACTIONS.nextStep.perform(app)
    await vi.waitFor(() => expect(store.getState().lessons).toMatchObject({ at: null, listed: true }), PATIENCE)
    expect(store.getState().lessons.places).toEqual({ 5: 1 })
    await app.session.dispose()
  })
})

describe('progress', () => {
  it('is read back as it was written', () => {
    const kept = { progress: ['opd-write', 'opd-read'], places: { 1: 3, 4: 2 }, home: 'v=1&problem=5' }
    expect(readProgress(printProgress(kept))).toEqual(kept)
  })

  it.each([null, '', '{', '[]', 'null', '{"progress":3,"places":{}}', '{"progress":[1],"places":{},"home":null}'])(
    'is as if nothing had been kept for %j',
    (text) => expect(readProgress(text)).toBeNull(),
  )

  it('drops places that no lesson has', () => {
    const text = '{"progress":[],"places":{"1":99,"2":2,"9":1,"__proto__":1},"home":null}'
    expect(readProgress(text)?.places).toEqual({ 2: 2 })
  })

  it.each([
    ['2', '3', { lesson: 2, step: 3 }],
    ['2', null, { lesson: 2, step: 1 }],
    ['8', '1', null],
    ['2', '99', null],
    ['2', '1.5', null],
    ['x', 'y', null],
    [null, null, null],
    ['-1', '1', null],
    ['1e0', '1', { lesson: 1, step: 1 }],
  ])('a link’s lesson %j, step %j', (lesson, step, at) => expect(positionOf(lesson, step)).toEqual(at))
})
