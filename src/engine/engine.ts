/**
 * @file The engine: one runtime at a time, models loaded once each, requests checked and answered. Everything that
 * differs between Node and a browser's worker comes in from outside.
 */
import { waitFor } from './abort.ts'
import { checkDivergences, checkDrawRequest, checkGhostRequest, checkSampleRequest } from './check-requests.ts'
import { compareBackends } from './compare-backends.ts'
import { drawAtPosition, drawRollouts } from './draws.ts'
import { EngineError, throwIfCancelled } from './errors.ts'
import { type FileSource, parseJson } from './files.ts'
import { inspectRollout } from './inspect.ts'
import { late } from './late.ts'
import { type LoadedModel, type LoadOptions, type ModelFiles, openModel, readModel } from './loader.ts'
import { findModel, MANIFEST_PATH, type Manifest, modelInfo, type Precision, validateManifest } from './manifest.ts'
import { createMutex, type Mutex } from './mutex.ts'
import { createPassCache } from './pass-cache.ts'
import type { Engine } from './requests.ts'
import { orStopped, type SampleManyOptions, sampleRollouts, stoppedRollouts } from './rollouts.ts'
import type { Hardware, Runtime } from './runtime.ts'
import { scoreRollouts } from './scoring.ts'
import { selectBackend, TRIAL_LIMIT_MS, type Trial } from './select-backend.ts'
import { createLateTrainer } from './training/late-trainer.ts'
import type { TrainableModel } from './training/trainer.ts'
import { measure, withTimeLimit } from './trial.ts'
import type { Backend, EngineInfo, Rollout, SampleRequest, ScoredRollout, ScoreRequest } from './types.ts'

export interface EngineOptions {
  readonly hardware: Hardware
  readonly files: FileSource
  /** Which weights to load where a model has both. Default fp32, on every backend, so that their log-probs agree. */
  readonly precision?: Precision
}

