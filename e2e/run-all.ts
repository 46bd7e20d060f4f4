/**
 * @file The commands that check, each with one line "N passed, N failed" at its end: `check` (types, lint, unit tests),
 * `test` (that, and the browser tests), `long` (what is long by nature), `all` (both). Types and lint count as one check each; a unit test
 * looks for import circles.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { downloadedBrowser, installedBrowser } from './browser.ts'
import { installPackages } from './install.ts'

interface Count {
  readonly passed: number
  readonly failed: number
  /** Names of what failed. They are said again at the end: of a long log often only the end is kept. */
  readonly names?: readonly string[]
  /** Names of what passed, but not at the first try. */
  readonly late?: readonly string[]
}

const RESULTS = 'test-results'
const bin = (tool: string) => join('node_modules', '.bin', tool)

/** Steps of a command, one after the other. */
type Line = readonly ((how: How) => Promise<Count>)[]

const CHECK: Line = [
  (how) => check('types', 'npm', ['run', '--silent', 'types'], how),
  (how) => check('lint', bin('biome'), ['check', '--error-on-warnings', '.'], how),
  (how) => unitTests(how),
]

/**
 * Lines of a round go on at the same time: a browser test waits for an eighth of its time, in which the others get on, and what
 * they take from it is little (`NICE`).
 */
type Round = readonly Line[]

const SHORT: Round = [[(how) => browserTests(how)], CHECK]
/** Tests that have a number to be long in, and those that have no short form. */
const LONG: Round = [[(how) => unitTests(how, { LONG: '1' }, ['.long']), (how) => browserTests(how, { LONG: '1' })]]

const COMMANDS: Readonly<Record<string, readonly Round[]>> = {
  check: [[CHECK]],
  test: [SHORT],
  long: [LONG],
  all: [SHORT, LONG],
}

/** The first line of a round writes as it goes; what runs beside it has lower priority, and writes each step in one piece. */
type How = 'first' | 'beside'

/** A third of the weight of what has none: half as much, and unit tests would come near to their time limit. */
const NICE = ['nice', '-n', '5']

/** Variables of a command's own. */
type Environment = Readonly<Record<string, string>>

async function main(name = 'test'): Promise<void> {
  const command = COMMANDS[name]
  if (!command) throw new RangeError(`no command "${name}": ${Object.keys(COMMANDS).join(', ')}`)
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const counts: Count[] = []
  for (const round of command) {
    const lines = round.map((line, at) => inTurn(line, at === 0 ? 'first' : 'beside'))
    counts.push(...(await Promise.all(lines)).flat())
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  for (const name of counts.flatMap(({ late = [] }) => late)) process.stdout.write(`\nonly at the second try: ${name}`)
  for (const name of counts.flatMap(({ names = [] }) => names)) process.stdout.write(`\nfailed: ${name}`)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}

async function inTurn(line: Line, how: How): Promise<readonly Count[]> {
  const counts: Count[] = []
  for (const step of line) counts.push(await step(how))
  return counts
}

/** Runs a command with its output on ours; whether it succeeded. */
function run(
  name: string,
  command: string,
  args: readonly string[],
  how: How,
  environment: Environment = {},
): Promise<boolean> {
  const title = `\n== ${environment.LONG ? 'long ' : ''}${name}\n`
  const env = { ...process.env, ...environment }
  const beside = how === 'beside'
  const [program = command, ...given] = [...(beside && process.platform !== 'win32' ? NICE : []), command, ...args]
  if (!beside) process.stdout.write(title)
  const child = spawn(program, given, { stdio: beside ? ['ignore', 'pipe', 'pipe'] : 'inherit', env })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => said.push(part))
  return new Promise((resolve) => {
    const end = (ok: boolean): void => {
      if (beside) process.stdout.write(`${title}${Buffer.concat(said).toString()}\n`)
      resolve(ok)
    }
    child.on('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`))
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

async function check(name: string, command: string, args: readonly string[], how: How): Promise<Count> {
  return (await run(name, command, args, how)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, names: [name] }
}

async function unitTests(how: How, environment: Environment = {}, only: readonly string[] = []): Promise<Count> {
  const file = join(RESULTS, 'unit.json')
  rmSync(file, { force: true })
  const ok = await run(
    'unit tests',
    bin('vitest'),
    ['run', ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    how,
    environment,
  )
  const report = readReport(file)
  return settle(ok, {
    passed: count(report.numPassedTests),
    failed: count(report.numFailedTests),
    names: files(report).flatMap(failedOfFile),
  })
}

async function browserTests(how: How, environment: Environment = {}): Promise<Count> {
  if (!installedBrowser() && !downloadedBrowser() && !installChromium()) return { passed: 0, failed: 1 }
  const file = join(RESULTS, 'browser.json')
  rmSync(file, { force: true })
  const ok = await run('browser tests', bin('playwright'), ['test', '--reporter=list,json'], how, {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const report = readReport(file)
  const { stats } = report
  const { expected, unexpected, flaky } =
    typeof stats === 'object' && stats !== null ? (stats as Record<string, unknown>) : {}
  return settle(ok, {
    passed: count(expected) + count(flaky),
    failed: count(unexpected),
    names: specsOf(report as PlaywrightSuite, ({ ok }) => !ok),
    late: specsOf(report as PlaywrightSuite, ({ tests }) => tests.some(({ status }) => status === 'flaky')),
  })
}

/** What is read of vitest's report. */
interface TestFile {
  readonly name: string
  readonly status: string
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
}

const files = ({ testResults }: Record<string, unknown>) =>
  Array.isArray(testResults) ? (testResults as TestFile[]) : []

function failedOfFile({ name, status, assertionResults }: TestFile): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName)
  // A file that could not be loaded has failed without a test.
  const titles = failed.length === 0 && status === 'failed' ? ['could not be run'] : failed
  return titles.map((title) => `${relative('.', name)}: ${title}`)
}

/** What is read of Playwright's report: files hold suites, suites hold tests. */
interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly PlaywrightSpec[]
}

interface PlaywrightSpec {
  readonly file: string
  readonly line: number
  readonly title: string
  readonly ok: boolean
  readonly tests: readonly { readonly status: string }[]
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite, wanted: (spec: PlaywrightSpec) => boolean): string[] => [
  ...specs.filter(wanted).map(({ file, line, title }) => `${file}:${line} ${title}`),
  ...suites.flatMap((suite) => specsOf(suite, wanted)),
]

/** A tool that failed without a failed test to show for it (a crash, no tests found) counts as one failure. */
function settle(ok: boolean, counted: Count): Count {
  return !ok && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

/** Debian's chromium, where we may install it; otherwise says what to do. */
function installChromium(): boolean {
  if (installPackages(['chromium'])) return true
  process.stdout.write(
    '\nNo Chrome or Chromium found. Install one (Debian: apt-get install chromium), or run: npx playwright install chromium\n',
  )
  return false
}

function readReport(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

await main(process.argv[2])
