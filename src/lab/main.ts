/**
 * @file `npm run lab -- <verb>`: the engine from the command line. Standard output holds the answer and nothing else;
 * a failure is one line on standard error that ends with its remedy.
 */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { EngineError, type EngineErrorCode, toEngineError } from '../engine/errors.ts'
import { runDivergence } from './divergence.ts'
import { createNodeEngine } from './node-engine.ts'
import { HELP, type LabOptions, parseOptions } from './options.ts'
import { evalTable, modelsTable, sampleTable, scoreTable } from './output.ts'
import { evaluate, models, sample, score } from './verbs.ts'

/** Mistakes in what was asked, as opposed to failures of the machine. */
const INPUT_ERRORS: readonly EngineErrorCode[] = ['bad-request', 'unknown-model', 'wrong-vocabulary', 'too-long']

async function answer(argv: readonly string[]): Promise<string> {
  if (argv.includes('--help') || argv.includes('-h')) return HELP
  const options = parseOptions(argv)
  if (options.verb === 'divergence') return divergence(options)
  const engine = createNodeEngine({ models: options.models, threads: options.threads })
  const show = <T>(value: T, table: (value: T) => string) => (options.json ? JSON.stringify(value) : table(value))
  try {
    if (options.verb === 'models') return show(await models(engine), modelsTable)
    await engine.start({ backend: options.backend })
    if (options.verb === 'sample') return show(await sample(engine, options), sampleTable)
    if (options.verb === 'score') return show(await score(engine, options, read), scoreTable)
    return show(await evaluate(engine, options), evalTable)
  } finally {
    await engine.dispose()
  }
}

async function divergence({ list }: LabOptions): Promise<string> {
  try {
    return list ? runDivergence(['--list'], '') : runDivergence([], await text(process.stdin))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new EngineError('bad-request', error.message, '')
  }
}

async function read(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
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

try {
  process.stdout.write(`${await answer(process.argv.slice(2))}\n`)
} catch (thrown) {
  const error = toEngineError(thrown, {
    code: 'session-failed',
    message: 'The lab failed',
    remedy: 'Run it again; see the options with --help.',
  })
  process.stderr.write(`${`${error.message} ${error.remedy}`.replaceAll(/\s+/g, ' ').trim()}\n`)
  process.exitCode = INPUT_ERRORS.includes(error.code) ? 2 : 1
}
