/**
 * @file One call of the lab, from arguments to what is printed. Standard output holds the answer and nothing else; a
 * failure is one line on standard error that ends with its remedy.
 */
import { readFile } from 'node:fs/promises'
import { EngineError, type EngineErrorCode, toEngineError } from '../engine/errors.ts'
import { runDivergence } from './divergence.ts'
import { createNodeEngine } from './node-engine.ts'
import { HELP, parseOptions } from './options.ts'
import { evalTable, modelsTable, sampleTable, scoreTable } from './output.ts'
import { evaluate, models, sample, score } from './verbs.ts'

export interface LabResult {
  /** 0; 2 for a mistake in what was asked; 1 for a failure of the machine. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const INPUT_ERRORS: readonly EngineErrorCode[] = ['bad-request', 'unknown-model', 'wrong-vocabulary', 'too-long']

/**
 * Runs one command. Never throws.
 * @param argv the arguments after `lab`
 * @param stdin reads all of standard input; called only by what needs it
 */
export async function runLab(argv: readonly string[], stdin: () => Promise<string>): Promise<LabResult> {
  try {
    return { code: 0, stdout: `${await answer(argv, stdin)}\n`, stderr: '' }
  } catch (thrown) {
    const error = toEngineError(thrown, {
      code: 'session-failed',
      message: 'The lab failed',
      remedy: 'Run it again; see the options with --help.',
    })
    const line = `${error.message} ${error.remedy}`.replaceAll(/\s+/g, ' ').trim()
    return { code: INPUT_ERRORS.includes(error.code) ? 2 : 1, stdout: '', stderr: `${line}\n` }
  }
}

async function answer(argv: readonly string[], stdin: () => Promise<string>): Promise<string> {
  if (argv.includes('--help') || argv.includes('-h')) return HELP
  const options = parseOptions(argv)
  if (options.verb === 'divergence') return divergence(options.list, stdin)
  const engine = createNodeEngine({ models: options.models, threads: options.threads })
  const show = <T>(value: T, table: (value: T) => string) => (options.json ? JSON.stringify(value) : table(value))
  try {
    if (options.verb === 'models') return show(await models(engine), modelsTable)
    await engine.start({ backend: options.backend })
    if (options.verb === 'sample') return show(await sample(engine, options), sampleTable)
    if (options.verb === 'score') return show(await score(engine, options, (file) => read(file, stdin)), scoreTable)
    return show(await evaluate(engine, options), evalTable)
  } finally {
    await engine.dispose()
  }
}

async function divergence(list: boolean, stdin: () => Promise<string>): Promise<string> {
  try {
    return list ? runDivergence(['--list'], '') : runDivergence([], await stdin())
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new EngineError('bad-request', error.message, '')
  }
}

async function read(file: string, stdin: () => Promise<string>): Promise<string> {
  if (file === '-') return stdin()
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw toEngineError(error, {
      code: 'bad-request',
      message: `The file ${file} cannot be read`,
      remedy: 'Give --rollout a file with the JSON of lab sample, or - for standard input.',
    })
  }
}
