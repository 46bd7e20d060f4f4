/**
 * @file What a run costs, worked out from the recipe before it starts: tokens that are written, scored and learnt from, and
 * floating point operations by the usual rule of 2 per parameter and token for a forward pass and 4 more for the backward
 * pass (Kaplan et al. 2020, arXiv:2001.08361, section 2.1; embeddings and attention's own part are not told apart).
 *
 * An expectation: a coin is its share, a ramp its mean, a text the mean text. A prompt is read once for each text.
 */
import { activeTerms, drawsOf } from './judge/verdict.ts'
import { needsOf } from './needs.ts'
import type { Phase, Recipe } from './recipe/recipe.ts'
import type { RolloutDraw, Rollouts } from './recipe/rollouts.ts'
import { type Schedule, valueAt } from './recipe/schedule.ts'
import type { Term } from './recipe/terms.ts'
import { teacherObject } from './teachers.ts'

export interface RunShape {
  /** Parameters of the student and of the larger model. */
  readonly student: number
  readonly teacher: number
  /** Texts of a step, as the training room counts them: problems times the texts of each, rounded down. */
  readonly rolloutsPerStep: number
  readonly steps: number
  /** Tokens. The context stands in the teacher's prompt only, and is not counted for recipes without one. */
  readonly meanPromptTokens: number
  readonly meanTextTokens: number
  readonly contextTokens: number
  /** Chance that a text is right, for recipes that make or keep texts by outcome. Default 1/2. */
  readonly passRate?: number
}

/** Sums over the run. Tokens are those of texts, without prompts; prompts count in `flops`. */
export interface Cost {
  /** Written by the student's weights, live or kept, from its own prompt. */
  readonly studentTokensSampled: number
  /** Written by the recipe's teacher, whatever its size. */
  readonly teacherTokensSampled: number
  readonly teacherTokensScored: number
  /** With a gradient; a text that two terms read counts once. */
  readonly studentTokensTrained: number
  readonly flops: number
}

const NOTHING: Cost = {
  studentTokensSampled: 0,
  teacherTokensSampled: 0,
  teacherTokensScored: 0,
  studentTokensTrained: 0,
  flops: 0,
}

/** Operations for each parameter and token. */
const FORWARD = 2
const BACKWARD = 4

/** Of an adaptive mix, which starts at 0 and rises as it must: nobody knows before the run. */
const ADAPTIVE_SHARE = 0.5

/** @throws RangeError for a negative number or one that is not finite, and for a pass rate above 1 */
export function costOf(recipe: Recipe, run: RunShape): Cost {
  for (const [name, value] of Object.entries(run)) {
    if (!(Number.isFinite(value) && value >= 0))
      throw new RangeError(`${name} is ${value}: give a number of at least 0`)
  }
  if ((run.passRate ?? 0) > 1) throw new RangeError(`passRate is ${run.passRate}: give a share of at most 1`)
  let from = 0
  let total = NOTHING
  for (const phase of recipe.phases as readonly Phase<Term>[]) {
    const stretch = { from, until: phase.until, steps: run.steps * (phase.until - from) }
    for (const side of sidesOf(phase.rollouts, stretch))
      total = plus(total, sideCost(recipe, run, phase, stretch, side))
    from = phase.until
  }
  return total
}

interface Stretch {
  /** Shares of the run. */
  readonly from: number
  readonly until: number
  readonly steps: number
}

interface CoinSide {
  readonly draws: readonly RolloutDraw[]
  /** Steps of the stretch in which these draws are made. */
  readonly steps: number
}

/** A coin takes either the student's draws or the others, a whole step at a time. */
function sidesOf({ draws, mixing }: Rollouts, stretch: Stretch): readonly CoinSide[] {
  if (!mixing) return [{ draws, steps: stretch.steps }]
  const { onPolicy } = mixing
  const share = typeof onPolicy === 'object' && 'kind' in onPolicy ? ADAPTIVE_SHARE : meanOf(onPolicy, stretch)
  const [own, others] = [true, false].map((own) => draws.filter(({ writer }) => (writer === 'student') === own))
  return [
    { draws: own ?? [], steps: stretch.steps * share },
    { draws: others ?? [], steps: stretch.steps * (1 - share) },
  ]
}

function sideCost(
  recipe: Recipe,
  run: RunShape,
  phase: Phase<Term>,
  stretch: Stretch,
  { draws, steps }: CoinSide,
): Cost {
  const { rollouts } = phase
  const each = draws.reduce((sum, draw) => sum + (draw.only || draw.replaces ? 0 : draw.each), 0)
  const problems = Math.max(1, Math.floor(run.rolloutsPerStep / Math.max(1, each))) * steps
  // The near future is trained in the same way as the present, without what comes from it, and then rewound.
  const ahead = recipe.teacher?.kind === 'future' ? 2 : 1
  const asked = rollouts.problems ? written(recipe, run, 'teacher', problems, run.meanTextTokens) : NOTHING
  return draws
    .map((draw) => {
      const own = drawCost(recipe, run, phase, draw, draws, problems, textTokens(run, draw, stretch))
      return draw.writer === 'future' ? own : scaled(own, ahead)
    })
    .reduce(plus, asked)
}

