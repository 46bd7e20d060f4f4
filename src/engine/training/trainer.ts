/** @file The engine's training calls: runs by id, the models that they start from, and the models that they become. */

import { message } from '../../message/message.ts'
import { parameterCount, trainedCount } from '../../network/config.ts'
import { EngineError, throwIfCancelled } from '../errors.ts'
import { checkTraining } from '../outside/memory.ts'
import type { TrainingEngine } from '../requests.ts'
import type { Runtime } from '../runtime.ts'
import type { ModelInfo } from '../types.ts'
import { adapted, merged } from './adapted.ts'
import { adapterFile } from './adapter-files.ts'
import { checkRunSetup } from './check-setup.ts'
import { fromSafetensors, toSafetensors } from './network-files.ts'
import { createNetworks, type Network, type TrainableModel } from './networks.ts'
import { TrainingRun } from './run.ts'
import { namedModels } from './run-context.ts'
import { vectorOf } from './run-snapshot.ts'
import type { KeptModel, RunInfo, RunSetup, RunSnapshot, TrainedModel } from './types.ts'

/** What the trainer needs from the engine around it. */
export interface TrainerHost {
  /** The backend that the engine runs on; opens one when there is none. */
  runtime(): Promise<Runtime>
  /** @throws EngineError 'unknown-model', 'missing-file', 'unsupported-model', ... */
  trainable(model: string, signal?: AbortSignal): Promise<TrainableModel>
  /** Those of the manifest and those that were made here. */
  models(): Promise<readonly ModelInfo[]>
  /** Makes weights a model of the engine. */
  adopt(network: Network, weights: Float32Array, name: string): Promise<TrainedModel>
}

/** The training requests, and the end of all runs. */
export interface Trainer extends TrainingEngine {
  /** Frees every run; they live on one backend. */
  closeAll(): Promise<void>
}

/** A run, and what it was opened with. */
interface Opened {
  readonly run: TrainingRun
  readonly setup: RunSetup
  readonly made: Pick<RunSnapshot, 'student' | 'teacher'>
  readonly teacherWeights: Float32Array
}

/** The larger model of a run. */
function largerOf({ recipe: { teacher }, teacher: chosen }: RunSetup): string {
  const named = teacher?.kind === 'larger' || teacher?.kind === 'text' ? teacher.model : undefined
  return named ?? chosen
}

/** @throws EngineError 'wrong-vocabulary' */
function checkVocabulary(setup: RunSetup, student: Network, model: string, network: Network): void {
  if (network.vocabulary.fingerprint === student.vocabulary.fingerprint) return
  throw new EngineError(
    'wrong-vocabulary',
    message('"{student}" and "{teacher}" do not share a vocabulary, so one cannot teach the other.', {
      student: setup.student,
      teacher: model,
    }),
    'Choose a teacher with the same tokenizer as the student.',
  )
}

