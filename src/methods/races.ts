/**
 * @file The shipped races. Their recipes are the catalogue's or small variations of its objects; each makes a claim that
 * `lab race` checks, as measured with the shipped models.
 */
import { recipeById } from './catalogue/registry.ts'
import type { DivergenceKind } from './divergences/registry.ts'
import type { Race, RaceLane } from './race.ts'
import {
  ACCURACY,
  disagreement,
  each,
  gain,
  gapGrowth,
  lane,
  over,
  percent,
  signedPercent,
  WRONG_TURNS,
  wrongTurns,
} from './race-measures.ts'
import type { OtherTaughtRecipe, PrivilegedContext, UntaughtRecipe } from './recipe/recipe.ts'
import { type RolloutDraw, student } from './recipe/rollouts.ts'
import type { BareTerm, TaughtTerm } from './recipe/terms.ts'
import type { OtherTeacher } from './teachers.ts'

const TAUGHT: RolloutDraw = { id: 'taught', writer: 'teacher', each: 1 }

interface Variation {
  readonly draw?: RolloutDraw
  readonly teacher?: OtherTeacher
  readonly context?: PrivilegedContext | null
}

/** GKD's object with another loss, and where the race is about them, another writer, teacher or context. */
function variation(
  id: string,
  name: string,
  loss: (on: string) => TaughtTerm,
  { draw = student, teacher = { kind: 'larger' }, context = null }: Variation = {},
): OtherTaughtRecipe {
  const { description, source } = recipeById('gkd')
  const phases = [{ until: 1, rollouts: { draws: [draw] as const }, loss: [loss(draw.id)] as const }] as const
  return { id, name, description, source, teacher, context, phases }
}

const divergence =
  (kind: DivergenceKind) =>
  (on: string): TaughtTerm => ({ kind: 'divergence', divergence: kind, on: [on] })
const REVERSE = divergence({ id: 'reverse-kl' })

const SEEDS = [0, 1, 2]
/** The shipped student has learnt most of it after ten steps. */
const SIZE = { seeds: SEEDS, steps: 20, rolloutsPerStep: 16, problems: 100 } as const

const divergences: Race = {
  ...SIZE,
  id: 'divergences',
  name: 'Divergences',
  question: 'The same teacher, the same problems: does it matter which divergence the student follows?',
  measure: ACCURACY,
  budget: 'steps',
  lanes: [
    { label: 'forward KL', recipe: variation('gkd-forward-kl', 'Forward KL', divergence({ id: 'forward-kl' })) },
    { label: 'reverse KL', recipe: recipeById('gkd') },
    { label: 'JSD 0.5', recipe: variation('gkd-jsd', 'JSD 0.5', divergence({ id: 'jsd', beta: 0.5 })) },
    {
      label: 'skew 0.1',
      recipe: variation('gkd-skew', 'Skew KL 0.1', divergence({ id: 'skew-forward-kl', alpha: 0.1 })),
    },
    { label: 'TV', recipe: variation('gkd-tvd', 'Total variation', divergence({ id: 'tvd' })) },
  ],
  claim: {
    text: 'Every divergence lifts the student by 20 points or more, and forward KL leaves it more diverse than reverse KL.',
    check(result) {
      const diverse = (label: string) => over(lane(result, label), ({ after }) => after.studentEntropy)
      return {
        holds: result.lanes.every((one) => over(one, gain) >= 0.2) && diverse('forward KL') > diverse('reverse KL'),
        evidence: each(
          result,
          (one) =>
            `${signedPercent(over(one, gain))} with entropy ${over(one, ({ after }) => after.studentEntropy).toFixed(3)} and ${over(one, ({ after }) => after.distinctRight ?? 0).toFixed(1)} distinct right solutions of 16`,
        ),
      }
    },
  },
}

const sft = variation('sft', "SFT on the teacher's texts", (on) => ({ kind: 'cross-entropy', on: [on] }), {
  draw: TAUGHT,
})

/** The teacher's texts as a data set has them: written once, few, read again and again. */
const dataSet = variation('sft-data-set', 'SFT on 32 kept texts', (on) => ({ kind: 'cross-entropy', on: [on] }), {
  draw: { ...TAUGHT, store: { kind: 'once', problems: 32 } },
})

