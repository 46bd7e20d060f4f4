/**
 * @file How far two backends of this device disagree: the same models read the same rollout on both, and every log-prob of
 * the vocabulary is compared. The second backend is opened for this alone and given back.
 */
import { logSoftmax } from './distribution.ts'
import { throwIfCancelled } from './errors.ts'
import { type LoadedModel, type ModelFiles, openModel } from './loader.ts'
import type { Hardware } from './runtime.ts'
import { readRollouts, type ScoringOptions } from './scoring.ts'
import { selectBackend } from './select-backend.ts'
import type { Backend, BackendDifference, BackendDifferenceRequest } from './types.ts'

/** The models on the engine's own backend, and where the other backend's come from. */
export interface ComparedModels {
  readonly hardware: Hardware
  readonly backend: Backend
  readonly student: LoadedModel
  readonly teacher: LoadedModel
  /** A model's files, for the other backend's sessions. */
  filesOf(model: string, signal?: AbortSignal): Promise<ModelFiles>
}

/** Logits of both models before one token, length V. */
interface LogitPair {
  readonly student: Float32Array
  readonly teacher: Float32Array
}

/**
 * Reads a rollout on both backends.
 * @throws EngineError 'backend-unavailable' where the other backend is missing, else as `scoreRollouts`
 */
export async function compareBackends(
  host: ComparedModels,
  request: BackendDifferenceRequest,
  options: ScoringOptions,
): Promise<BackendDifference> {
  const { hardware, backend, student, teacher } = host
  const { against } = request
  const { signal } = options
  const own = await read(student, teacher, request, options)
  throwIfCancelled(signal)
  const { runtime } = await selectBackend(hardware, against, async () => async () => null)
  const opened: LoadedModel[] = []
  const open = async (id: string): Promise<LoadedModel> => {
    const model = await openModel(await host.filesOf(id, signal), runtime, { signal })
    opened.push(model)
    return model
  }
  try {
    const otherStudent = await open(student.info.id)
    const otherTeacher = teacher === student ? otherStudent : await open(teacher.info.id)
    const other = await read(otherStudent, otherTeacher, request, { signal })
    const differences = (of: keyof LogitPair) => own.map((reading, i) => largestDifference(reading[of], other[i]![of]))
    return {
      backends: [backend, against],
      student: differences('student'),
      teacher: differences('teacher'),
      vocabulary: student.session.shape.vocabulary,
      software: await isSoftware(hardware),
    }
  } finally {
    for (const { session } of opened) await session.close()
    await runtime.dispose()
  }
}

async function read(
  student: LoadedModel,
  teacher: LoadedModel,
  request: BackendDifferenceRequest,
  options: ScoringOptions,
): Promise<readonly LogitPair[]> {
  const copies = (positions: readonly LogitPair[]) =>
    positions.map((position) => ({ student: position.student.slice(), teacher: position.teacher.slice() }))
  const [tokens] = await readRollouts(student, teacher, [request], copies, options)
  return tokens!
}

/** Largest |difference| of the log-probs, nats; Infinity where one is a number and the other is not. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [left, right] = [logSoftmax(a), logSoftmax(b)]
  let largest = 0
  for (const [i, logp] of left.entries()) {
    const other = right[i] ?? Number.NaN
    const difference = logp === other ? 0 : Math.abs(logp - other)
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
  }
  return largest
}

async function isSoftware({ backends }: Hardware): Promise<boolean> {
  const graphics = backends.find(({ backend }) => backend === 'webgpu')
  return (await graphics?.probe())?.software ?? false
}
