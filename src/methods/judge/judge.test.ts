import { describe, expect, it } from 'vitest'
import { RECIPES } from '../catalogue/registry.ts'
import { judge } from '../judge.ts'
import type { OtherTaughtRecipe, Phase, SelfTaughtRecipe, UntaughtRecipe } from '../recipe/recipe.ts'
import type { RolloutDraw } from '../recipe/rollouts.ts'
import type { BareTerm, TaughtTerm } from '../recipe/terms.ts'

const named = { id: 'made-up', name: 'Made up', description: 'A test.', source: 'here' }
const student: RolloutDraw = { id: 's', writer: 'student', each: 2 }
const data: RolloutDraw = { id: 'd', writer: 'data', each: 1 }
const taughtText: RolloutDraw = { id: 't', writer: 'teacher', each: 1 }
const kl = (...on: [string, ...string[]]): TaughtTerm => ({
  kind: 'divergence',
  divergence: { id: 'reverse-kl' },
  on,
})
const imitate = (...on: [string, ...string[]]): BareTerm => ({ kind: 'cross-entropy', on })
const reward: BareTerm = {
  kind: 'policy-gradient',
  on: ['s'],
  advantage: [{ kind: 'group' }],
  surrogate: { kind: 'none' },
}

function phase<T>(draws: Phase<T>['rollouts']['draws'], ...loss: [T, ...T[]]): Phase<T> {
  return { until: 1, rollouts: { draws }, loss }
}

function taught(
  phases: OtherTaughtRecipe['phases'],
  teacher: OtherTaughtRecipe['teacher'] = { kind: 'larger' },
): OtherTaughtRecipe {
  return { ...named, teacher, context: null, phases }
}

const self = (...phases: SelfTaughtRecipe['phases']): SelfTaughtRecipe => ({
  ...named,
  teacher: { kind: 'self' },
  context: { kinds: ['answer'] },
  phases,
})

const untaught = (...phases: UntaughtRecipe['phases']): UntaughtRecipe => ({
  ...named,
  teacher: null,
  context: null,
  phases,
})

describe('C1, whose texts the student learns from', () => {
  const mixed = (onPolicy: number | { readonly from: number; readonly to: number }) =>
    taught([{ until: 1, rollouts: { draws: [student, data], mixing: { onPolicy } }, loss: [kl('s', 'd')] }])
  const off: TaughtTerm = { ...kl('d'), coefficient: 0 }

  it.each([
    ['live texts', taught([phase([student], kl('s'))]), 'yes'],
    ['a foreign draw that no term reads', taught([phase([student, data], kl('s'))]), 'yes'],
    ['a term on foreign text that is switched off', taught([phase([student, data], kl('s'), off)]), 'yes'],
    ['live texts beside data', taught([phase([student, data], kl('s'), kl('d'))]), 'partial'],
    ['data alone', taught([phase([data], kl('d'))]), 'no'],
    ["the larger model's texts alone", taught([phase([taughtText], imitate('t'))]), 'no'],
    ['a coin that always falls on the student', mixed(1), 'yes'],
    ['a coin', mixed(0.5), 'partial'],
    ['a coin that turns over', mixed({ from: 0, to: 1 }), 'partial'],
    ['a coin that never falls on the student', mixed(0), 'no'],
    [
      'kept texts',
      taught([phase([{ ...student, store: { kind: 'replay', capacity: 9, share: 0.1 } }], kl('s'))]),
      'partial',
    ],
    ['the starting weights', untaught(phase([{ ...student, writer: 'start' }], imitate('s'))), 'partial'],
    ['an old snapshot', untaught(phase([{ ...student, writer: 'snapshot' }], imitate('s'))), 'partial'],
    ['the student under privilege', self(phase([taughtText], kl('t'))), 'partial'],
    ['one student token after foreign ones', taught([phase([data], { kind: 'hybrid', on: ['d'] })]), 'partial'],
    [
      'a teacher that takes turns',
      taught([
        { until: 1, rollouts: { draws: [{ ...student, loop: { kind: 'interleave', topK: 5 } }] }, loss: [kl('s')] },
      ]),
      'partial',
    ],
    [
      'an environment',
      taught([{ until: 1, rollouts: { draws: [student], later: { kind: 'environment' } }, loss: [kl('s')] }]),
      'yes',
    ],
  ] as const)('%s', (_, recipe, value) => {
    expect(judge(recipe).c1.value).toBe(value)
  })

  it('does not count a cold start on foreign texts, but one on privileged texts of its own', () => {
    const distil = phase([student], kl('s'))
    const start = { ...phase<TaughtTerm>([taughtText], imitate('t')), until: 0.5 }
    expect(judge(taught([start, distil])).c1).toEqual({
      value: 'yes',
      reason: 'The student learns only from what it writes itself at that step, once the cold start is over.',
    })
    expect(judge(self(start, distil)).c1.value).toBe('partial')
    expect(judge(taught([{ ...start, loss: [kl('t')] }, distil])).c1.value).toBe('partial')
  })

  it("takes the last round's own text for live where the loss prefers the data to it", () => {
    const draws = [data, { ...student, writer: 'snapshot' }] as const
    const recipe = untaught(phase(draws, { kind: 'preference', id: 'dpo', beta: 1, chosen: 'd', rejected: 's' }))
    expect(judge({ ...recipe, rounds: 3 }).c1.value).toBe('yes')
    expect(judge(recipe).c1.value).toBe('partial')
  })
})

