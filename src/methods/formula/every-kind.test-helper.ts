/** @file One of every kind of every union of the recipe types. A kind without an entry is a type error. */
import { type DivergenceKind, LOSS_DIVERGENCES } from '../divergences/registry.ts'
import type { OtherTaughtRecipe, Phase, Recipe } from '../recipe/recipe.ts'
import type { DrawWriter, LaterRollout, RolloutDraw, Rollouts, TokenLoop } from '../recipe/rollouts.ts'
import type {
  BareAdvantage,
  PolicyGradientTerm,
  PreferenceTerm,
  Surrogate,
  TaughtAdvantage,
  TaughtTerm,
} from '../recipe/terms.ts'
import { OTHER_TEACHERS } from '../teachers.ts'
import { WEIGHTS } from '../weights/weights.ts'

type OneOf<T extends { readonly kind: string }> = { readonly [K in T['kind']]: Extract<T, { readonly kind: K }> }

const on = ['student'] as const

const ADVANTAGES: OneOf<TaughtAdvantage | BareAdvantage> = {
  'log-ratio': { kind: 'log-ratio', scale: 0.5, against: 'student' },
  extrapolated: { kind: 'extrapolated', lambda: 1.25 },
  return: { kind: 'return', discount: 0.9, normalise: true },
  'k-step': { kind: 'k-step', k: 4 },
  constrained: { kind: 'constrained', budget: 10, penalty: 1 },
  quantile: { kind: 'quantile', draw: 'student', least: -2.7 },
  group: { kind: 'group', deviation: false, scale: 2 },
}

const SURROGATES: OneOf<Surrogate<true>> = {
  none: { kind: 'none' },
  importance: { kind: 'importance', clip: [0.8, 1.2] },
  shaped: { kind: 'shaped', gamma: 0.1 },
  'teacher-mix': { kind: 'teacher-mix', alpha: 0.25, clip: [0.9, 1.3] },
}

const PREFERENCES: { readonly [K in PreferenceTerm['id']]: PreferenceTerm } = {
  dpo: { kind: 'preference', id: 'dpo', beta: 0.1, chosen: 'data', rejected: 'student' },
  bce: { kind: 'preference', id: 'bce', beta: 0.1, chosen: 'data', rejected: 'student' },
  bco: { kind: 'preference', id: 'bco', beta: 0.1, chosen: 'data', rejected: 'student' },
  orpo: { kind: 'preference', id: 'orpo', beta: 0.1, chosen: 'data', rejected: 'student' },
  wind: { kind: 'preference', id: 'wind', beta: 0.1, chosen: 'data', rejected: 'student' },
}

export const policyGradient: PolicyGradientTerm<true> = {
  kind: 'policy-gradient',
  on,
  advantage: [{ kind: 'log-ratio' }],
  surrogate: { kind: 'none' },
}

const TERMS: { readonly [K in TaughtTerm['kind']]: TaughtTerm } = {
  divergence: { kind: 'divergence', divergence: { id: 'reverse-kl' }, on, coefficient: -0.5, per: 'sum' },
  estimator: { kind: 'estimator', id: 'k3', on, coefficient: { from: 1, to: 0 } },
  'bounded-gap': { kind: 'bounded-gap', tau: 2, on },
  'policy-gradient': {
    ...policyGradient,
    shape: { floor: -2, clip: 3, margin: { delta: 0.4, shift: 'up' }, evidence: { epsilon: 0.2 } },
  },
  'cross-entropy': { kind: 'cross-entropy', on, weights: [{ kind: 'reward' }], per: 'texts' },
  idft: { kind: 'idft', b: 2, on },
  entropy: { kind: 'entropy', sign: -1, on },
  anchor: { kind: 'anchor', on },
  ranking: { kind: 'ranking', topK: 10, on },
  hybrid: { kind: 'hybrid', on },
  preference: PREFERENCES.dpo,
  features: { kind: 'features', on },
  'cross-tokenizer': { kind: 'cross-tokenizer', on },
}

export const LATER: OneOf<LaterRollout> = {
  environment: { kind: 'environment' },
  'self-play': { kind: 'self-play' },
  'tree-search': { kind: 'tree-search', width: 4 },
}

const LOOPS: OneOf<TokenLoop> = {
  interleave: { kind: 'interleave', topK: 10 },
  switch: { kind: 'switch', window: 8, factor: 2 },
  blend: { kind: 'blend', teacherShare: 0.2 },
  product: { kind: 'product' },
  speculative: { kind: 'speculative', length: 4 },
}

const student: RolloutDraw = { id: 'student', writer: 'student', each: 4 }
const data: RolloutDraw = { id: 'data', writer: 'data', each: 1 }

const WRITERS: { readonly [K in DrawWriter]: RolloutDraw } = {
  student: {
    ...student,
    decoding: { temperature: 0.7, topK: 20, topP: 0.9, maxTokens: { from: 16, to: 64 } },
    store: { kind: 'once', problems: 64 },
  },
  teacher: { id: 'teacher', writer: 'teacher', each: 4, only: 'all-wrong', keep: 'right', replaces: 'student' },
  ema: { id: 'ema', writer: 'ema', each: 2 },
  start: { id: 'start', writer: 'start', each: 2 },
  snapshot: { id: 'snapshot', writer: 'snapshot', each: 1 },
  future: { id: 'future', writer: 'future', each: 1 },
  data: { ...data, store: { kind: 'replay', capacity: 1000, share: 0.5 } },
}

