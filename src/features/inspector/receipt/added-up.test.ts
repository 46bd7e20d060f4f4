/** @file What a receipt lists gives its number: formulas of sums, means and differences worked out again by hand from the copied JSON. */

import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import type { EstimatorDraw } from '../../../engine/types.ts'
import { trainingSetup } from '../../../settings/run-setup.ts'
import { conditionKey } from '../../../settings/scoring-keys.ts'
import { movement, totalGap, turns } from '../../../store/gap-summary.ts'
import { branchTotalReceipt } from '../../../store/provenance/branch-provenance.ts'
import type { ReceiptRequest } from '../../../store/provenance/provenance.ts'
import { GAP_MEASURE } from '../../../store/provenance/provenance.ts'
import { relativeValueReceipt } from '../../../store/provenance/rank-provenance.ts'
import {
  differenceReceipt,
  differenceTotalReceipt,
  sideTotalReceipt,
  sideValueReceipt,
} from '../../../store/provenance/score-provenance.ts'
import { forkAt } from '../../../store/rollout-tree.ts'
import { viewOf } from '../../../store/scoring.ts'
import { createAppStore, createSession, DEFAULTS } from '../../../testing/app.ts'
import { biasOf, chanceOf, expectedOf, summarize, weighted } from '../../estimators/draws.ts'
import { type EstimateNumber, estimateReceipt } from '../../estimators/provenance.ts'
import { creditOf, gapAfter, meanGap } from '../../fork/credit-of.ts'
import { branchMeanReceipt, gapSinceReceipt, rightReceipt } from '../../fork/provenance.ts'
import { type MeasuredColumn, measurementReceipt } from '../../training/provenance.ts'
import type { LearningRun } from '../../training/state.ts'
import { lossReceipt } from '../../waterfall/provenance.ts'
import { turnReceipt } from '../../xray/provenance.ts'
import { receiptJson, receiptOf } from './receipt.ts'

async function sampled() {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 8 })
  const session = createSession(store, () => createFakeEngine())
  await session.sample()
  await vi.waitFor(() => expect(viewOf(store.getState()).other).not.toBeNull(), { timeout: 20_000 })
  const copied = (ask: ReceiptRequest | null) => {
    const receipt = ask && receiptOf(store.getState(), ask, 'v=1')
    if (!receipt) throw new Error('no receipt')
    const read = JSON.parse(receiptJson(receipt)) as typeof receipt
    const lists = Object.values(read.inputs.lists).map((list) => list.map((value) => value ?? 0))
    return { ...read, lists, made: Object.values(read.inputs.made) }
  }
  return { store, session, copied }
}

const sum = (values: readonly number[] = []): number => values.reduce((all, value) => all + value, 0)
const mean = (values: readonly number[] = []): number => sum(values) / values.length