/** Share of a draw's texts that its outcome lets stay. */
function keptShareOf({ keep }: RolloutDraw, passRate: number): number {
  if (keep === undefined) return 1
  return keep === 'right' ? passRate : 1 - passRate
}

/** @param problems of the whole side */
function drawCost(
  recipe: Recipe,
  run: RunShape,
  { rollouts, loss, ...rest }: Phase<Term>,
  draw: RolloutDraw,
  draws: readonly RolloutDraw[],
  problems: number,
  tokens: number,
): Cost {
  const { passRate = 0.5 } = run
  const tries = draws.reduce((sum, { writer, each }) => sum + (writer === 'student' ? each : 0), 0)
  const made = problems * draw.each * (draw.only ? (1 - passRate) ** tries : 1)
  const fresh = made * freshShare(draw, problems)
  const balanced = rollouts.balance && draw.writer === 'student' ? 2 * Math.min(passRate, 1 - passRate) : 1
  // A text that replaces another is learnt from in its place, and counted there.
  const kept = draw.replaces ? 0 : made * keptShareOf(draw, passRate) * balanced
  const terms = activeTerms({ ...rest, rollouts, loss }).filter((term) => drawsOf(term).includes(draw.id))
  const beside = draw.loop ? written(recipe, run, 'teacher', fresh, tokens) : NOTHING
  const probes = written(recipe, run, draw.writer, fresh * (draw.probes?.times ?? 0), tokens)
  const writing = [written(recipe, run, draw.writer, fresh, tokens), beside, probes].reduce(plus)
  if (terms.length === 0) return writing
  // What the teacher said of texts that are made once is kept with them.
  const scored = draw.store?.kind === 'once' ? kept * freshShare(draw, problems) : kept
  return plus(writing, learnt(recipe, run, terms, { kept, scored, tokens }))
}

function written(recipe: Recipe, run: RunShape, writer: RolloutDraw['writer'], texts: number, tokens: number): Cost {
  if (writer === 'data') return NOTHING
  const taught = writer === 'teacher'
  const context = taught ? contextOf(recipe, run) : 0
  const perToken = FORWARD * (taught ? teacherParameters(recipe, run) : run.student)
  return {
    ...NOTHING,
    [taught ? 'teacherTokensSampled' : 'studentTokensSampled']: texts * tokens,
    flops: perToken * texts * (run.meanPromptTokens + context + tokens),
  }
}

function learnt(
  recipe: Recipe,
  run: RunShape,
  terms: readonly Term[],
  { kept, scored, tokens }: { readonly kept: number; readonly scored: number; readonly tokens: number },
): Cost {
  const needs = needsOf(terms)
  const asksTeacher = needs.teacherLogits || needs.teacherStatistics
  const length = run.meanPromptTokens + tokens
  const passes = 1 + Number(needs.studentStatistics) + Number(needs.reference)
  const ofStudent = run.student * kept * length * (passes * FORWARD + BACKWARD)
  const ofTeacher = FORWARD * teacherParameters(recipe, run) * scored * (length + contextOf(recipe, run))
  return {
    ...NOTHING,
    teacherTokensScored: asksTeacher ? scored * tokens : 0,
    studentTokensTrained: kept * tokens,
    flops: ofStudent + (asksTeacher ? ofTeacher : 0),
  }
}

/** Share of a draw's texts that have to be written, rather than being found in its store. */
function freshShare({ store }: RolloutDraw, problems: number): number {
  if (!store) return 1
  return store.kind === 'replay' ? 1 - store.share : Math.min(1, store.problems / problems)
}

function textTokens({ meanTextTokens }: RunShape, { decoding }: RolloutDraw, stretch: Stretch): number {
  const { maxTokens } = decoding ?? {}
  return maxTokens === undefined ? meanTextTokens : Math.min(meanTextTokens, meanOf(maxTokens, stretch))
}

const contextOf = ({ context }: Recipe, { contextTokens }: RunShape): number => (context ? contextTokens : 0)

/** Parameters that one token of the teacher takes. */
function teacherParameters({ teacher }: Recipe, sizes: RunShape): number {
  return teacher === null ? 0 : teacherObject(teacher).parameters(sizes, teacher)
}

const MIDPOINTS = 64

/** The mean of a schedule over a stretch of the run. */
function meanOf(schedule: Schedule, { from, until }: Stretch): number {
  let sum = 0
  for (let i = 0; i < MIDPOINTS; i++) sum += valueAt(schedule, from + ((until - from) * (i + 0.5)) / MIDPOINTS)
  return sum / MIDPOINTS
}

function plus(a: Cost, b: Cost): Cost {
  return {
    studentTokensSampled: a.studentTokensSampled + b.studentTokensSampled,
    teacherTokensSampled: a.teacherTokensSampled + b.teacherTokensSampled,
    teacherTokensScored: a.teacherTokensScored + b.teacherTokensScored,
    studentTokensTrained: a.studentTokensTrained + b.studentTokensTrained,
    flops: a.flops + b.flops,
  }
}

function scaled(cost: Cost, by: number): Cost {
  return {
    studentTokensSampled: cost.studentTokensSampled * by,
    teacherTokensSampled: cost.teacherTokensSampled * by,
    teacherTokensScored: cost.teacherTokensScored * by,
    studentTokensTrained: cost.studentTokensTrained * by,
    flops: cost.flops * by,
  }
}