const base: OtherTaughtRecipe = {
  id: 'made-up',
  name: 'Made up',
  description: 'A recipe that exists for its test.',
  source: 'This test',
  teacher: { kind: 'larger' },
  context: null,
  phases: [{ until: 1, rollouts: { draws: [student, data] }, loss: [TERMS.divergence] }],
}

const phase = (
  loss: Phase<TaughtTerm>['loss'],
  rollouts: Rollouts = { draws: [student, data] },
): OtherTaughtRecipe => ({
  ...base,
  phases: [{ until: 1, rollouts, loss }],
})

const divergence = (kind: DivergenceKind, more: object = {}): TaughtTerm => ({
  kind: 'divergence',
  divergence: kind,
  on,
  ...more,
})

/** Recipes that between them hold every kind of everything, by what they show. */
export const EVERY_KIND: readonly (readonly [string, Recipe])[] = [
  ...WEIGHTS.map(
    ({ example }) => [`weight ${example.kind}`, phase([divergence({ id: 'tvd' }, { weights: [example] })])] as const,
  ),
  ...LOSS_DIVERGENCES.map(
    ({ examples: [kind] }) => [`divergence ${kind.id}`, phase([divergence(kind), TERMS.entropy])] as const,
  ),
  ...Object.values(ADVANTAGES).map(
    (a) => [`advantage ${a.kind}`, phase([{ ...policyGradient, advantage: [a, ADVANTAGES['log-ratio']] }])] as const,
  ),
  ...Object.values(SURROGATES).map(
    (s) => [`surrogate ${s.kind}`, phase([{ ...policyGradient, surrogate: s }])] as const,
  ),
  ...Object.values(PREFERENCES).map((p) => [`preference ${p.id}`, phase([p])] as const),
  ...Object.values(TERMS).map((term) => [`term ${term.kind}`, phase([term])] as const),
  ...(['k1', 'k2', 'k3'] as const).map((id) => [`estimator ${id}`, phase([{ kind: 'estimator', id, on }])] as const),
  ...(['renormalise', 'bucket', 'drop'] as const).map(
    (rest) =>
      [
        `support ${rest}`,
        phase([
          divergence(
            { id: 'jsd', beta: 1 },
            { support: { topK: 8, of: 'student', rest }, entryClip: 0.05, temperature: 2 },
          ),
        ]),
      ] as const,
  ),
  ...(['tokens', 'kept', 'counted', 'texts', 'texts-counted', 'sum'] as const).map(
    (per) =>
      [`per ${per}`, phase([divergence({ id: 'tvd' }, { weights: [{ kind: 'prefix', tokens: 32 }], per })])] as const,
  ),
  ...OTHER_TEACHERS.map(({ example: teacher }) => [`teacher ${teacher.kind}`, { ...base, teacher }] as const),
  ...Object.values(LATER).map(
    (later) => [`later ${later.kind}`, phase([TERMS.divergence], { draws: [student], later })] as const,
  ),
  ...Object.values(LOOPS).map(
    (loop) => [`loop ${loop.kind}`, phase([TERMS.divergence], { draws: [{ ...student, loop }] })] as const,
  ),
  [
    'texts about other texts',
    phase([TERMS.divergence], {
      draws: [
        { ...student, probes: { times: 2, bonus: 0.5 } },
        { id: 'mended', writer: 'teacher', each: 1, edits: { draw: 'student', overlap: 0.5 } },
        { ...student, id: 'told', context: { kinds: ['revise'] }, after: 'student', behind: 'context' },
      ],
      worlds: ['tally', 'ledger'],
    }),
  ],
  ...Object.values(WRITERS).map((draw): readonly [string, Recipe] => {
    const { phases } = phase([{ kind: 'idft', b: 2, on: [draw.id] }], { draws: [draw] })
    return [`writer ${draw.writer}`, { ...base, teacher: { kind: 'future', lead: 20 }, phases }]
  }),
  ...([0.5, { from: 0, to: 1, start: 0, end: 0.5 }, { kind: 'adaptive', step: 0.1 }] as const).map(
    (onPolicy) =>
      [
        `mixing ${JSON.stringify(onPolicy)}`,
        phase([{ ...TERMS.divergence, on: ['student', 'data'] } as TaughtTerm], {
          draws: [student, data],
          mixing: { onPolicy },
          balance: 'right-wrong',
          problems: 'teacher-solves',
          difficulty: { from: 1, to: 4 },
        }),
      ] as const,
  ),
  ['rewards by length', { ...phase([policyGradient]), reward: { length: { free: 40, cost: 1e-7 } }, rounds: 3 }],
  [
    'a self-teacher with a context that plays another part',
    { ...base, teacher: { kind: 'self' }, context: { kinds: ['skill', 'document'], plays: 'modality' } },
  ],
  [
    'nobody who teaches',
    {
      ...base,
      teacher: null,
      context: null,
      phases: [
        { until: 0.5, rollouts: { draws: [student] }, loss: [{ kind: 'cross-entropy', on }] },
        { name: 'prefer', until: 1, rollouts: { draws: [student, data] }, loss: [PREFERENCES.orpo] },
      ],
    },
  ],
]