/** The engine in its own realm, with batched calls that the worker's client does not need. */
export interface LocalEngine extends Engine {
  /** Many requests for one model as one batch. @returns one list a request */
  sampleMany(requests: readonly SampleRequest[], options?: SampleManyOptions): Promise<readonly (readonly Rollout[])[]>
  /** Many rollouts of one student scored by one teacher, in batches. */
  scoreMany(
    requests: readonly ScoreRequest[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly ScoredRollout[]>
}

/** A model that was made here: its files in memory, and what training starts from. */
interface Adopted extends TrainableModel {
  readonly files: ModelFiles
}

interface Slot {
  readonly lock: Mutex
  model: LoadedModel | null
}

interface Active {
  readonly wanted: Backend | 'auto'
  readonly runtime: Runtime
  readonly info: EngineInfo
  readonly slots: Map<string, Slot>
}

/** An engine on the given hardware and files. Nothing is opened before the first call. */
export function createEngine({ hardware, files, precision = 'fp32' }: EngineOptions): LocalEngine {
  const lifecycle = createMutex()
  let manifest: Promise<Manifest> | null = null
  let active: Active | null = null
  const adopted = new Map<string, Adopted>()
  const comparing = createMutex()
  const passes = createPassCache()
  const ghosts = late(async () => (await import('./ghost.ts')).createGhosts())
  const trainer = createLateTrainer({
    runtime: async () => (await opened()).runtime,
    trainable,
    async adopt(network, weights, name) {
      const { filesOf } = await import('./training/trainable.ts')
      const model = `trained-${adopted.size + 1}`
      adopted.set(model, { network, weights, files: filesOf(network, weights, model, name) })
      return { model, name }
    },
  })

  async function trainable(id: string, signal?: AbortSignal): Promise<TrainableModel> {
    const known = adopted.get(id)
    if (known) return known
    const entry = findModel(await readManifest(), id)
    const { readTrainable } = await import('./training/trainable.ts')
    return readTrainable(await readModel(files, entry, precision, { signal }))
  }

  function readManifest(): Promise<Manifest> {
    if (manifest) return manifest
    const reading = files.read(MANIFEST_PATH).then((bytes) => validateManifest(parseJson(bytes, MANIFEST_PATH)))
    manifest = reading
    // A failure is forgotten, so that the next call tries again.
    reading.catch(() => {
      manifest = null
    })
    return reading
  }

  /** Reads the smallest student, which the trial then runs on each backend. */
  async function prepareTrial(onProgress: LoadOptions['onProgress']): Promise<Trial> {
    const { models } = await readManifest()
    const students = models.filter(({ role }) => role === 'student').sort((a, b) => a.parameters - b.parameters)
    const smallest = students[0]
    if (!smallest) return async () => null
    const read = await readModel(files, smallest, precision, { onProgress })
    return (runtime) => {
      const run = openModel(read, runtime).then(({ session }) => measure(session).finally(() => session.close()))
      return runtime.backend === 'webgpu' ? withTimeLimit(run, TRIAL_LIMIT_MS, 'The trial on WebGPU') : run
    }
  }

  /** Runs inside `lifecycle`. */
  async function open(wanted: Backend | 'auto', onProgress?: LoadOptions['onProgress']): Promise<Active> {
    if (active?.wanted === wanted) return active
    await close()
    const { runtime, info } = await selectBackend(hardware, wanted, () => prepareTrial(onProgress))
    active = { wanted, runtime, info, slots: new Map() }
    return active
  }

  /** Runs inside `lifecycle`. */
  async function close(): Promise<void> {
    const old = active
    active = null
    passes.forget()
    await trainer.closeAll()
    await (await ghosts.known())?.close()
    if (!old) return
    for (const { model } of old.slots.values()) await model?.session.close()
    await old.runtime.dispose()
  }

  const opened = (): Promise<Active> => lifecycle.run(() => active ?? open('auto'))

  async function loaded(id: string, options: LoadOptions = {}): Promise<{ model: LoadedModel; host: Active }> {
    throwIfCancelled(options.signal)
    const made = adopted.get(id)
    const entry = made ? null : findModel(await readManifest(), id)
    const host = await waitFor(opened(), options.signal)
    const slot = host.slots.get(id) ?? { lock: createMutex(), model: null }
    host.slots.set(id, slot)
    const task = slot.lock.run(async () => {
      throwIfCancelled(options.signal)
      if (slot.model) return slot.model
      const read = entry ? await readModel(files, entry, precision, options) : made!.files
      const model = await openModel(read, host.runtime, options)
      if (active !== host) {
        await model.session.close()
        throw new EngineError(
          'session-failed',
          'The backend was changed while the model was loading.',
          'Load it again.',
        )
      }
      slot.model = model
      return model
    })
    return { model: await waitFor(task, options.signal), host }
  }

  async function sampleMany(requests: readonly SampleRequest[], options: SampleManyOptions = {}) {
    const id = onlyOne(requests.map((request) => request.model))
    if (id === null) return []
    requests.forEach(checkSampleRequest)
    const stopped = () => stoppedRollouts(requests, active?.info.backend ?? hardware.backends[0]!.backend)
    return orStopped(async () => {
      const { model, host } = await loaded(id, { signal: options.signal })
      return sampleRollouts(model, host.info.backend, requests, options)
    }, stopped)
  }

  async function scoreMany(requests: readonly ScoreRequest[], options: { readonly signal?: AbortSignal } = {}) {
    const studentId = onlyOne(requests.map((request) => request.rollout.student))
    const teacherId = onlyOne(requests.map((request) => request.teacher))
    if (studentId === null || teacherId === null) return []
    for (const { divergences } of requests) checkDivergences(divergences)
    const student = await loaded(studentId, options)
    const teacher = await loaded(teacherId, options)
    return scoreRollouts(student.model, teacher.model, teacher.host.info.backend, requests, {
      ...options,
      cache: passes,
    })
  }

  const { closeAll: _, ...training } = trainer
  return {
    ...training,
    async models() {
      const { models } = await readManifest()
      return [
        ...models.map((model) => modelInfo(model, precision)),
        ...[...adopted.values()].map(({ files }) => files.info),
      ]
    },
    async start({ backend, onProgress }) {
      await readManifest()
      return (await lifecycle.run(() => open(backend, onProgress))).info
    },
    async load(id, options = {}) {
      const { model } = await loaded(id, options)
      options.onProgress?.({ model: id, phase: 'ready', loaded: model.info.bytes, total: model.info.bytes })
      return model.info
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
      const student = await loaded(id, options)
      const teacher = await loaded(request.teacher, options)
      return request.scope === 'position'
        ? drawAtPosition(student.model, teacher.model, request, { ...options, cache: passes })
        : drawRollouts(student.model, teacher.model, student.host.info.backend, request, options.signal)
    },
    async inspect(request, options = {}) {
      checkDivergences([request.divergence])
      const student = await loaded(request.rollout.student, options)
      const teacher = await loaded(request.teacher, options)
      return inspectRollout(student.model, teacher.model, request, { ...options, cache: passes })
    },
    async ghost(request, options = {}) {
      checkGhostRequest(request)
      const student = await loaded(request.rollout.student, options)
      const teacher = await loaded(request.teacher, options)
      const { runtime } = student.host
      const host = { runtime, student: student.model, teacher: teacher.model, trainable }
      return (await ghosts.get()).ghost(host, request, { ...options, cache: passes })
    },
    async compareBackends(request, options = {}) {
      const student = await loaded(request.rollout.student, options)
      const teacher = await loaded(request.teacher, options)
      const host = {
        hardware,
        backend: student.host.info.backend,
        student: student.model,
        teacher: teacher.model,
        filesOf: async (id: string, signal?: AbortSignal) =>
          adopted.get(id)?.files ?? readModel(files, findModel(await readManifest(), id), precision, { signal }),
      }
      // A backend that compiles cannot be stopped: it is left to end by itself, and to clean up after itself.
      const work = comparing.run(() => compareBackends(host, request, { ...options, cache: passes }))
      return waitFor(work, options.signal)
    },
    sampleMany,
    scoreMany,
    async unload(id) {
      const slot = active?.slots.get(id)
      await slot?.lock.run(async () => {
        const { model } = slot
        slot.model = null
        if (model) passes.forget(model)
        await model?.session.close()
      })
    },
    dispose: () => lifecycle.run(close),
  }
}

/** The one value of a list, or null for an empty list. @throws EngineError 'bad-request' when there are several */
function onlyOne(values: readonly string[]): string | null {
  const [first, second] = new Set(values)
  if (second === undefined) return first ?? null
  throw new EngineError('bad-request', `One batch names both "${first}" and "${second}".`, 'Send one batch a model.')
}
