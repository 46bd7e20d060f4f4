/** @file The trainers' formulas as coded, held to values that their own tests and functions gave; the fidelity cards; the estimate. */
import { describe, expect, it } from 'vitest'
import { divergenceById } from '../divergence/registry.ts'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { chooseTrainer, isRefusal, judgeExport } from './choose.ts'
import * as coded from './coded.ts'
import { GPUS, gpuHours, PUBLISHED, sizeOf } from './estimate.ts'
import { fidelityCard } from './fidelity.ts'
import { TRAINERS } from './registry.ts'
import type { CodedLoss } from './trainer.ts'

const log = (p: readonly number[]): number[] => p.map(Math.log)
const at = (loss: CodedLoss, s: readonly number[], t: readonly number[]): number => loss(log(s), log(t), 0, log(s))

describe('values that are known from the trainers', () => {
  it.each([
    [0, 1.7577796619],
    [0.1, 0.1463105134],
    [0.5, 0.3680642072],
    [0.9, 0.1463105134],
    [1, 1.7577796619],
  ])('TRL generalised JSD, its test’s pair, beta %d', (beta, value) => {
    expect(at(coded.trlJsd(beta), [0.1, 0.9], [0.9, 0.1])).toBeCloseTo(value, 9)
  })

  it('SDFT: forward KL over all words, over two with and without the tail', () => {
    expect(at(coded.sdftTopk(0, 100, false), [0.8, 0.2], [0.5, 0.5])).toBeCloseTo(0.2231436, 7)
    expect(at(coded.sdftTopk(0, 2, false), [0.5, 0.3, 0.2], [0.2, 0.6, 0.2])).toBeCloseTo(0.2907877, 7)
    expect(at(coded.sdftTopk(0, 2, true), [0.5, 0.3, 0.2], [0.2, 0.6, 0.2])).toBeCloseTo(0.2326302, 7)
  })

  it.each([
    [[0, 9, 8, 1, 0, 0], [1, 2], [0.7, 0.2], -0.0891603],
    [[8, 7, 0, 0, 9, 0], [4, 5], [0.6, 0.3], 2.3993797],
    [[9, 8, 7, 0, 0, 0], [3, 4], [0.5, 0.4], 7.7539768],
  ])('verl forward_kl_topk before its clamp, row of its test %#', (student, ids, probs, value) => {
    const rest = (1 - probs[0]! - probs[1]!) / 4
    const teacher = student.map((_, i) => Math.log(ids.includes(i) ? probs[ids.indexOf(i)]! : rest))
    expect(coded.verlTopk(ids)(student, teacher, 0, student)).toBeCloseTo(value, 6)
  })

  it('NeMo calculate_kl, clamped only where it is', () => {
    expect([0, -15, -30].map((t) => coded.kPenalty('k1', -1, t))).toEqual([-1, 14, 29])
    expect([0, -15, -30].map((t) => coded.kPenalty('k2', -1, t))).toEqual([0.5, 98, 420.5])
    expect(coded.kPenalty('k3', -1, 0)).toBeCloseTo(0.7182818, 7)
    expect(coded.kPenalty('k3', -1, -15)).toBe(10)
  })

  it('KDFlow and DistiLLM count beta for the student', () => {
    const [s, t] = [
      [0.6, 0.3, 0.1],
      [0.5, 0.4, 0.1],
    ] as const
    expect(at(coded.kdflowJsd(0.9), s, t)).toBeCloseTo(at(coded.trlJsd(0.1), s, t), 12)
    expect(at(coded.distillmJsd(0.9), s, t)).toBeCloseTo(at(coded.trlJsd(0.1), s, t), 12)
    expect(at(coded.trlJsd(0.5), s, t)).toBeCloseTo(0.0058595446, 9)
  })

  it('agree with the divergences of this house, each by its own road', () => {
    const student = [1.2, 0.3, -0.5, 0.9]
    const teacher = [0.2, 1.4, -0.9, 1.1]
    const ours = (id: string, params = {}) =>
      divergenceById(id).value({ studentLogits: student, teacherLogits: teacher }, { params })
    const theirs = (loss: CodedLoss) => loss(student, teacher, 0, student)
    expect(theirs(coded.kdflowSkl(0.1))).toBeCloseTo(ours('skew-forward-kl', { alpha: 0.1 }), 12)
    expect(theirs(coded.kdflowSrkl(0.1))).toBeCloseTo(ours('skew-reverse-kl', { alpha: 0.1 }), 12)
    expect(theirs(coded.kdflowTvd)).toBeCloseTo(ours('tvd'), 12)
    expect(theirs(coded.kdflowAkl(0.5))).toBeCloseTo(ours('akl', { mu: 0.5 }), 12)
    expect(theirs(coded.nemoKl('mixed', 4, 0.3))).toBeCloseTo(ours('jeffreys', { w: 0.3 }), 12)
  })
})

describe('the fidelity cards', () => {
  it('find the same loss and gradient wherever the table says that a divergence is expressed', () => {
    for (const recipe of RECIPES) {
      for (const trainer of TRAINERS) {
        const verdict = judgeExport(recipe, trainer)
        if (verdict.lacks.length > 0 || verdict.loses.some((lost) => /entry|temperature|top/.test(lost))) continue
        const same = verdict.matches.every(({ cell }) => cell === undefined || cell.fit !== 'near')
        for (const line of fidelityCard(recipe, verdict)) {
          if (same) expect(`${recipe.id} ${trainer.name}: ${line.verdict}`).toMatch(/the same/)
        }
      }
    }
  })

  it('show that reverse KL on the sampled token is the same gradient in expectation', () => {
    const verdict = chooseTrainer(recipeById('gkd'), 'slime', null)
    if (isRefusal(verdict)) throw new Error(verdict.message)
    expect(fidelityCard(recipeById('gkd'), verdict)).toMatchObject([{ verdict: 'the same gradient in expectation' }])
  })

  it('show that a top-k without the rest is another number', () => {
    const verdict = chooseTrainer(recipeById('gkd'), 'nemo-rl', 'distillation')
    if (isRefusal(verdict)) throw new Error(verdict.message)
    expect(fidelityCard(recipeById('gkd'), verdict)).toMatchObject([{ verdict: 'different' }])
  })
})

describe('the estimate', () => {
  it.each(PUBLISHED)('is within a tenth of what was published of $run', ({ parameters, tokens, perToken, flops }) => {
    expect((perToken * parameters * tokens) / flops).toBeGreaterThan(0.9)
    expect((perToken * parameters * tokens) / flops).toBeLessThan(1.1)
  })

  it('is within a fifth of the hours of Llama 3.1 405B', () => {
    const run = PUBLISHED.find(({ gpuHours }) => gpuHours !== null)!
    const hours = gpuHours(run.flops, 'H100')
    expect(hours / run.gpuHours!).toBeGreaterThan(0.8)
    expect(hours / run.gpuHours!).toBeLessThan(1.2)
    expect(GPUS.H100.flops).toBe(989e12)
  })

  it('reads sizes off hub ids', () => {
    expect(sizeOf('Qwen/Qwen3-1.7B')).toEqual({ total: 1.7e9, active: 1.7e9 })
    expect(sizeOf('Qwen/Qwen3-30B-A3B')).toEqual({ total: 30e9, active: 3e9 })
    expect(sizeOf('Qwen/Qwen2.5-0.5B-Instruct')).toEqual({ total: 0.5e9, active: 0.5e9 })
    expect(sizeOf('HuggingFaceTB/SmolLM2-135M')).toEqual({ total: 135e6, active: 135e6 })
    expect(sizeOf('my/model')).toBeNull()
  })
})
