/** @file What other programs import: the package as npm packs it, read by Node and by TypeScript in a project that is not ours. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const TSC = join(ROOT, 'node_modules/.bin/tsc')
const project = mkdtempSync(join(tmpdir(), 'opd-library-'))

const PROGRAM = `
import { divergenceById, divergenceIds } from 'opd-playground/divergence'
import { Graph, gradients, ops, serialize } from 'opd-playground/onnx'
import { compile, judge, recipeById, recipeFormula, validateRecipe } from 'opd-playground/methods'

const position = { studentLogits: [0, Math.log(3)], teacherLogits: [0, 0] }
const { value, gradLogits } = divergenceById('reverse-kl').evaluate(position)

const g = new Graph('square', 'sum of squares')
const x = g.input('x', 'float32', [3])
const y = ops.sumAll(g, ops.mul(g, x, x))
g.output('y', y)
for (const gradient of gradients(g, y, [x])) g.output('dx', gradient)

const recipe = validateRecipe(JSON.parse(JSON.stringify(recipeById('gkd'))))
const phases = compile(recipe).phases.map((phase) => phase.lossGraph(8).graph.nodes.length)
console.log(JSON.stringify({
  ids: divergenceIds().length,
  value,
  gradLogits: [...gradLogits],
  file: serialize(g).length,
  phases,
  verdict: judge(recipe),
  formula: recipeFormula(recipe).length,
}))
`

beforeAll(() => {
  execFileSync(TSC, ['-p', join(ROOT, 'tsconfig.lib.json')], { cwd: ROOT })
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: ROOT })
  const [archive = ''] = readdirSync(project)
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'opd-playground'), { recursive: true })
  execFileSync('tar', ['-xzf', join(project, archive), '--strip-components=1', '-C', join(modules, 'opd-playground')])
  // What the three need of the registry, as our own installation has it.
  for (const name of ['zod', 'onnx-buf', '@bufbuild', 'simple-statistics'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  writeFileSync(join(project, 'package.json'), '{"type": "module"}')
  writeFileSync(join(project, 'program.ts'), PROGRAM)
}, 120_000)

afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the package, in a project of its own', () => {
  it('compiles under strict types and runs in Node, from its built files alone', () => {
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom', '--types', '']
    expect(() => execFileSync(TSC, [...options, 'program.ts'], { cwd: project })).not.toThrow()
    const said = JSON.parse(execFileSync(process.execPath, ['program.js'], { cwd: project, encoding: 'utf8' }))
    // Student 1/4 and 3/4, teacher halves: by hand, 1/4 ln 1/2 + 3/4 ln 3/2; its slope p (ln p/q - KL).
    const value = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5)
    expect(said.value).toBeCloseTo(value, 12)
    expect(said.gradLogits[0]).toBeCloseTo(0.25 * (Math.log(0.5) - value), 12)
    expect(said.gradLogits[1]).toBeCloseTo(0.75 * (Math.log(1.5) - value), 12)
    expect(said.ids).toBeGreaterThanOrEqual(15)
    expect(said.file).toBeGreaterThan(100)
    expect(said.phases.every((nodes: number) => nodes > 0)).toBe(true)
    expect(said.formula).toBeGreaterThan(20)
  })

  it('offers the three entries and no file behind them', () => {
    const asked = "import('opd-playground/dist-lib/onnx/graph.js').catch((error) => console.log(error.code))"
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', asked], {
      cwd: project,
      encoding: 'utf8',
    })
    expect(said.trim()).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })
})