const onPolicy: Race = {
  ...SIZE,
  id: 'on-policy',
  name: 'On-policy against off-policy',
  question:
    "Reading the teacher's texts or being read by it: who ends up better, and who goes astray in its own texts?",
  measure: ACCURACY,
  budget: 'steps',
  lanes: [
    { label: 'on-policy', recipe: recipeById('gkd') },
    { label: 'off-policy', recipe: variation('gkd-off-policy', "On the teacher's texts", REVERSE, { draw: TAUGHT }) },
    { label: 'data set', recipe: dataSet },
  ],
  claim: {
    text: "Read by the teacher on its own texts, the student ends up more accurate than from 32 kept texts of the teacher's; where each goes astray stands beside it, and texts of some fifty tokens leave errors little room to compound.",
    check(result) {
      return {
        holds: over(lane(result, 'on-policy'), gain) > over(lane(result, 'data set'), gain),
        evidence: each(
          result,
          (one) =>
            `${signedPercent(over(one, gain))}, ${over(one, ({ after }) => disagreement(after)).toFixed(3)} nats a token of disagreement on own texts, ${over(one, gapGrowth).toFixed(3)} more in the second half`,
        ),
      }
    },
  },
}

const grpoTerm: BareTerm = {
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [{ kind: 'group' }],
  surrogate: { kind: 'importance', clip: [0.8, 1.2] },
  per: 'texts',
}
const grpo: UntaughtRecipe = {
  id: 'grpo',
  name: 'GRPO',
  description: "Eight texts a problem; the verifier's right and wrong are all that the student learns from.",
  source: 'DeepSeekMath, arXiv:2402.03300',
  teacher: null,
  context: null,
  phases: [{ until: 1, rollouts: { draws: [{ ...student, each: 8 }] }, loss: [grpoTerm] }],
}

const signals: Race = {
  ...SIZE,
  id: 'signals',
  name: 'OPD against SFT against GRPO',
  question:
    "A teacher's opinion of every token, its texts, or one bit from a verifier: what teaches most for the same work?",
  measure: ACCURACY,
  budget: 'flops',
  lanes: [
    { label: 'OPD', recipe: recipeById('gkd') },
    { label: 'SFT', recipe: sft },
    { label: 'GRPO', recipe: grpo },
  ],
  claim: {
    text: 'For the same FLOPs, OPD lifts the student more than GRPO.',
    check(result) {
      const rate = (label: string) =>
        over(lane(result, label), (run) => gain(run) / Math.max(1, run.after.spent.studentTokens))
      return {
        holds: over(lane(result, 'OPD'), gain) > over(lane(result, 'GRPO'), gain) && rate('OPD') > rate('GRPO'),
        evidence: each(
          result,
          (one) =>
            `${signedPercent(over(one, gain))} for ${(over(one, ({ after }) => after.spent.flops) / 1e12).toFixed(2)} TFLOP and ${Math.round(over(one, ({ after }) => after.spent.studentTokens))} student tokens`,
        ),
      }
    },
  },
}

/** The starting weights teach, knowing a context or nothing. */
const told = (label: string, context: PrivilegedContext | null): RaceLane => ({
  label,
  recipe: variation(`self-${label}`, `Self-distillation, ${label}`, REVERSE, { teacher: { kind: 'start' }, context }),
})

const selfDistillation: Race = {
  ...SIZE,
  id: 'self-distillation',
  name: 'Self-distillation',
  question: 'The teacher is the student itself: what must it be told to be worth listening to?',
  measure: ACCURACY,
  budget: 'steps',
  lanes: [
    told('answer', { kinds: ['answer'] }),
    told('trace', { kinds: ['trace'] }),
    told('concise', { kinds: ['concise'] }),
    told('none', null),
  ],
  claim: {
    text: 'Told the worked solution it lifts itself by 20 points, told nothing it stays where it is; told to be brief it shortens its texts by a fifth and loses neither accuracy nor its entropy.',
    check(result) {
      const brief = lane(result, 'concise')
      const shorter = over(brief, ({ before, after }) => 1 - after.length / before.length)
      const entropy = over(brief, ({ before, after }) => after.studentEntropy / before.studentEntropy)
      return {
        holds:
          over(lane(result, 'trace'), gain) >= 0.2 &&
          Math.abs(over(lane(result, 'none'), gain)) < 0.05 &&
          shorter >= 0.2 &&
          over(brief, gain) >= 0 &&
          entropy >= 0.5,
        evidence: `${each(result, (one) => `${signedPercent(over(one, gain))} with ${over(one, ({ after }) => after.length).toFixed(1)} tokens`)}; concise is ${percent(shorter)} shorter at ${entropy.toFixed(2)} of its entropy`,
      }
    },
  },
}

