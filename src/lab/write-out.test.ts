/** @file What cannot be written where an option says: one line, exit 2, and never a wait. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runLab } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'opd-lab-write-'))
afterAll(() => rmSync(folder, { recursive: true }))
const given = join(folder, 'given.jsonl')
writeFileSync(given, '{"step":1,"loss":2}\n')

const VERBS: readonly (readonly string[])[] = [
  ['import', given, '-o'],
  ['recipe', 'export', 'gkd', '--to', 'trl', '-o'],
  ['recipe', 'graph', 'gkd', '-o'],
  ['methods', 'opsd', '--check', '-o'],
  ['train', '--recipe', 'gkd', '--steps', '1', '--save'],
]

// Devices and /proc as Linux has them: Node's own way to make a folder below /proc does not return.
it
  .runIf(process.platform === 'linux')
  .each([
    ...['/proc/x', '/proc/x/y', '/dev/full', join(given, 'below')],
    ...[join(folder, 'missing', 'file'), folder, ''],
  ])('answers in one line for %j', async (path) => {
  for (const verb of VERBS) {
    // A folder that is missing is made, and a folder is no file.
    const takesFolders = verb.includes('export') || verb.includes('--save')
    if (takesFolders && (path.includes('missing') || path === folder || path === '')) continue
    if (verb[0] === 'methods' && path === '/dev/full') continue
    const { code, stderr } = await runLab([...verb, path], { stdin: async () => '', write: () => undefined })
    expect([verb.join(' '), code, stderr.match(/\n/g)?.length], stderr).toEqual([verb.join(' '), 2, 1])
    expect(stderr).toMatch(/cannot be written|cannot be made/)
    expect(stderr).toMatch(verb.includes('--save') ? /Give --save/ : /Give -o/)
  }
  expect(readFileSync(given, 'utf8')).toBe('{"step":1,"loss":2}\n')
})