describe('a receipt’s own inputs give its number', () => {
  it('for two readings held against each other, with where both come from', async () => {
    const { store, copied } = await sampled()
    const rollout = store.getState().rollout!
    const side = (context: 'trace' | null, measure: string) => {
      const { tokens } = rollout.scores[conditionKey('teacher', context)]!.score
      const values = tokens.map((token) => (measure === GAP_MEASURE ? token.gap : token.divergences[measure]!))
      return { source: { run: rollout.id, teacher: 'teacher', context }, measure, values }
    }
    const [a, b] = [side(null, GAP_MEASURE), side('trace', GAP_MEASURE)]
    const total = copied(differenceTotalReceipt(a, b, 5))
    const [left = [], right = []] = total.lists
    expect(left).toHaveLength(5)
    expect(total.value).toBeCloseTo(sum(right.map((value, i) => value - left[i]!)), 12)
    expect(total.value).not.toBeCloseTo(sum(b.values) - sum(a.values), 6)
    expect(total).toMatchObject({ unit: 'nats', condition: { context: null }, against: { context: 'trace' } })
    expect(total.against?.models).toEqual(total.models)
    expect(total.against?.teacherPrompt).not.toBe(total.condition.teacherPrompt)

    const one = copied(differenceReceipt(a, b, 3))
    expect(one.value).toBe(Number(one.made[3]) - Number(one.made[2]))
    expect(one.token).toMatchObject({ position: 4 })
    // Nats less a share of probability have no unit.
    const mixed = side('trace', 'tvd')
    expect(copied(differenceReceipt(a, mixed, 3)).unit).toBeNull()
    const whole = copied(sideTotalReceipt(mixed))
    expect(whole.value).toBeCloseTo(sum(whole.lists[0]), 12)
    expect(whole).toMatchObject({ unit: null, condition: { context: 'trace' } })
    const cell = copied(sideValueReceipt(mixed, 2))
    expect(cell).toMatchObject({ name: 'Total variation', value: mixed.values[2], token: { position: 3 } })
    expect(copied(sideValueReceipt(b, 2)).value).toBe(b.values[2])
    expect(copied(sideValueReceipt(b, 2)).formula).toContain('c, y_{<t}')
    expect(differenceReceipt(a, { ...b, values: [] }, 0)).toBeNull()
  })

  it('for a branch that is not on the stage: total, means, the sum since the fork, and how many are right', async () => {
    const { store, session, copied } = await sampled()
    const { shown } = viewOf(store.getState())
    const { id } = shown!.tokens[2]!.top.find((entry) => entry.id !== store.getState().rollout!.tokens[2]!.id)!
    await session.sample(forkAt(store.getState(), 2, id)!)
    await vi.waitFor(() => expect(viewOf(store.getState()).shown).not.toBeNull(), { timeout: 20_000 })
    const { rollout, past, settings } = store.getState()
    const parent = past.at(-1)!
    const score = viewOf({ rollout: parent, settings }).shown!
    const branch = { run: parent, score }
    const total = copied(branchTotalReceipt(branch))
    expect(total.value).toBeCloseTo(sum(total.lists[0]), 12)
    expect(total.value).toBe(totalGap(score, parent.tokens))
    expect(total.sampling).toEqual(parent.sampling)
    const after = copied(branchMeanReceipt(branch, 3))
    expect(after.value).toBeCloseTo(mean(after.lists[0]), 12)
    expect(after.lists[0]).toHaveLength(parent.tokens.length - 3)
    expect(copied(branchMeanReceipt(branch, 0)).value).toBe(meanGap(score, parent.tokens))
    const since = copied(gapSinceReceipt(branch, 3, 2))
    expect(since.lists[0]).toHaveLength(2)
    expect(since.value).toBeCloseTo(gapAfter(score, parent.tokens, 2)[2]!, 12)
    const { forced } = creditOf({ rollout, past, future: [] })!
    const right = copied(rightReceipt(forced.runs, 'without'))
    expect(right.value).toBe(sum(right.lists[1]))
    expect(right.value).toBe(forced.right)
    expect(right.lists[0]).toEqual([rollout!.sampling.seed])
  })

  it('for what the note turned, by the teacher’s ranks', async () => {
    const { store, copied } = await sampled()
    const { without, with: told } = viewOf(store.getState())
    const { tokens } = store.getState().rollout!
    const { toAgree, toDisagree, agreed, agrees } = turns(without!, told!, tokens)
    const counted = { 'to-agree': toAgree.length, 'to-disagree': toDisagree.length, agreed, agrees }
    const found = Object.entries(counted).map(([of, value]) => {
      const { lists, ...receipt } = copied(turnReceipt(of as keyof typeof counted, value, without!, told!, tokens))
      const [before = [], after = []] = lists
      const by = {
        'to-agree': before.filter((rank, i) => rank !== 1 && after[i] === 1),
        'to-disagree': before.filter((rank, i) => rank === 1 && after[i] !== 1),
        agreed: before.filter((rank) => rank === 1),
        agrees: after.filter((rank) => rank === 1),
      }
      expect(receipt.value).toBe(by[of as keyof typeof by].length)
      return receipt.value
    })
    // All four cannot be nothing by accident.
    expect(sum(found)).toBeGreaterThan(0)
    expect(movement(without!, told!, tokens).count).toBe(tokens.length)
  })

  it('for shares of a loss, and a strip over its own mean', async () => {
    const { copied } = await sampled()
    const row = {
      ...{ token: 1, divergence: 'reverse-kl', value: 3, kept: -2, massKept: 0.4, share: 0.4, cumulative: 0.9 },
      ...{ allKept: [2.5, -2, 0.5, 0], place: 2, thresholds: { c: 2.5 } },
    }
    const share = copied(lossReceipt('share', row, 'with'))
    const sizes = share.lists[0]!.map(Math.abs)
    expect(share.value).toBeCloseTo(2 / sum(sizes), 12)
    const upTo = copied(lossReceipt('cumulative', row, 'with'))
    expect(upTo.value).toBeCloseTo(sum(sizes.slice(0, Number(upTo.inputs.made.k))) / sum(sizes), 12)
    expect(copied(lossReceipt('kept', row, 'with'))).toMatchObject({ value: -2, unit: 'nats', token: { position: 2 } })
    const strip = copied(relativeValueReceipt('k1', 1, [1, -3, null, 2], DEFAULTS, 'with'))
    expect(strip.value).toBe(-3 / 2)
  })

  it('for an estimator, from its draws and from every entry', async () => {
    const { copied } = await sampled()
    const draw = (logp: number, k1: number, logWeight: number): EstimatorDraw => ({
      ...{ id: 0, tokens: 1, logp, k1, k2: k1 ** 2 / 2, k3: 1, exact: 0.25, logWeight },
      sharpening: { toGo: 0, own: 0, exact: 0 },
    })
    const every = [draw(Math.log(0.5), 0.4, 0.1), draw(Math.log(0.3), -0.2, -0.3), draw(Math.log(0.2), 1, 0.05)]
    const draws = [every[0]!, every[0]!, every[2]!, every[1]!]
    const values = weighted(draws, 'k2', 0)
    const exact = draws.map((each) => each.exact)
    const weights = weighted(every, 'k2', 0)
    const expected = expectedOf(every, weights)
    const source = {
      ...{ label: 'k2', values, exact, summary: summarize(values), bias: biasOf(values, exact) },
      expected: {
        ...{ bias: expected.mean - 0.25, variance: expected.variance },
        ...{ chances: every.map(chanceOf), values: weights, exact: 0.25 },
      },
    }
    const told = (of: EstimateNumber) =>
      copied(estimateReceipt(of, source, { seed: 3, temperature: 1.2, clip: 0 }, 'without'))
    const variance = (of: readonly number[]): number => sum(of.map((x) => (x - mean(of)) ** 2)) / (of.length - 1)
    const [e = [], x = []] = told('mean').lists
    const differences = e.map((value, i) => value - x[i]!)
    const half = (of: readonly number[]): number => 1.96 * Math.sqrt(variance(of) / of.length)
    expect(told('mean').value).toBeCloseTo(mean(e), 12)
    expect(told('variance').value).toBeCloseTo(variance(e), 12)
    expect(told('low').value).toBeCloseTo(mean(e) - half(e), 5)
    expect(told('high').value).toBeCloseTo(mean(e) + half(e), 5)
    expect(told('bias').value).toBeCloseTo(mean(differences), 12)
    expect(told('reach').value).toBeCloseTo(half(differences), 5)
    const [q = [], all = []] = told('true-bias').lists
    const centre = sum(q.map((chance, i) => chance * all[i]!))
    expect(told('true-bias').value).toBeCloseTo(centre - Number(told('true-bias').inputs.made['exact value, nats']), 12)
    expect(told('true-variance').value).toBeCloseTo(sum(q.map((chance, i) => chance * (all[i]! - centre) ** 2)), 12)
    expect(
      estimateReceipt('true-bias', { ...source, expected: null }, { seed: 3, temperature: 1, clip: 0 }, 'with'),
    ).toBeNull()
  })

  it('for a training run that is its own teacher, and says so', async () => {
    const { store, copied } = await sampled()
    const setup = trainingSetup({ ...store.getState().settings, recipe: 'opsd', temperature: 0.8 })
    const share = { share: 0.75, interval: [0.5, 0.9], n: 8 }
    const run = {
      ...{ id: 4, setup, reports: [{ step: 3, loss: 0.3, terms: [0.25, 0.05], phase: '', texts: 2, rows: 9 }] },
      evaluations: [{ step: 3, greedy: share, sampled: share, reverseKl: 0.2, tvd: 0.1, acceptance: 0.9, length: 9 }],
    } as unknown as LearningRun
    const ask = (column: MeasuredColumn) => copied(measurementReceipt(run, 3, column))
    const greedy = ask('greedy')
    expect(greedy.value).toBe(Number(greedy.inputs.made.right) / Number(greedy.inputs.made.n))
    expect(sum(ask('loss').lists[0])).toBeCloseTo(0.3, 12)
    const kl = ask('reverseKl')
    expect(kl.condition).toMatchObject({ teacher: 'student', context: setup.recipe.context?.kinds.join(' + ') })
    expect(kl.condition.context).not.toBeNull()
    // The engine holds another run, or none: on which backend this one ran is not known any more.
    expect([greedy.backend, greedy.sampling.temperature, ask('loss').sampling.temperature]).toEqual([null, 0, 0.8])
    expect(measurementReceipt(run, 4, 'loss')).toBeNull()
  })
})
