/**
 * @file The engine: one backend at a time, models loaded once each, requests checked and answered. Everything that
 * differs between Node and a browser's worker comes in from outside.
 */

import { message } from '../message/message.ts'
import { waitFor } from './abort.ts'
import { BackendHost } from './backend-host.ts'
import { checkDivergences, checkDrawRequest, checkNextStepRequest, checkSampleRequest } from './check-requests.ts'
import { compareBackends } from './compare-backends.ts'
import { EngineError } from './errors.ts'
import { drawAtPosition, drawRollouts } from './estimator-draws.ts'
import type { FileSource } from './files.ts'
import { inspectRollout } from './inspect.ts'
import { lazy } from './lazy.ts'
import type { LoadedModel } from './loader.ts'
import type { Precision } from './manifest.ts'
import { ModelLibrary } from './model-library.ts'
import { createMutex } from './mutex.ts'
import type { ModelFolder } from './outside/folder.ts'
import { checkProbe } from './outside/memory.ts'
import { createPassCache } from './pass-cache.ts'
import { renderOwn } from './prompts.ts'
import { ask, type CallOptions, type Engine, type TrainingEngine, trainingRequests } from './requests.ts'
import {
  type GivenText,
  orStopped,
  rolloutOfText,
  type SampleManyOptions,
  sampleRollouts,
  stoppedRollouts,
} from './rollouts.ts'
import type { Hardware, Runtime } from './runtime.ts'
import { scoreRollouts } from './scoring.ts'
import type { Rollout, SampleRequest, ScoredRollout, ScoreRequest } from './types.ts'

export interface LocalEngineOptions {
  readonly hardware: Hardware
  readonly files: FileSource
  /** Which weights to load where a model has both. Default fp32, on every backend, so that their log-probs agree. */
  readonly precision?: Precision
  /** Models in folders of their own, by the ids under which they stand beside those of the manifest. */
  readonly folders?: ReadonlyMap<string, ModelFolder>
  /** LoRA adapters for some of them, by the models' ids. */
  readonly adapters?: ReadonlyMap<string, ModelFolder>
}

type Stoppable = Pick<CallOptions, 'signal'>

/** The engine in its own realm, with batched calls that the worker's client does not need. */
export interface LocalEngine extends Engine {
  /** Many requests for one model as one batch. @returns one list a request */
  sampleMany(requests: readonly SampleRequest[], options?: SampleManyOptions): Promise<readonly (readonly Rollout[])[]>
  /**
   * A text that nobody sampled as a rollout, for scoring: its tokens' own log-probs are not known yet (NaN).
   * @throws EngineError 'bad-request' for a text without tokens
   */
  rolloutOf(request: SampleRequest, given: GivenText, options?: Stoppable): Promise<Rollout>
  /** Many rollouts of one student scored by one teacher, in batches. */
  scoreMany(requests: readonly ScoreRequest[], options?: Stoppable): Promise<readonly ScoredRollout[]>
}

/** Student and teacher of a request, on the open backend. */
interface ModelPair {
  readonly student: LoadedModel
  readonly teacher: LoadedModel
  readonly runtime: Runtime
}

/**
 * An engine on the given hardware and files. Nothing is opened before the first call, and training's code is fetched by
 * the first training call: whoever only reads along never waits for it.
 */
