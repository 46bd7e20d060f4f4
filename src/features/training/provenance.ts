/** @file Receipts of a training run's measurements: the numbers of its table. */
import type { Evaluation, Proportion } from '../../engine/training/types.ts'
import { mark } from '../../i18n/words.ts'
import type { MadeNumber, TrainingNumber } from '../../store/provenance/provenance.ts'
import type { LearningRun } from './state.ts'

/** The table's columns. */
export const MEASURED = ['greedy', 'sampled', 'reverseKl', 'forwardKl', 'tvd', 'length', 'loss'] as const
export type MeasuredColumn = (typeof MEASURED)[number]

const RIGHT = '\\frac1n \\sum_{i=1}^n \\left[\\, \\text{verify}(y^{(i)}) = \\text{right} \\,\\right]'
const over = (of: string): string => `\\frac1N \\sum_t ${of}, \\quad y \\sim p_{\\theta_0}`
const KL = (p: string, q: string): string => `\\sum_v ${p}(v) \\log \\frac{${p}(v)}{${q}(v)}`

/** The temperature of the texts that a column is about, where it is not the run's: see the engine's evaluation. */
const WRITTEN_AT: Partial<Readonly<Record<MeasuredColumn, number>>> = {
  ...{ greedy: 0, length: 0 },
  ...{ reverseKl: 1, forwardKl: 1, tvd: 1 },
}

/** The receipt of one column at one measurement, or null where nothing was measured: the loss before the first step. */
export function measurementReceipt(run: LearningRun, step: number, column: MeasuredColumn): TrainingNumber | null {
  const evaluation = run.evaluations.find((each) => each.step === step)
  const number = evaluation && numberOf(run, evaluation, column)
  if (!number) return null
  const { recipe, heldOut, learningRate, rolloutsPerStep } = run.setup
  const temperature = WRITTEN_AT[column] ?? run.setup.temperature
  const made = {
    [mark('recipe')]: recipe.id,
    [mark('step')]: step,
    ...number.made,
    ...(recipe.teacher && { [mark('teacher’s weights')]: recipe.teacher.kind }),
    [mark('learning rate')]: learningRate,
    [mark('rollouts per step')]: rolloutsPerStep,
    [mark('held-out problems')]: `${heldOut.firstSeed} – ${heldOut.firstSeed + heldOut.problems - 1}`,
  }
  return { quantity: 'trained', token: null, run: run.id, setup: run.setup, temperature, ...number, made }
}

function numberOf(run: LearningRun, evaluation: Evaluation, column: MeasuredColumn): MadeNumber | null {
  const { greedy, sampled, reverseKl, forwardKl, tvd, acceptance, length, step } = evaluation
  switch (column) {
    case 'greedy':
      return { name: mark('Share of held-out problems solved, greedy'), ...shareOf(greedy, `${RIGHT}, \\quad T = 0`) }
    case 'sampled':
      return { name: mark('Share of held-out problems solved, sampled'), ...shareOf(sampled, RIGHT) }
    case 'reverseKl':
      return {
        ...{ name: mark('Mean reverse KL on the held-out texts'), value: reverseKl, unit: 'nats', made: {} },
        formula: over(KL('p_\\theta', 'p_T')),
      }
    case 'forwardKl':
      return {
        ...{ name: mark('Mean forward KL on the held-out texts'), value: forwardKl, unit: 'nats', made: {} },
        formula: over(KL('p_T', 'p_\\theta')),
      }
    case 'tvd':
      return {
        ...{ name: mark('Mean total variation on the held-out texts'), value: tvd, unit: null },
        formula: over('\\tfrac12 \\sum_v |p_T(v) - p_\\theta(v)|'),
        made: { [mark('acceptance rate, 1 − TV')]: acceptance },
      }
    case 'length':
      return {
        ...{ name: mark('Mean length of the greedy texts, tokens'), value: length, unit: null },
        formula: '\\frac1n \\sum_{i=1}^n |y^{(i)}|, \\quad T = 0',
        made: { n: greedy.n },
      }
    case 'loss':
      return lossOf(run, step)
  }
}

function lossOf({ reports }: LearningRun, step: number): MadeNumber | null {
  const report = reports.find((each) => each.step === step)
  if (!report) return null
  const { loss, terms, phase, texts, rows } = report
  return {
    ...{ name: mark('Loss of a step'), value: loss, unit: 'nats', formula: '\\mathcal{L} = \\sum_k \\ell_k' },
    made: { ...(phase && { [mark('phase')]: phase }), [mark('texts')]: texts, [mark('rows')]: rows },
    lists: { [mark('terms of the loss')]: terms },
  }
}

function shareOf({ share, interval, n }: Proportion, formula: string): Omit<MadeNumber, 'name'> {
  const [low, high] = interval
  return {
    ...{ value: share, unit: null, formula },
    made: {
      ...{ n, [mark('right')]: Math.round(share * n) },
      ...{ [mark('95 % interval from')]: low, [mark('95 % interval to')]: high },
    },
  }
}
