/** @file The models by id: those of the manifest, and those that a training run or a file made here. */
import { type FileSource, parseJson } from './files.ts'
import { type Lazy, lazy } from './lazy.ts'
import { type LoadOptions, type ModelFiles, readModel } from './loader.ts'
import {
  findModel,
  MANIFEST_PATH,
  type ManifestModel,
  modelInfo,
  type Precision,
  validateManifest,
} from './manifest.ts'
import type { ModelFolder } from './outside/folder.ts'
import type { OutsideModel } from './outside/model.ts'
import type { Network, TrainableModel } from './training/networks.ts'
import type { TrainedModel } from './training/types.ts'
import type { Backend, BroughtFolder, ModelInfo, ModelPlan } from './types.ts'

/** A model that was made here: its files in memory, and what training starts from. */
interface TrainedFiles extends TrainableModel {
  readonly files: ModelFiles
}

/** Reads no file before it is asked for one. */
export class ModelLibrary {
  readonly #trained = new Map<string, TrainedFiles>()
  /** Models in folders of their own, read by the first who asks. */
  readonly #outside = new Map<string, Lazy<OutsideModel>>()
  /** Of these nobody knows yet whether they can be used. */
  readonly #coming = new Set<string>()
  readonly #manifest

  constructor(
    private readonly source: FileSource,
    private readonly precision: Precision,
  ) {
    this.#manifest = lazy(async () => validateManifest(parseJson(await source.read(MANIFEST_PATH), MANIFEST_PATH)))
  }

  /** Puts a model in a folder of its own beside the others. */
  add(id: string, folder: ModelFolder, adapter: ModelFolder | null): void {
    this.#outside.set(
      id,
      lazy(async () => (await import('./outside/model.ts')).readOutsideModel(folder, id, adapter)),
    )
  }

  /**
   * The same for a folder that was brought: all of it is read and checked but its weights. Who asks for the model meanwhile
   * waits; what cannot be used is forgotten.
   * @param backend on which it shall run
   * @throws EngineError as `readOutsideModel`, and 'out-of-memory' with the sum
   */
  async bring(folder: BroughtFolder, backend: Promise<Backend>): Promise<ModelPlan> {
    const { id, name } = folder
    const before = this.#outside.get(id)
    const model = lazy(async () => {
      const [{ readOutsideModel }, { blobFolder }] = await Promise.all([
        import('./outside/model.ts'),
        import('./outside/blob-folder.ts'),
      ])
      return readOutsideModel(blobFolder(folder), id, folder.adapter ? blobFolder(folder.adapter) : null)
    })
    this.#outside.set(id, model)
    this.#coming.add(id)
    try {
      const read = await model.get()
      const { checkRoom, planOf } = await import('./outside/model.ts')
      const on = await backend
      checkRoom(name, read.holds, await this.#broughtBeside(id), on)
      return planOf(read, on)
    } catch (error) {
      if (before) this.#outside.set(id, before)
      else this.#outside.delete(id)
      throw error
    } finally {
      this.#coming.delete(id)
    }
  }

  /** Parameters of all models in folders of their own but this one. */
  async #broughtBeside(id: string): Promise<number> {
    const others = await this.#outsideInfos([id])
    return others.reduce((sum, { parameters }) => sum + parameters, 0)
  }

  /** Forgets a model in a folder of its own. */
  dismiss(id: string): void {
    this.#outside.delete(id)
  }

  /** The manifest's models, then those that were made here, then those in folders of their own. */
  async list(): Promise<readonly ModelInfo[]> {
    const { models } = await this.#manifest.get()
    const trained = [...this.#trained.values()].map(({ files }) => files.info)
    return [...models.map((model) => modelInfo(model, this.precision)), ...trained, ...(await this.#outsideInfos([]))]
  }

  /** One that is only being brought and cannot be read is told of to whoever brings it. */
  async #outsideInfos(without: readonly string[]): Promise<readonly ModelInfo[]> {
    const others = [...this.#outside].filter(([id]) => !without.includes(id))
    const infos = others.map(async ([id, model]) => {
      const read = this.#coming.has(id) ? await model.get().catch(() => null) : await model.get()
      return read ? [read.files.info] : []
    })
    return (await Promise.all(infos)).flat()
  }

  /** @throws EngineError 'unknown-model', or what reading the manifest throws */
  async require(id: string): Promise<void> {
    if (!this.#trained.has(id) && !this.#outside.has(id)) findModel(await this.#manifest.get(), id)
  }

  /** A model's files in memory. @throws EngineError as `readModel`, and 'unknown-model' */
  async filesOf(id: string, options: LoadOptions = {}): Promise<ModelFiles> {
    const trained = this.#trained.get(id)
    const outside = await this.#outside.get(id)?.get()
    return trained?.files ?? outside?.files ?? this.#read(findModel(await this.#manifest.get(), id), options)
  }

  /** The files of the student with the fewest parameters, or null where the manifest has no student. */
  async smallestStudent(options: LoadOptions): Promise<ModelFiles | null> {
    const { models } = await this.#manifest.get()
    const students = models.filter(({ role }) => role === 'student').sort((a, b) => a.parameters - b.parameters)
    return students[0] ? this.#read(students[0], options) : null
  }

  /** A model's network and weights. @throws EngineError as `filesOf`, and 'unsupported-model' for a decoder that is not one of ours */
  async trainable(id: string, signal?: AbortSignal): Promise<TrainableModel> {
    const trained = this.#trained.get(id)
    if (trained) return trained
    const outside = await this.#outside.get(id)?.get()
    if (outside) return (await import('./outside/trainable.ts')).trainableOf(outside)
    const files = await this.filesOf(id, { signal })
    const { readTrainable } = await import('./training/trainable.ts')
    return readTrainable(files)
  }

  /** Makes weights a model of the library. */
  async adopt(network: Network, weights: Float32Array, name: string): Promise<TrainedModel> {
    const { filesOf } = await import('./training/trainable.ts')
    const model = `trained-${this.#trained.size + 1}`
    this.#trained.set(model, { network, weights, files: filesOf(network, weights, model, name) })
    return { model, name }
  }

  #read(model: ManifestModel, options: LoadOptions): Promise<ModelFiles> {
    return readModel(this.source, model, this.precision, options)
  }
}