function same(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

/** Training on a host; nothing is opened before the first run. */
export function createTrainer(host: TrainerHost): Trainer {
  const runs = new Map<string, Opened>()
  const networks = new Map<Runtime, ReturnType<typeof createNetworks>>()
  let count = 0

  function entryOf(id: string) {
    const entry = runs.get(id)
    if (entry) return entry
    throw new EngineError(
      'bad-request',
      message('There is no run "{id}".', { id }),
      'Open it again: the backend may have changed.',
    )
  }

  function networksOn(runtime: Runtime) {
    const known = networks.get(runtime) ?? createNetworks(runtime)
    networks.set(runtime, known)
    return known
  }

  async function open(setup: RunSetup, signal?: AbortSignal, from?: RunSnapshot): Promise<Opened> {
    const runtime = await host.runtime()
    const info = (await host.models()).find(({ id }) => id === setup.student)
    if (info) checkTraining(info, setup.lora !== undefined, runtime.backend)
    const start = await host.trainable(setup.student, signal)
    const student = setup.lora ? adapted(start, setup.lora, setup.seed) : start
    const larger = largerOf(setup)
    // The student with its first adapter, which adds nothing, is the student: its weights need not be held twice.
    const { network, weights } = larger === setup.student ? student : await host.trainable(larger, signal)
    checkVocabulary(setup, student.network, larger, network)
    const others = new Map<string, TrainableModel>()
    for (const model of namedModels(setup.recipe)) {
      const other = await host.trainable(model, signal)
      checkVocabulary(setup, student.network, model, other.network)
      others.set(model, other)
    }
    throwIfCancelled(signal)
    const parts = {
      setup,
      runtime,
      networks: networksOn(runtime),
      student: student.network,
      // Another version of the page may ship another student: a run goes on from its own start.
      studentWeights: from ? vectorOf(from, 'start', student.weights.length) : student.weights,
      teacher: network,
      teacherWeights: weights,
      others,
    }
    const run = await TrainingRun.open(parts, from)
    const made = {
      student: await madeHere(setup.student, student),
      teacher: await madeHere(larger, { network, weights }),
    }
    return { run, setup, made, teacherWeights: weights }
  }

  /** A model that stands in no manifest is known by the one that it was made from. */
  async function madeHere(model: string, { network }: TrainableModel): Promise<KeptModel | null> {
    if (network.id === model) return null
    const info = (await host.models()).find(({ id }) => id === model)
    return { base: network.id, name: info?.name ?? model }
  }

  /** The id under which this engine knows a model of the snapshot; those that were made elsewhere are made again. */
  async function modelHere(model: string, kept: KeptModel | null, from: RunSnapshot, vector: string): Promise<string> {
    if (!kept) return model
    const weights = vectorOf(from, vector)
    const known = (await host.models()).some(({ id }) => id === model)
    if (known && same((await host.trainable(model)).weights, weights)) return model
    const { network } = await host.trainable(kept.base)
    return (await host.adopt(network, weights, kept.name)).model
  }

  function enter(opened: Opened, start: number): RunInfo {
    count += 1
    const id = `run-${count}`
    runs.set(id, opened)
    const { run } = opened
    return {
      run: id,
      parameters: parameterCount(run.network.config),
      ...(run.network.config.lora && { trained: trainedCount(run.network.config) }),
      teacherParameters: run.teacherParameters,
      buildMs: run.buildMs,
      openMs: performance.now() - start - run.buildMs,
    }
  }

  return {
    async openRun(setup, { signal } = {}) {
      checkRunSetup(setup)
      const start = performance.now()
      return enter(await open(setup, signal), start)
    },
    async snapshotRun(id) {
      const { run, made, teacherWeights } = entryOf(id)
      const state = await run.snapshot()
      const teacher = made.teacher && { teacher: Float32Array.from(teacherWeights) }
      return { ...state, ...made, vectors: { ...state.vectors, ...teacher } }
    },
    async resumeRun(asked, from, { signal } = {}) {
      checkRunSetup(asked)
      const start = performance.now()
      const student = await modelHere(asked.student, from.student, from, 'start')
      // A recipe that names its own larger model names one of the manifest.
      const teacher = await modelHere(asked.teacher, from.teacher, from, 'teacher')
      const setup = { ...asked, student, teacher }
      return { info: enter(await open(setup, signal, from), start), setup }
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
      const whole = merged({ network: run.network, weights: await run.weights() })
      return toSafetensors(whole.network.config, whole.weights, metadata)
    },
    async saveAdapter(id) {
      const { run } = entryOf(id)
      if (run.network.config.lora) return adapterFile(run.network.config, await run.weights())
      throw new EngineError(
        'bad-request',
        message('The run "{id}" has no adapter.', { id }),
        'Open it with one, or save its weights.',
      )
    },
    async adoptRun(id, name) {
      const { run } = entryOf(id)
      const whole = merged({ network: run.network, weights: await run.weights() })
      return host.adopt(whole.network, whole.weights, name)
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