describe('C2, what the teacher says of them', () => {
  const gradient = (
    advantage: Extract<TaughtTerm, { kind: 'policy-gradient' }>['advantage'],
    more: Partial<Pick<Extract<TaughtTerm, { kind: 'policy-gradient' }>, 'shape' | 'surrogate' | 'weights'>> = {},
  ) => taught([phase<TaughtTerm>([student], { ...reward, advantage, ...more } as TaughtTerm)])
  const group = { kind: 'group' } as const
  const wrongOnly: TaughtTerm = { ...kl('s'), weights: [{ kind: 'outcome', keep: 'wrong' }] } as TaughtTerm
  const entropyGate: TaughtTerm = {
    ...kl('s'),
    weights: [{ kind: 'teacher-entropy-above', nats: 1 }],
  } as TaughtTerm

  it.each([
    ['a divergence', taught([phase([student], kl('s'))]), 'yes'],
    ['a divergence on gated tokens', taught([phase([student], entropyGate)]), 'yes'],
    [
      'a divergence in one of two phases',
      self({ ...phase([student], reward), until: 0.5 }, phase([student], kl('s'))),
      'yes',
    ],
    ['an estimate', taught([phase([student], { kind: 'estimator', id: 'k2', on: ['s'] })]), 'yes'],
    ['a log-ratio as reward', gradient([{ kind: 'log-ratio' }]), 'yes'],
    ['wrong texts only', taught([phase([student], wrongOnly)]), 'partial'],
    ['wrong texts in one term, all in another', taught([phase([student], wrongOnly, kl('s'))]), 'yes'],
    ['a budget', gradient([{ kind: 'constrained', budget: 1, penalty: 1 }]), 'partial'],
    ['k-step returns', gradient([{ kind: 'k-step', k: 2 }]), 'partial'],
    ['a scale', gradient([group], { shape: { evidence: { epsilon: 0.2 } } }), 'partial'],
    ['an anchor', gradient([group], { surrogate: { kind: 'teacher-mix', alpha: 0.5, clip: [0.8, 1.2] } }), 'partial'],
    ['a weight', gradient([group], { weights: [{ kind: 'accepted', topK: 5, base: 0 }] }), 'partial'],
    ['a gate that asks nobody', gradient([group], { weights: [{ kind: 'prefix', tokens: 5 }] }), 'no'],
    ['texts to imitate', taught([phase([taughtText], imitate('t'))]), 'no'],
    ['a teacher of texts', taught([phase([student], kl('s'))], { kind: 'text' }), 'no'],
    ['a grader', taught([phase([student], reward)], { kind: 'scorer', rule: 'length' }), 'partial'],
    ['nobody', untaught(phase([student], reward)), 'no'],
  ] as const)('%s', (_, recipe, value) => {
    expect(judge(recipe).c2.value).toBe(value)
  })
})

it('gives its reasons in one sentence each', () => {
  for (const recipe of RECIPES)
    for (const { reason } of Object.values(judge(recipe))) expect(reason).toMatch(/^[A-Z][^\n]+[^.]\.$/)
})
