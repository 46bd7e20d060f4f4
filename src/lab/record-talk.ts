/**
 * @file `npm run record:talk`: writes public/talks/opd-in-ten-minutes.json, the example talk of the page, with the recordings that
 * stand in when the device on stage fails: rollouts of the real student read by the real teacher, and real steps of training.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Evaluation, StepReport } from '../engine/training/types.ts'
import { type Cue, EMPTY_TALK, insertCue, type Recording, type Talk } from '../formats/talk.ts'
import { LIMITS } from '../formats/talk-limits.ts'
import { keep } from '../formats/talk-recordings.ts'
import { writeTalk } from '../formats/write-talk.ts'
import { trainingSetup } from '../settings/run-setup.ts'
import { createSchema } from '../settings/schema.ts'
import type { Settings } from '../settings/settings.ts'
import { createNodeEngine } from './node-engine.ts'
import { scoreTrace } from './trace.ts'

const OUT = join(import.meta.dirname, '../../public/talks/opd-in-ten-minutes.json')

/** The shared settings are all that the cues set; the tab is named, whichever the page has. */
const SCHEMA = createSchema([], [])

/** Steps of the recorded training, and seconds that a device on stage may take for them. */
const STEPS = 10
const TRAINING_LIMIT = 45

interface Draft extends Partial<Omit<Cue, 'id' | 'query' | 'trace' | 'training'>> {
  readonly title: string
  readonly notes: string
  readonly settings?: Partial<Settings>
}

const WRONG: Partial<Settings> = { problemSeed: 37, seed: 1 }
const LIVE: Partial<Settings> = { problemSeed: 11, seed: 3 }

const DRAFTS: readonly Draft[] = [
  {
    title: 'A student writes',
    without: ['teacher'],
    focus: 'text',
    settings: WRONG,
    notes:
      'A small language model, the student, has written this solution one token at a time. Nothing here is mocked: it was sampled.\n\nC1, the first half of on-policy distillation: the student learns from its own texts. So first of all it has to write one. Read it aloud. Is the answer right?',
  },
  {
    title: 'Which token will the teacher dislike most?',
    without: ['teacher'],
    settings: WRONG,
    action: { do: 'bet' },
    notes:
      'Ask the room, take one bet for each side. Then Reveal (V).\n\nMost people bet on the wrong answer at the end. The teacher objects earlier: at the first digit that does not follow from what was written before.',
  },
  {
    title: 'The teacher marks every token',
    reveal: ['teacher', 'instrument'],
    settings: { ...WRONG, tab: 'waterfall' },
    notes:
      'First the text alone, as you have bet on it. Step on (PageDown): the teacher reads.\n\nC2, the second half: supervision for every token. Under and over the tokens stands the gap, log p of the teacher minus log p of the student.\n\nVermilion: the teacher finds it less likely. One mistake, one large mark, and what follows from the mistake is forgiven: given 30, the rest is consistent.',
  },
  {
    title: 'Now the teacher has seen the solution',
    // The same model as the student: without the note it has nothing to object, so that all its marks are the note's.
    settings: { ...WRONG, teacher: 'student', tab: 'xray' },
    reveal: ['note', 'instrument'],
    notes:
      'Now the teacher is the student itself: the same text, the same model, not one mark. Step on: it has read the worked solution. Privileged context: what self-distillation (OPSD) lives on.\n\nStep on again: the ledger at the right counts in nats what the note moved.',
  },
  {
    title: 'Forward or reverse KL?',
    settings: { ...WRONG, tab: 'rail' },
    reveal: ['instrument'],
    notes:
      'One rollout, one strip for each divergence. Forward KL (teacher first) covers the mass, reverse KL (student first) seeks a mode.\n\nSame tokens, another order of importance: the marks show where the two disagree.',
  },
  {
    title: 'Live: a fresh rollout',
    without: ['instrument'],
    settings: LIVE,
    action: { do: 'sample' },
    notes:
      'Now live, on this laptop. If the device fails or takes longer than the limit, a recording stands in and the stage says REPLAY.\n\nG runs it again.',
  },
  {
    title: 'Ten steps of learning',
    settings: { ...WRONG, tab: 'training', trainingSeed: 1, steps: STEPS },
    action: { do: 'train', steps: STEPS },
    limit: TRAINING_LIMIT,
    focus: 'instrument',
    notes:
      'GKD with reverse KL: sample, let the teacher read, one gradient step, again. Each point of the curve is a real step.\n\nTalk over it: the student writes new texts at every step, so what it learns from follows what it has become. That is what off-policy data cannot do.',
  },
  {
    title: 'Take it home',
    without: ['instrument'],
    settings: WRONG,
    qr: true,
    notes:
      'The code holds this very state: the same problem, seed and models. It runs in the browser of a phone.\n\nQuestions. Numbers and Enter jump to any cue.',
  },
]

/** What differs from the defaults, and what a recording stands for even where the defaults change. */
function queryOf(settings: Settings): string {
  const { world, difficulty, problemSeed, seed, teacher } = settings
  const named = { v: '1', world, difficulty: `${difficulty}`, problem: `${problemSeed}`, seed: `${seed}`, teacher }
  return new URLSearchParams({
    ...named,
    ...Object.fromEntries(new URLSearchParams(SCHEMA.toQuery(settings))),
  }).toString()
}

const engine = createNodeEngine()

async function traceOf(settings: Settings): Promise<Recording> {
  const { world, difficulty, problemSeed, seed, temperature, topK, topP, minP, maxTokens, student, teacher } = settings
  const [rollout] = await engine.sample({
    model: student,
    problem: { world, difficulty, problemSeed },
    sampling: { seed, temperature, topK, topP, minP, maxTokens },
    n: 1,
    context: null,
  })
  if (!rollout) throw new Error('the engine sampled nothing')
  const { context, params, privileged } = settings
  return { kind: 'trace', trace: await scoreTrace(engine, rollout, { teacher, context, params, privileged }) }
}

/** As the page does it: measured at the start and at the last step. */
async function trainingOf(settings: Settings): Promise<Recording> {
  const info = await engine.openRun(trainingSetup(settings))
  const evaluations: Evaluation[] = [await engine.evaluateRun(info.run)]
  const reports: StepReport[] = []
  for (let step = 1; step <= STEPS; step++) reports.push(await engine.stepRun(info.run))
  evaluations.push(await engine.evaluateRun(info.run))
  await engine.closeRun(info.run)
  return { kind: 'training', training: { info, reports, evaluations } }
}

let talk: Talk = { ...EMPTY_TALK, title: 'OPD in ten minutes' }
for (const [i, { settings: part, ...draft }] of DRAFTS.entries()) {
  const settings: Settings = { ...SCHEMA.defaults, ...part }
  const trace = keep(talk, await traceOf(settings))
  const training = draft.action?.do === 'train' ? keep(trace.talk, await trainingOf(settings)) : null
  const cue: Cue = {
    ...{
      action: null,
      reveal: [],
      without: [],
      chart: null,
      planned: null,
      used: null,
      focus: null,
      limit: LIMITS.usual,
      qr: false,
      ...draft,
    },
    id: `c${i + 1}`,
    query: queryOf(settings),
    trace: trace.name,
    training: training?.name ?? null,
  }
  talk = insertCue(training?.talk ?? trace.talk, cue)
  process.stdout.write(`${i + 1} ${draft.title}\n`)
}
await engine.dispose()
mkdirSync(dirname(OUT), { recursive: true })
writeFileSync(OUT, `${writeTalk(talk, new Date())}\n`)
process.stdout.write(`written to public/talks/opd-in-ten-minutes.json\n`)