export function createEngine({
  hardware,
  files,
  precision = 'fp32',
  folders,
  adapters,
}: LocalEngineOptions): LocalEngine {
  const library = new ModelLibrary(files, precision)
  for (const [id, folder] of folders ?? []) library.add(id, folder, adapters?.get(id) ?? null)
  const passes = createPassCache()
  const comparing = createMutex()
  const nextSteps = lazy(async () => (await import('./step-predictor.ts')).createStepPredictor())
  const trainer = lazy(async () =>
    (await import('./training/trainer.ts')).createTrainer({
      runtime: async () => (await host.opened()).runtime,
      trainable: (model, signal) => library.trainable(model, signal),
      models: () => library.list(),
      adopt: (network, weights, name) => library.adopt(network, weights, name),
    }),
  )
  const host: BackendHost = new BackendHost(hardware, library, async () => {
    passes.forget()
    await (await trainer.known())?.closeAll()
    await (await nextSteps.known())?.close()
  })

  async function pairOf(studentId: string, teacherId: string, options: Stoppable = {}): Promise<ModelPair> {
    const student = await host.load(studentId, options)
    const teacher = await host.load(teacherId, options)
    return { student: student.model, teacher: teacher.model, runtime: student.host.runtime }
  }

  async function sampleMany(requests: readonly SampleRequest[], options: SampleManyOptions = {}) {
    const id = onlyOne(requests.map((request) => request.model))
    if (id === null) return []
    requests.forEach(checkSampleRequest)
    return orStopped(
      async () => {
        const { model, host: on } = await host.load(id, { signal: options.signal })
        return sampleRollouts(model, on.info.backend, requests, options)
      },
      () => stoppedRollouts(requests, host.backend),
    )
  }

  async function scoreMany(requests: readonly ScoreRequest[], options: Stoppable = {}) {
    const studentId = onlyOne(requests.map((request) => request.rollout.student))
    const teacherId = onlyOne(requests.map((request) => request.teacher))
    if (studentId === null || teacherId === null) return []
    for (const { divergences } of requests) checkDivergences(divergences)
    const { student, teacher, runtime } = await pairOf(studentId, teacherId, options)
    return scoreRollouts(student, teacher, runtime.backend, requests, { ...options, cache: passes })
  }

  const unload = (id: string): Promise<void> => host.unload(id, (model) => passes.forget(model))

  return {
    ...trainingRequests(async (name, args, options) =>
      ask<keyof TrainingEngine, typeof name>(await trainer.get(), name, args, options),
    ),
    models: () => library.list(),
    async start(backend, { signal, onProgress } = {}) {
      await library.list()
      return (await waitFor(host.start(backend, onProgress), signal)).info
    },
    async load(id, options = {}) {
      const { info } = (await host.load(id, options)).model
      options.onProgress?.({ model: id, phase: 'ready', loaded: info.bytes, total: info.bytes })
      return info
    },
    async sample(request, { signal, onEvent } = {}) {
      const [rollouts] = await sampleMany([request], { signal, onEvent: onEvent && ((_, event) => onEvent(event)) })
      return rollouts!
    },
    async score(request, options) {
      const [scored] = await scoreMany([request], options)
      return scored!
    },
    async draw(request, options = {}) {
      checkDrawRequest(request)
      const id = request.scope === 'position' ? request.rollout.student : request.student
      const { student, teacher, runtime } = await pairOf(id, request.teacher, options)
      return request.scope === 'position'
        ? drawAtPosition(student, teacher, request, { ...options, cache: passes })
        : drawRollouts(student, teacher, runtime.backend, request, options.signal)
    },
    async inspect(request, options = {}) {
      checkDivergences([request.divergence])
      const { student, teacher } = await pairOf(request.rollout.student, request.teacher, options)
      return inspectRollout(student, teacher, request, { ...options, cache: passes })
    },
    async predictStep(request, options = {}) {
      checkNextStepRequest(request)
      const pair = await pairOf(request.rollout.student, request.teacher, options)
      checkProbe(pair.student.info)
      const models = { ...pair, trainable: (id: string, signal?: AbortSignal) => library.trainable(id, signal) }
      return (await nextSteps.get()).predict(models, request, { ...options, cache: passes })
    },
    async compareBackends(request, options = {}) {
      const { student, teacher, runtime } = await pairOf(request.rollout.student, request.teacher, options)
      const sides = {
        hardware,
        backend: runtime.backend,
        student,
        teacher,
        filesOf: (id: string, signal?: AbortSignal) => library.filesOf(id, { signal }),
      }
      // A backend that compiles cannot be stopped: it is left to end by itself, and to clean up after itself.
      const work = comparing.run(() => compareBackends(sides, request, { ...options, cache: passes }))
      return waitFor(work, options.signal)
    },
    sampleMany,
    scoreMany,
    async rolloutOf(request, given, options = {}) {
      const { model, host: on } = await host.load(request.model, options)
      return rolloutOfText(model, on.info.backend, request, given)
    },
    unload,
    bring(folder, { signal } = {}) {
      const backend = host.opened().then(({ info }) => info.backend)
      // Should the folder not be readable, nobody asks for the backend.
      backend.catch(() => undefined)
      return waitFor(library.bring(folder, backend), signal)
    },
    async render(id, prompt, options = {}) {
      const { vocabulary, shape } = await library.filesOf(id, options)
      return renderOwn({ vocabulary, shape }, prompt)
    },
    async dismiss(id) {
      library.dismiss(id)
      await unload(id)
    },
    dispose: () => host.close(),
  }
}

/** The one value of a list, or null for an empty list. @throws EngineError 'bad-request' when there are several */
function onlyOne(values: readonly string[]): string | null {
  const [first = null, second] = new Set(values)
  if (first === null || second === undefined) return first
  throw new EngineError(
    'bad-request',
    message('One batch names both "{first}" and "{second}".', { first, second }),
    'Send one batch a model.',
  )
}
