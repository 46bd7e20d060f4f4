/** @file The worlds `tally` and `tally-sw`: one story generator, told in English and in Swahili. */
import { formatEquation } from '../arithmetic.ts'
import type { Problem, World, WorldId } from '../types.ts'
import { renderContext, TALLY_CONTEXT_KINDS } from './contexts.ts'
import { english } from './english.ts'
import { drawStory, TALLY_DIFFICULTY } from './generate.ts'
import type { Language } from './language.ts'
import { renderQuestion, renderSolution } from './render.ts'
import { finalValue, type Story, workStory } from './story.ts'
import { swahili } from './swahili.ts'
import { explain, judge } from './verify.ts'
import { tallyPieces } from './words.ts'

interface Tongues {
  readonly language: Language
  readonly foreign: Language
}

function toProblem(world: WorldId, seed: number, difficulty: number, story: Story, tongues: Tongues): Problem {
  const steps = workStory(story, 'careful')
  const answer = String(finalValue(story, steps))
  return {
    world,
    seed,
    difficulty,
    question: renderQuestion(story, tongues.language),
    answer,
    steps: steps.map(({ equation }) => formatEquation(equation)),
    contextKinds: TALLY_CONTEXT_KINDS,
    // The wording depends on the style alone, so that gaps between models sit on the slips and not on the wording.
    write: (writer) => renderSolution(story, writer, tongues.language),
    context: (kind, options) => renderContext({ seed, story, ...tongues }, kind, options),
    verify: (attempt) => judge(attempt, steps, answer),
    explain: (attempt) => explain(attempt, steps, answer),
  }
}

function makeWorld(id: WorldId, name: string, description: string, known: string, tongues: Tongues): World {
  return {
    id,
    name,
    description,
    known,
    difficulty: TALLY_DIFFICULTY,
    generate: (seed, difficulty = TALLY_DIFFICULTY.default) =>
      toProblem(id, seed, difficulty, drawStory(seed, difficulty, 'problem'), tongues),
    words: () => tallyPieces(tongues.language, tongues.foreign),
  }
}

/** English word problems. */
export const tally: World = makeWorld(
  'tally',
  'Tally',
  'Word problems in English: someone gets, gives and loses things; how many are left?',
  'Everybody sees the whole story; secret is the way to the answer, which only a note hands to the teacher.',
  { language: english, foreign: swahili },
)

/** The same problems in Swahili. */
export const tallySw: World = makeWorld(
  'tally-sw',
  'Tally in Swahili',
  'The same word problems in Swahili, with answers on a "Jibu:" line.',
  'Everybody sees the whole story, in Swahili; secret is the way to the answer, which only a note hands to the teacher.',
  { language: swahili, foreign: english },
)