const sampledToken = (on: string): TaughtTerm => ({
  kind: 'policy-gradient',
  on: [on],
  advantage: [{ kind: 'log-ratio' }],
  surrogate: { kind: 'none' },
})

const support: Race = {
  ...SIZE,
  id: 'support',
  name: 'Full vocabulary, top k, sampled token',
  question:
    'How much of the teacher must one read: every word it considers, the likeliest few, or the one that was written?',
  measure: ACCURACY,
  budget: 'steps',
  lanes: [
    { label: 'full vocabulary', recipe: recipeById('gkd') },
    {
      label: 'top 16',
      recipe: variation('gkd-top-16', 'Top 16', (on) => ({
        kind: 'divergence',
        divergence: { id: 'reverse-kl' },
        support: { topK: 16, of: 'teacher', rest: 'renormalise' },
        on: [on],
      })),
    },
    { label: 'sampled token', recipe: variation('gkd-sampled', 'Sampled token', sampledToken) },
  ],
  claim: {
    text: "The sampled token's gradient is noisier than the full vocabulary's on the very same texts.",
    check(result) {
      // The lanes' first steps read the same texts with the same weights.
      const first = (label: string) => over(lane(result, label), ({ gradientNorms }) => gradientNorms[0] ?? 0)
      return {
        holds: first('sampled token') > first('full vocabulary'),
        evidence: each(
          result,
          (one) =>
            `|g| ${over(one, ({ gradientNorms }) => gradientNorms[0] ?? 0).toFixed(3)} at the first step, +${percent(over(one, gain))}`,
        ),
      }
    },
  },
}

const againstNow = (on: string): TaughtTerm => ({
  kind: 'policy-gradient',
  on: [on],
  advantage: [{ kind: 'log-ratio', against: 'student' }],
  surrogate: { kind: 'none' },
})
const OLD: RolloutDraw = { id: 'old', writer: 'start', each: 1 }

const freshness: Race = {
  ...SIZE,
  id: 'freshness',
  name: 'Live, stale, offline',
  question: 'Must the texts be the very latest, or do those of the start, graded once and kept, teach as well?',
  measure: ACCURACY,
  budget: 'steps',
  lanes: [
    { label: 'live', recipe: variation('live', 'Live', againstNow) },
    { label: 'stale', recipe: variation('stale', 'Stale', againstNow, { draw: OLD }) },
    {
      label: 'offline',
      recipe: variation('offline', 'Offline', againstNow, {
        draw: { ...OLD, store: { kind: 'once', problems: 64 } },
      }),
    },
  ],
  claim: {
    text: "Live texts lift the student more than the start's, fresh or kept.",
    check(result) {
      const won = (label: string) => over(lane(result, label), gain)
      return {
        holds: won('live') > won('stale') && won('live') > won('offline'),
        evidence: each(result, (one) => signedPercent(over(one, gain))),
      }
    },
  },
}

/** So few that a student has read each of them a dozen times before the race is over. */
const FEW_TEXTS = 8

