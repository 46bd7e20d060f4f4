/** Numbers that the trainers' own unit tests state, or that their own functions gave. */
import { describe, expect, it } from 'vitest'
import { divergenceById } from './registry.ts'
import type { DivergenceOptions } from './types.ts'

const logs = (p: readonly number[]) => p.map(Math.log)

function value(
  id: string,
  student: readonly number[],
  teacher: readonly number[],
  options?: DivergenceOptions,
): number {
  return divergenceById(id).value({ studentLogits: student, teacherLogits: teacher }, options)
}

/** torch.randn(2, 3, 5) from torch.Generator seed 42, twice: the input of TRL's TestGeneralizedJSDLossIsPinned. */
const TRL_STUDENT = [
  [1.92691493, 1.48728418, 0.900717199, -2.10552144, 0.678418458],
  [-1.23454499, -0.0430674776, -1.60466695, -0.75213623, 1.64872289],
  [-0.392478645, -1.40360677, -0.727881253, -0.559429884, -2.31692266],
  [-0.216804728, -1.38467419, -0.871236086, -0.223365933, 1.71736097],
  [0.318879753, -0.424518973, -0.828554273, 0.330898434, -1.55757213],
  [0.995636046, -0.879785836, -0.601142883, -1.27415156, 2.12278509],
]
const TRL_TEACHER = [
  [-1.08917522, -0.355286598, -0.913823009, -0.658137262, 0.0780238733],
  [0.525808811, -0.48799172, 1.1913693, -1.38636565, -1.28621554],
  [-1.40324783, 0.0360038243, -0.0634772703, 0.675614893, 0.19707036],
  [-1.14413595, 0.338322997, 1.69917035, 0.0108681442, -0.338742584],
  [-1.34067988, -0.5853706, -0.564439952, 1.05630016, -1.46915019],
  [1.43315506, 0.743951976, -0.481584251, -1.04946589, 0.603898823],
]

describe('TRL generalised JSD', () => {
  const mean = (beta: number, temperature: number, positions: readonly number[], divisor: number) =>
    positions.reduce(
      (sum, t) => sum + value('jsd', TRL_STUDENT[t]!, TRL_TEACHER[t]!, { params: { beta }, temperature }),
      0,
    ) / divisor

  // Labels [[-100, 1, 2], [-100, -100, 3]] keep positions 1, 2 and 5; without labels TRL divides by the batch size, 2.
  it.each([
    [0, 2.7270145, 0.9773357, 0.2686145],
    [0.25, 0.4374687, 0.1566863, 0.0487577],
    [1, 2.6997938, 1.0041627, 0.2799985],
  ])('is pinned at beta %d', (beta, unlabelled, labelled, warm) => {
    expect(mean(beta, 1, [0, 1, 2, 3, 4, 5], 2)).toBeCloseTo(unlabelled, 6)
    expect(mean(beta, 1, [1, 2, 5], 3)).toBeCloseTo(labelled, 6)
    expect(mean(beta, 2, [1, 2, 5], 3)).toBeCloseTo(warm, 6)
  })

  it('points the same way at its ends as the two KLs, on an asymmetric input', () => {
    const forward = mean(0, 1, [1, 2, 5], 3)
    const kls = [1, 2, 5].map((t) => value('forward-kl', TRL_STUDENT[t]!, TRL_TEACHER[t]!))
    expect(kls.reduce((a, b) => a + b) / 3).toBe(forward)
    expect(forward).not.toBeCloseTo(mean(1, 1, [1, 2, 5], 3), 2)
  })

  it.each([
    [0, 1.7577796619],
    [0.1, 0.1463105134],
    [0.5, 0.3680642072],
    [0.9, 0.1463105134],
    [1, 1.7577796619],
  ])('gives the edge case of the GKD tests at beta %d', (beta, expected) => {
    expect(value('jsd', logs([0.1, 0.9]), logs([0.9, 0.1]), { params: { beta } })).toBeCloseTo(expected, 9)
  })

  it('gives the JSD of the GOLD tests', () => {
    expect(value('jsd', logs([0.6, 0.3, 0.1]), logs([0.5, 0.4, 0.1]))).toBeCloseTo(0.0058595446, 9)
  })
})

describe('SDFT and SDPO', () => {
  it('gives the full-vocabulary value at alpha 0', () => {
    expect(value('forward-kl', logs([0.8, 0.2]), logs([0.5, 0.5]))).toBeCloseTo(0.2231436, 7)
  })

  it('tells a renormalised student top-k from one with a tail', () => {
    const student = logs([0.5, 0.3, 0.2])
    const teacher = logs([0.2, 0.6, 0.2])
    const on = (tail: boolean) => value('forward-kl', student, teacher, { support: { top_k: 2, of: 'student', tail } })
    expect(on(false)).toBeCloseTo(0.2907877, 7)
    expect(on(true)).toBeCloseTo(0.2326302, 7)
  })
})

