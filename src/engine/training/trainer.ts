/** @file The engine's training calls: runs by id, the models that they start from, and the models that they become. */
import { parameterCount } from '../../network/config.ts'
import { EngineError, throwIfCancelled } from '../errors.ts'
import type { TrainingEngine } from '../requests.ts'
import type { Runtime } from '../runtime.ts'
import { checkRunSetup } from './check-setup.ts'
import { fromSafetensors, toSafetensors } from './network-files.ts'
import { createNetworks, type Network, type TrainableModel } from './networks.ts'
import { TrainingRun } from './run.ts'
import type { RunSetup, TrainedModel } from './types.ts'

/** What the trainer needs from the engine around it. */
export interface TrainerHost {
  /** The backend that the engine runs on; opens one when there is none. */
  runtime(): Promise<Runtime>
  /** @throws EngineError 'unknown-model', 'missing-file', 'unsupported-model', ... */
  trainable(model: string, signal?: AbortSignal): Promise<TrainableModel>
  /** Makes weights a model of the engine. */
  adopt(network: Network, weights: Float32Array, name: string): Promise<TrainedModel>
}

/** The training requests, and the end of all runs. */
export interface Trainer extends TrainingEngine {
  /** Frees every run; they live on one backend. */
  closeAll(): Promise<void>
}

/** Training on a host; nothing is opened before the first run. */
export function createTrainer(host: TrainerHost): Trainer {
  const runs = new Map<string, { readonly run: TrainingRun; readonly setup: RunSetup }>()
  const networks = new Map<Runtime, ReturnType<typeof createNetworks>>()
  let count = 0

  function entryOf(id: string) {
    const entry = runs.get(id)
    if (entry) return entry
    throw new EngineError('bad-request', `There is no run "${id}".`, 'Open it again: the backend may have changed.')
  }

  function networksOn(runtime: Runtime) {
    const known = networks.get(runtime) ?? createNetworks(runtime)
    networks.set(runtime, known)
    return known
  }

  async function open(setup: RunSetup, signal?: AbortSignal): Promise<TrainingRun> {
    const runtime = await host.runtime()
    const student = await host.trainable(setup.student, signal)
    const { teacher } = setup.recipe
    const named = teacher?.kind === 'larger' || teacher?.kind === 'text' ? teacher.model : undefined
    const larger = named ?? setup.teacher
    const { network, weights } = await host.trainable(larger, signal)
    if (network.vocabulary.fingerprint !== student.network.vocabulary.fingerprint) {
      throw new EngineError(
        'wrong-vocabulary',
        `"${setup.student}" and "${larger}" do not share a vocabulary, so one cannot teach the other.`,
        'Choose a teacher with the same tokenizer as the student.',
      )
    }
    throwIfCancelled(signal)
    return TrainingRun.open({
      setup,
      runtime,
      networks: networksOn(runtime),
      student: student.network,
      studentWeights: student.weights,
      teacher: network,
      teacherWeights: weights,
    })
  }

  return {
    async openRun(setup, { signal } = {}) {
      checkRunSetup(setup)
      const start = performance.now()
      const run = await open(setup, signal)
      count += 1
      const id = `run-${count}`
      runs.set(id, { run, setup })
      return {
        run: id,
        parameters: parameterCount(run.network.config),
        teacherParameters: run.teacherParameters,
        buildMs: run.buildMs,
        openMs: performance.now() - start - run.buildMs,
      }
    },
    async stepRun(id, { signal } = {}) {
      return entryOf(id).run.step(signal)
    },
    async evaluateRun(id, extent, { signal } = {}) {
      return entryOf(id).run.evaluate(extent, signal)
    },
    async checkpointsOf(id) {
      return entryOf(id).run.checkpoints
    },
    async rewindRun(id, step) {
      await entryOf(id).run.rewind(step)
    },
    async saveRun(id) {
      const { run, setup } = entryOf(id)
      const { recipe, student, seed } = setup
      const metadata = { format: 'pt', recipe: recipe.id, start: student, seed: String(seed) }
      return toSafetensors(run.network.config, await run.weights(), metadata)
    },
    async adoptRun(id, name) {
      const { run } = entryOf(id)
      return host.adopt(run.network, await run.weights(), name)
    },
    async adoptFile(bytes, name, like) {
      const { network } = await host.trainable(like)
      return host.adopt(network, fromSafetensors(bytes, network.config, name), name)
    },
    async closeRun(id) {
      const { run } = entryOf(id)
      runs.delete(id)
      await run.close()
    },
    async closeAll() {
      for (const { run } of runs.values()) await run.close()
      runs.clear()
      for (const open of networks.values()) await open.close()
      networks.clear()
    },
  }
}
