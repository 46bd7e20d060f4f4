/**
 * @file The commands that check, each with one line "N passed, N failed" at its end: `check` (types, lint, unit tests),
 * `test` (that, and the browser tests), `long` (what is long by nature), `all` (both). Types and lint count as one check each; a unit test
 * looks for import circles.
 */
import { spawnSync } from 'node:child_process'
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

const STATIC = [
  () => check('types', 'npm', ['run', '--silent', 'types']),
  () => check('lint', bin('biome'), ['check', '--error-on-warnings', '.']),
]

const SHORT = [...STATIC, () => unitTests(), () => browserTests()]
/** Tests that have a number to be long in, and those that have no short form. */
const LONG = [() => unitTests({ LONG: '1' }, ['.long']), () => browserTests({ LONG: '1' })]

const COMMANDS: Readonly<Record<string, readonly (() => Count)[]>> = {
  check: [...STATIC, () => unitTests()],
  test: SHORT,
  long: LONG,
  all: [...SHORT, ...LONG],
}

/** Variables of a command's own. */
type Environment = Readonly<Record<string, string>>

function main(name = 'test'): void {
  const command = COMMANDS[name]
  if (!command) throw new RangeError(`no command "${name}": ${Object.keys(COMMANDS).join(', ')}`)
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const counts = command.map((run) => run())
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  for (const name of counts.flatMap(({ late = [] }) => late)) process.stdout.write(`\nonly at the second try: ${name}`)
  for (const name of counts.flatMap(({ names = [] }) => names)) process.stdout.write(`\nfailed: ${name}`)
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}

/** Runs a command with its output on ours; whether it succeeded. */
function run(name: string, command: string, args: readonly string[], environment: Environment = {}): boolean {
  process.stdout.write(`\n== ${environment.LONG ? 'long ' : ''}${name}\n`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0
}

function check(name: string, command: string, args: readonly string[]): Count {
  return run(name, command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, names: [name] }
}

function unitTests(environment: Environment = {}, only: readonly string[] = []): Count {
  const file = join(RESULTS, 'unit.json')
  rmSync(file, { force: true })
  const ok = run(
    'unit tests',
    bin('vitest'),
    ['run', ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    environment,
  )
  const report = readReport(file)
  return settle(ok, {
    passed: count(report.numPassedTests),
    failed: count(report.numFailedTests),
    names: files(report).flatMap(failedOfFile),
  })
}

function browserTests(environment: Environment = {}): Count {
  if (!installedBrowser() && !downloadedBrowser() && !installChromium()) return { passed: 0, failed: 1 }
  const file = join(RESULTS, 'browser.json')
  rmSync(file, { force: true })
  const ok = run('browser tests', bin('playwright'), ['test', '--reporter=list,json'], {
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

main(process.argv[2])