describe('NeMo-RL calculate_kl, unclamped', () => {
  // The log-probs there are [-1, -1, -1] and [0, -15, -30]: reached with one other token holding the rest.
  const cases = [
    { student: -1, teacher: -1e-12, k1: -1, k2: 0.5, k3: 0.7182818 },
    { student: -1, teacher: -15, k1: 14, k2: 98, k3: 13.0000008 },
    { student: -1, teacher: -30, k1: 29, k2: 420.5, k3: 28 },
  ]
  it.each(cases)('teacher log-prob $teacher', ({ student, teacher, ...expected }) => {
    const pair = (lp: number) => [lp, Math.log(-Math.expm1(lp))]
    for (const [id, k] of Object.entries(expected)) {
      const position = { studentLogits: pair(student), teacherLogits: pair(teacher), token: 0 }
      expect(divergenceById(id).value(position)).toBeCloseTo(k, 6)
    }
  })
})

describe('conventions, by hand', () => {
  const student = logs([0.5, 0.5])
  const teacher = logs([0.8, 0.2])
  const forward = 0.8 * Math.log(1.6) + 0.2 * Math.log(0.4)
  const reverse = 0.5 * Math.log(0.625) + 0.5 * Math.log(2.5)

  it.each<[string, Record<string, number>, number]>([
    ['forward-kl', {}, forward],
    ['reverse-kl', {}, reverse],
    ['jeffreys', {}, (forward + reverse) / 2],
    ['jeffreys', { w: 0.3 }, 0.3 * forward + 0.7 * reverse],
    ['skew-forward-kl', { alpha: 0.1 }, 0.8 * Math.log(0.8 / 0.53) + 0.2 * Math.log(0.2 / 0.47)],
    ['skew-reverse-kl', { alpha: 0.1 }, 0.5 * Math.log(0.5 / 0.77) + 0.5 * Math.log(0.5 / 0.23)],
    ['tvd', {}, 0.3],
    ['alpha', { alpha: 2 }, (0.64 / 0.5 + 0.04 / 0.5 - 1) / 2],
    ['alpha', { alpha: -1 }, (0.25 / 0.8 + 0.25 / 0.2 - 1) / 2],
    ['renyi', { alpha: 2 }, Math.log(0.64 / 0.5 + 0.04 / 0.5)],
    ['squared-hellinger', {}, 1 - Math.sqrt(0.4) - Math.sqrt(0.1)],
    // Ascending: 0.2 is tail (0.2 <= 0.5), 0.8 head; both gaps are 0.3.
    ['akl', {}, (forward + reverse) / 2],
    // 0.2 > 0.1: no tail is left.
    ['akl', { mu: 0.1 }, forward],
    ['teacher-argmax-ce', {}, Math.LN2],
  ])('%s %o', (id, params, expected) => {
    expect(value(id, student, teacher, { params })).toBeCloseTo(expected, 12)
  })

  it('weighs the head of adaptive KL by its gap', () => {
    const s = [0.1, 0.2, 0.7]
    const t = [0.5, 0.3, 0.2]
    // Ascending teacher 0.2, 0.3 (cumulative 0.5 counts as tail at 0.55), 0.5: gaps 0.5 + 0.1 in the tail, 0.4 in the head.
    const kl = (p: number[], q: number[]) => p.reduce((sum, x, i) => sum + x * Math.log(x / q[i]!), 0)
    const expected = 0.4 * kl(t, s) + 0.6 * kl(s, t)
    expect(value('akl', logs(s), logs(t), { params: { mu: 0.55 } })).toBeCloseTo(expected, 12)
  })

  it('counts an entry that reaches mu exactly as tail', () => {
    // Teacher [1/2, 1/2]: one entry is tail, one head, and both gaps are 0.4. Without the equality all would be head.
    const s = [0.9, 0.1]
    const kls = [0.5 * Math.log(0.5 / 0.9) + 0.5 * Math.log(5), 0.9 * Math.log(1.8) + 0.1 * Math.log(0.2)]
    expect(value('akl', logs(s), [0, 0])).toBeCloseTo((kls[0]! + kls[1]!) / 2, 12)
  })

  it('has the gradients of k1, k2 and k3 as plain losses', () => {
    const position = { studentLogits: student, teacherLogits: teacher, token: 0 }
    const d = Math.log(1.6)
    // The log-prob's own gradient is [1/2, -1/2].
    expect(divergenceById('k1').evaluate(position).gradLogits[0]).toBeCloseTo(0.5, 14)
    expect(divergenceById('k2').evaluate(position).gradLogits[0]).toBeCloseTo(-d * 0.5, 14)
    expect(divergenceById('k3').evaluate(position).gradLogits[1]).toBeCloseTo(0.6 * 0.5, 14)
  })
})
