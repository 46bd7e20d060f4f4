/** @file The recipes of the trained exhibits: small losses that go wrong, and the change that mends each. */
import type { OtherTaughtRecipe, SelfTaughtRecipe, UntaughtRecipe } from '../../../methods/recipe/recipe.ts'
import { type RolloutDraw, student } from '../../../methods/recipe/rollouts.ts'
import type { BareTerm, TaughtTerm } from '../../../methods/recipe/terms.ts'

const SOURCE = 'The failure museum of this page'

const REVERSE: TaughtTerm = { kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }

const words = (id: string, name: string) => ({ id: `museum-${id}`, name, description: name, source: SOURCE })

function taught(id: string, name: string, loss: TaughtTerm, draw: RolloutDraw = student): OtherTaughtRecipe {
  const phases = [{ until: 1, rollouts: { draws: [draw] as const }, loss: [loss] as const }] as const
  return { ...words(id, name), teacher: { kind: 'larger' }, context: null, phases }
}

function untaught(
  id: string,
  name: string,
  loss: BareTerm,
  draw: RolloutDraw,
  reward?: UntaughtRecipe['reward'],
): UntaughtRecipe {
  const phases = [{ until: 1, rollouts: { draws: [draw] as const }, loss: [loss] as const }] as const
  return { ...words(id, name), teacher: null, context: null, ...(reward && { reward }), phases }
}

/** The student is rewarded for being sure, by nobody but itself. */
export const SURE_OF_ITSELF = untaught(
  'sure',
  'Entropy as the only loss',
  { kind: 'entropy', sign: 1, on: ['student'] },
  student,
)
/** The same texts, graded by a teacher's whole distribution. */
export const GRADED = taught('graded', 'Reverse KL to the teacher', REVERSE)

const group: RolloutDraw = { ...student, each: 8 }
const GRPO: BareTerm = {
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [{ kind: 'group' }],
  surrogate: { kind: 'importance', clip: [0.8, 1.2] },
  per: 'texts',
}
/** Five tokens cost as much as a right answer earns. */
export const DEAR_TOKENS = untaught('dear', 'GRPO, every token costs 0.2', GRPO, group, {
  length: { free: 0, cost: 0.2 },
})
/** What a solution needs is free; what goes beyond costs little beside a right answer. */
export const FREE_TOKENS = untaught('free', 'GRPO, tokens beyond 60 cost 0.02', GRPO, group, {
  length: { free: 60, cost: 0.02 },
})

const KNOWS = { kinds: ['answer'] } as const
/** Teacher and student are one set of weights: what the note does to the one moves the other. */
export const LIVE_NOTE: SelfTaughtRecipe = {
  ...words('live-note', 'The live student, shown the answer'),
  teacher: { kind: 'self' },
  context: KNOWS,
  phases: [{ until: 1, rollouts: { draws: [student] }, loss: [REVERSE] }],
}
export const FROZEN_NOTE: OtherTaughtRecipe = {
  ...words('frozen-note', 'The starting weights, shown the answer'),
  teacher: { kind: 'start' },
  context: KNOWS,
  phases: [{ until: 1, rollouts: { draws: [student] }, loss: [REVERSE] }],
}

const GRADE: TaughtTerm = {
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [{ kind: 'log-ratio', against: 'student' }],
  surrogate: { kind: 'none' },
}
/** Texts that the start wrote once, for sixteen problems, used at every step as if they were fresh. */
export const STALE = taught('stale', 'Sixteen texts of the start, kept', GRADE, {
  ...student,
  writer: 'start',
  store: { kind: 'once', problems: 16 },
})
export const FRESH = taught('fresh', 'New texts at every step', GRADE)