const drift: Race = {
  ...SIZE,
  id: 'drift',
  name: 'Few texts of another',
  question:
    'Eight texts of the teacher, read again and again, or a teacher who reads what the student writes: who still knows the way after a slip?',
  measure: ACCURACY,
  budget: 'steps',
  // A walk of several turns: a wrong step leads to a room in which no text of the teacher has ever been.
  start: { world: 'quest', difficulty: 3 },
  lanes: [
    { label: 'OPD', recipe: recipeById('gkd') },
    {
      label: '8 kept texts',
      recipe: variation('sft-few', 'SFT on 8 kept texts', (on) => ({ kind: 'cross-entropy', on: [on] }), {
        draw: { ...TAUGHT, store: { kind: 'once', problems: FEW_TEXTS } },
      }),
    },
    { label: 'fresh texts', recipe: sft },
  ],
  claim: {
    text: 'Imitating eight texts ends below on-policy distillation, and the teacher disagrees more with what that student then writes.',
    check(result) {
      const won = (label: string) => over(lane(result, label), gain)
      const strays = (label: string) => over(lane(result, label), ({ after }) => disagreement(after))
      return {
        holds: won('OPD') > won('8 kept texts') && strays('8 kept texts') > strays('OPD'),
        evidence: each(
          result,
          (one) =>
            `${signedPercent(over(one, gain))}, ${over(one, ({ after }) => disagreement(after)).toFixed(3)} nats a token of disagreement on own texts, ${over(one, gapGrowth).toFixed(3)} more in the second half`,
        ),
      }
    },
  },
}

/** Turns of a walk that count as its beginning. */
const EARLY = 4

const compounding: Race = {
  ...SIZE,
  id: 'compounding',
  name: 'Slips that compound',
  question:
    'Led along a careful text, or going on from its own slips: where does a student err that was only shown how?',
  measure: WRONG_TURNS,
  budget: 'steps',
  start: { world: 'quest', difficulty: 3 },
  lanes: [
    { label: 'OPD', recipe: recipeById('gkd') },
    { label: 'own texts', recipe: variation('gkd-forward-kl', 'Forward KL', divergence({ id: 'forward-kl' })) },
    {
      label: "teacher's texts",
      recipe: variation('forward-kl-taught', "Forward KL on the teacher's texts", divergence({ id: 'forward-kl' }), {
        draw: TAUGHT,
      }),
    },
  ],
  claim: {
    text: "One loss, forward KL, on its own texts or on the teacher's: led along a careful text both students err alike, within 2 points; on its own text the imitator errs more, and once it has slipped at least one and a half times as often.",
    check(result) {
      const rate = (label: string, where: 'own' | 'led' | 'behind') =>
        over(lane(result, label), ({ after }) => wrongTurns(after, where))
      const [own, others] = ['own texts', "teacher's texts"] as const
      return {
        holds:
          Math.abs(rate(others, 'led') - rate(own, 'led')) <= 0.02 &&
          rate(others, 'own') > rate(own, 'own') &&
          rate(others, 'behind') >= 1.5 * rate(own, 'behind') &&
          rate(others, 'behind') > 0,
        evidence: each(result, (one) => {
          const of = (where: 'own' | 'led' | 'behind', from?: number, to?: number) =>
            percent(over(one, ({ after }) => wrongTurns(after, where, from, to)))
          return `wrong turns ${of('led')} led, ${of('own')} on own texts (${of('own', 0, EARLY)} in the first ${EARLY} turns, ${of('own', EARLY)} later), ${of('behind')} after the first slip`
        }),
      }
    },
  },
}

const wrongTeacher: Race = {
  ...SIZE,
  id: 'wrong-teacher',
  name: 'A teacher who knows no better',
  question: 'The teacher is a specialist of another field: what is its opinion worth beside a verifier that is right?',
  measure: ACCURACY,
  budget: 'steps',
  start: { world: 'tally', teacher: 'specialist-ledger' },
  lanes: [
    { label: 'OPD', recipe: recipeById('gkd') },
    { label: 'SFT', recipe: sft },
    { label: 'GRPO', recipe: grpo },
  ],
  claim: {
    text: 'Here OPD loses: the student cannot learn from a teacher what that teacher does not know, and GRPO lifts it by 10 points more.',
    check(result) {
      const won = (label: string) => over(lane(result, label), gain)
      return {
        holds: won('GRPO') >= won('OPD') + 0.1 && won('GRPO') > won('SFT'),
        evidence: each(result, (one) => signedPercent(over(one, gain))),
      }
    },
  },
}

/** The first one is what a fresh page shows; then as a talk would tell them. */
export const RACES: readonly Race[] = [
  divergences,
  onPolicy,
  signals,
  selfDistillation,
  support,
  freshness,
  drift,
  compounding,
  wrongTeacher,
]
