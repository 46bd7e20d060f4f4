/** Every row of docs/faults.md names a test, and that test is there. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const rows = [...readFileSync('docs/faults.md', 'utf8').matchAll(/^\|.*\| `([^`]+)`: (.+?) \|$/gm)]

describe('the table of faults', () => {
  it('has rows, and none without a test', () => {
    const all = readFileSync('docs/faults.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| /.test(line))
      .slice(1)
    expect(all.length).toBeGreaterThan(30)
    expect(rows).toHaveLength(all.length)
  })

  it.each(rows.map(([, file = '', name = '']) => [file, name] as const))('%s: %s', (file, name) => {
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(name)
  })
})
