/**
 * @file One call of the lab, from arguments to what is printed. Standard output holds the answer and nothing else; a
 * failure is one line on standard error that ends with its remedy.
 */
import { parseArgs } from 'node:util'
import type { LocalEngine } from '../engine/engine.ts'
import { EngineError, type EngineErrorCode, isCancelled, oneLine, toEngineError } from '../engine/errors.ts'
import type { FileSource } from '../engine/files.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import { runDivergence } from './divergence.ts'
import { withFolders } from './folder-models.ts'
import { HELP } from './help.ts'
import { IMPORT_OPTIONS, importRun, parseImportOptions } from './import.ts'
import { loss } from './loss.ts'
import { LOSS_OPTIONS, parseLossOptions } from './loss-options.ts'
import { checkMethods, methods } from './methods.ts'
import { METHODS_OPTIONS, parseMethodsOptions } from './methods-options.ts'
import { createNodeEngine } from './node-engine.ts'
import { nodeFiles } from './node-files.ts'
import { nodeFolder } from './node-folder.ts'
import { bad, oneOf } from './option-values.ts'
import { type EngineOptions, type LabOptions, parseOptions, QUESTION_OPTIONS } from './options.ts'
import { evalTable, modelsTable, sampleTable, scoreTable } from './output.ts'
import { findRace, race, raceList } from './race.ts'
import { readRecipe } from './read-recipe.ts'
import { readText } from './read-text.ts'
import { recipe } from './recipe.ts'
import { parseRecipeOptions, RECIPE_OPTIONS } from './recipe-options.ts'
import { remoteSample } from './remote-sample.ts'
import { remoteScore, remoteTable } from './remote-score.ts'
import { parseRaceOptions, parseTrainOptions, RACE_OPTIONS, TRAIN_OPTIONS } from './run-options.ts'
import { train } from './train.ts'
import { checkServable, servedTeacher } from './train-with-server.ts'
import { evaluate, models, sample, score, trace } from './verbs.ts'
import { writeOut } from './write-out.ts'

export interface LabStreams {
  /** Reads all of standard input; called only by what needs it. */
  readonly stdin: () => Promise<string>
  /** Standard output, as it comes. */
  readonly write: (text: string) => void
  /** Calls back when the person presses Ctrl+C, which then does nothing else. @returns ends that */
  readonly onInterrupt?: (stop: () => void) => () => void
}

export interface LabResult {
  /** 0; 2 for a mistake in what was asked; 1 for a failure of the machine or of the numbers; 130 for what Ctrl+C ended. */
  readonly code: number
  readonly stderr: string
}

const VERBS = [
  ...(['sample', 'score', 'eval', 'train', 'race', 'recipe', 'import', 'methods', 'loss'] as const),
  ...(['divergence', 'models'] as const),
] as const

const INPUT_ERRORS: readonly EngineErrorCode[] = ['bad-request', 'unknown-model', 'wrong-vocabulary', 'too-long']

/**
 * Runs one command. Never throws.
 * @param argv the arguments after `lab`
 */
export async function runLab(argv: readonly string[], streams: LabStreams): Promise<LabResult> {
  try {
    await answer(argv, streams)
    return { code: 0, stderr: '' }
  } catch (thrown) {
    const error = toEngineError(thrown, {
      code: 'session-failed',
      message: 'The lab failed',
      remedy: 'Run it again; see the options with --help.',
    })
    // What a file system says ends in a bracket.
    const said = error.message.trim().replace(/(?<![.!?:…])$/, '.')
    const line = `${said} ${error.remedy}`.replaceAll(/\s+/g, ' ').trim()
    return { code: isCancelled(error) ? 130 : INPUT_ERRORS.includes(error.code) ? 2 : 1, stderr: `${line}\n` }
  }
}

async function answer(argv: readonly string[], { stdin, onInterrupt, ...streams }: LabStreams): Promise<void> {
  const write = (line: string): void => streams.write(`${line}\n`)
  if (argv.includes('--help') || argv.includes('-h')) return write(HELP)
  const { verb, rest } = splitVerb(argv)
  switch (verb) {
    case 'recipe':
      return write(await recipe(parseRecipeOptions(rest)))
    case 'import': {
      const said = await importRun(parseImportOptions(rest), streams.write)
      if (said !== '') write(said)
      return
    }
    case 'loss':
      return write(await loss(parseLossOptions(rest), stdin))
    case 'methods': {
      const options = parseMethodsOptions(rest)
      if (!options.check) return methods(options, write)
      return withEngine(options, async (engine, _, named) => {
        await engine.start(named.backend)
        await checkMethods(engine, named, write)
      })
    }
    case 'train': {
      const options = parseTrainOptions(rest)
      // A mistake in the recipe is told before any model is loaded.
      const chosen = await readRecipe(options.recipe)
      const { remote } = options
      const topK = remote && (await checkServable(chosen, remote))
      return withEngine(options, async (engine, files, named, folders) => {
        const server = remote && topK !== null ? await servedTeacher(remote, topK, files, named.model) : null
        await engine.start(named.backend)
        await train({ engine, files, folders, server, write, ...(onInterrupt && { onInterrupt }) }, named, chosen)
      })
    }
    case 'race': {
      const options = parseRaceOptions(rest)
      if (options.race === null) return write(raceList(options.json))
      const chosen = findRace(options.race)
      return withEngine(options, async (engine, _, named) => {
        await engine.start(named.backend)
        await race(engine, named, chosen, write)
      })
    }
    default: {
      const options = parseOptions(argv)
      if (options.verb === 'divergence') return write(await divergence(options.list, stdin))
      return withEngine(options, async (engine, files, named) => write(await question(engine, files, named, stdin)))
    }
  }
}

