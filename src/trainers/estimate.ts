/**
 * @file What an exported run will cost, before it starts: tokens, floating point operations, memory and hours. An estimate, by the cost
 * model of `src/methods/cost.ts` (2 operations for each parameter and token forward, 4 more backward), held to published runs by a test.
 */
import { costOf, type RunShape } from '../methods/cost.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { Job } from './trainer.ts'

/** Peak of dense bfloat16, operations a second; bytes of memory. From the vendors' data sheets. */
export const GPUS = {
  A100: { flops: 312e12, bytes: 80e9 },
  H100: { flops: 989e12, bytes: 80e9 },
  H200: { flops: 989e12, bytes: 141e9 },
  B200: { flops: 2250e12, bytes: 180e9 },
} as const
export type GpuKind = keyof typeof GPUS
export const GPU_KINDS = Object.keys(GPUS) as readonly GpuKind[]

/** Shares of the peak: training and scoring read many tokens at once, sampling one after the other. */
export const UTILISATION = { training: 0.4, sampling: 0.1 } as const
/** bfloat16 weights and gradients, float32 copy and two moments of Adam (ZeRO, arXiv:1910.02054, section 3.1). */
export const TRAINING_BYTES = 16
const WEIGHT_BYTES = 2
/** Entries of the vocabulary of Qwen3, which the sizes are usually of. */
const VOCABULARY = 151_936

export interface ModelSize {
  readonly total: number
  /** Parameters that one token uses: fewer than all in a mixture of experts. */
  readonly active: number
}

/** Parameters by a hub id such as Qwen/Qwen3-30B-A3B; null where the id does not say. */
export function sizeOf(id: string): ModelSize | null {
  const billions = [...id.matchAll(/(?<![\w.])(A?)(\d+(?:\.\d+)?)([BM])(?![a-z\d])/gi)]
  const read = (match: RegExpMatchArray | undefined): number | null =>
    match ? Number(match[2]) * (match[3]?.toUpperCase() === 'B' ? 1e9 : 1e6) : null
  const total = read(billions.find(([, active]) => active === ''))
  if (total === null) return null
  return { total, active: read(billions.find(([, active]) => active !== '')) ?? total }
}

export interface Estimate {
  readonly tokensWritten: number
  readonly tokensScored: number
  readonly tokensTrained: number
  readonly flops: number
  /** Of all GPUs together. */
  readonly bytes: number
  readonly hours: Readonly<Record<GpuKind, number>>
}

const MEAN_SHARE = 0.5
const CONTEXT_TOKENS = 200

/** Hours of one GPU for so many operations. */
export const gpuHours = (flops: number, gpu: GpuKind, share: number = UTILISATION.training): number =>
  flops / (GPUS[gpu].flops * share) / 3600

/** The shape of the run that is estimated: texts of half the limit, prompts of half theirs. */
function shapeOf(job: Job, student: ModelSize, teacher: ModelSize): RunShape {
  return {
    student: student.active,
    teacher: teacher.active,
    rolloutsPerStep: job.problems * job.each,
    steps: job.steps,
    meanPromptTokens: MEAN_SHARE * job.maxPromptTokens,
    meanTextTokens: MEAN_SHARE * job.maxTokens,
    contextTokens: CONTEXT_TOKENS,
  }
}

/** null where a hub id does not name its size. */
export function estimate(recipe: Recipe, job: Job): Estimate | null {
  const [student, teacher] = [sizeOf(job.student), sizeOf(job.teacher)]
  if (!student || !teacher) return null
  const cost = costOf(recipe, shapeOf(job, student, teacher))
  const written = cost.studentTokensSampled + cost.teacherTokensSampled
  const sampling = 2 * (cost.studentTokensSampled * student.active + cost.teacherTokensSampled * teacher.active)
  const ownTeacher = recipe.teacher?.kind === 'larger' ? teacher.total : student.total
  const logits = 3 * 4 * VOCABULARY * (job.maxPromptTokens + job.maxTokens) * job.gpus
  return {
    tokensWritten: written,
    tokensScored: cost.teacherTokensScored,
    tokensTrained: cost.studentTokensTrained,
    flops: cost.flops,
    bytes: (TRAINING_BYTES + WEIGHT_BYTES) * student.total + WEIGHT_BYTES * ownTeacher + logits,
    hours: Object.fromEntries(
      GPU_KINDS.map((gpu) => [
        gpu,
        (gpuHours(cost.flops - sampling, gpu) + gpuHours(sampling, gpu, UTILISATION.sampling)) / job.gpus,
      ]),
    ) as Record<GpuKind, number>,
  }
}

/** Runs whose numbers were published, to which the formulas are held (`coded.test.ts`). */
export const PUBLISHED = [
  {
    run: 'GPT-3 175B',
    source: 'arXiv:2005.14165, table D.1',
    parameters: 175e9,
    tokens: 300e9,
    flops: 3.14e23,
    perToken: 6,
    gpuHours: null,
  },
  {
    run: 'Llama 3.1 405B',
    source: 'arXiv:2407.21783, section 3.2, and the model card (30.84 million hours of H100)',
    parameters: 405e9,
    tokens: 15.6e12,
    flops: 3.8e25,
    perToken: 6,
    gpuHours: 30.84e6,
  },
  {
    run: 'Chinchilla 70B',
    source: 'arXiv:2203.15556, tables 1 and A9',
    parameters: 70e9,
    tokens: 1.4e12,
    flops: 5.76e23,
    perToken: 6,
    gpuHours: null,
  },
] as const