const OPTIONS = {
  ...{ ...QUESTION_OPTIONS, ...TRAIN_OPTIONS, ...RACE_OPTIONS },
  ...{ ...RECIPE_OPTIONS, ...IMPORT_OPTIONS, ...LOSS_OPTIONS, ...METHODS_OPTIONS },
}

/** The verb is the first argument that belongs to no option. @throws EngineError 'bad-request' */
function splitVerb(argv: readonly string[]): {
  readonly verb: (typeof VERBS)[number]
  readonly rest: readonly string[]
} {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const at = tokens.find(({ kind }) => kind === 'positional')?.index ?? argv.length
  return { verb: oneOf('the verb', VERBS, argv[at] ?? ''), rest: argv.filter((_, index) => index !== at) }
}

/** Opens an engine for one command, with models that lie in folders of their own under ids. */
async function withEngine<T extends EngineOptions>(
  options: T,
  run: (engine: LocalEngine, files: FileSource, named: T, folders: ReadonlyMap<string, ModelFolder>) => Promise<void>,
): Promise<void> {
  const found = await withFolders(nodeFiles(options.models), [options.model, options.teacher])
  const { files, idOf } = found
  const { folders, adapters, model } = await withAdapter(options.adapter, idOf(options.model), found.folders)
  const engine = createNodeEngine({ models: files, folders, adapters, threads: options.threads })
  try {
    const work = async () => run(engine, files, { ...options, model, teacher: idOf(options.teacher) }, folders)
    if (folders.size === 0) return await work()
    await engine.models().catch(refuseFolder)
    await work().catch((error: unknown) => {
      if (error instanceof EngineError && OF_THE_FOLDER.includes(error.code)) refuseFolder(error)
      throw error
    })
  } finally {
    await engine.dispose()
  }
}

interface Chosen {
  readonly folders: ReadonlyMap<string, ModelFolder>
  readonly adapters: ReadonlyMap<string, ModelFolder>
  /** The model's id. */
  readonly model: string
}

/**
 * The model with the adapter that `--adapter` names, under an id of its own: the teacher may be the same folder without it.
 * @throws EngineError 'bad-request' where it cannot be added to anything
 */
async function withAdapter(
  adapter: string | null,
  model: string,
  folders: ReadonlyMap<string, ModelFolder>,
): Promise<Chosen> {
  if (adapter === null) return { folders, adapters: new Map(), model }
  const folder = folders.get(model)
  if (!folder) throw bad('--adapter belongs to a model with safetensors files in a folder.', 'Give that as --model.')
  const id = `${model}-adapted`
  try {
    const adapters = new Map([[id, await nodeFolder(adapter)]])
    return { folders: new Map([...folders, [id, folder]]), adapters, model: id }
  } catch (error) {
    throw bad(`The folder ${adapter} cannot be read (${oneLine(error)}).`, 'Give the folder of a PEFT adapter.')
  }
}

/** What a folder can be told only once its weights have been read. */
const OF_THE_FOLDER: readonly EngineErrorCode[] = ['missing-file', 'corrupt-file', 'unsupported-model']

/** What is wrong with a folder is a mistake in what was asked, whatever it is called inside the engine. */
function refuseFolder(error: unknown): never {
  if (!(error instanceof EngineError)) throw error
  throw new EngineError('bad-request', error.message, error.remedy, { cause: error })
}

async function question(
  engine: LocalEngine,
  files: FileSource,
  options: LabOptions,
  stdin: LabStreams['stdin'],
): Promise<string> {
  const show = <T>(value: T, table: (value: T) => string) => (options.json ? JSON.stringify(value) : table(value))
  if (options.verb === 'models') return show(await models(engine), modelsTable)
  if (options.remoteStudent !== null)
    return show(await remoteSample(files, { ...options, remoteStudent: options.remoteStudent }), sampleTable)
  await engine.start(options.backend)
  if (options.verb === 'sample')
    return show(await sample(engine, options, (file) => read(file, '--chat', stdin)), sampleTable)
  if (options.remote !== null) {
    const found = await remoteScore(engine, files, { ...options, remote: options.remote }, (file) =>
      read(file, '--rollout', stdin),
    )
    return show(found, remoteTable)
  }
  if (options.trace !== null) {
    const written = await trace(engine, options, (file) => read(file, '--rollout', stdin))
    if (options.trace === '-') return written
    await writeOut(options.trace, `${written}\n`, '--trace')
    return `written to ${options.trace}`
  }
  if (options.verb === 'score') {
    const option = options.own ? '--chat' : '--rollout'
    return show(await score(engine, options, (file) => read(file, option, stdin)), scoreTable)
  }
  return show(await evaluate(engine, options), evalTable)
}

async function divergence(list: boolean, stdin: () => Promise<string>): Promise<string> {
  try {
    return list ? runDivergence(['--list'], '') : runDivergence([], await stdin())
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new EngineError('bad-request', error.message, '')
  }
}

async function read(file: string, option: '--rollout' | '--chat', stdin: () => Promise<string>): Promise<string> {
  if (file === '-') return stdin()
  try {
    return await readText(file)
  } catch (error) {
    throw toEngineError(error, {
      code: 'bad-request',
      message: `The file ${file} cannot be read`,
      remedy: `Give ${option} a file with ${option === '--chat' ? 'chat messages' : 'the JSON of lab sample'}, or - for standard input.`,
    })
  }
}
