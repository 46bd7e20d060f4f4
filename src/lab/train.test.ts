/** @file `lab train` from arguments to a saved folder, with models of a few thousand parameters. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recipeById } from '../methods/catalogue/registry.ts'
import { createNodeEngine } from './node-engine.ts'
import { nodeFiles } from './node-files.ts'
import type { EvalJson, SampleJson } from './output.ts'
import { runLab } from './run.ts'
import { parseTrainOptions } from './run-options.ts'
import type { EvaluationJson, StepJson } from './run-output.ts'
import { tinyModels } from './tiny-models.test-helper.ts'
import { type FinalJson, train } from './train.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

const TINY = '--rollouts 2 --n 3 --max-tokens 6'

/** Every piece of standard output on its own: how it was streamed. */
async function lab(args: string) {
  const pieces: string[] = []
  const argv = `${args} --models ${folder} --threads 1`.split(' ')
  const result = await runLab(argv, { stdin: async () => '', write: (text) => pieces.push(text) })
  return { ...result, pieces }
}

async function json(args: string): Promise<readonly Record<string, unknown>[]> {
  const { code, stderr, pieces } = await lab(`${args} --json`)
  expect([code, stderr]).toEqual([0, ''])
  return pieces.map((piece) => {
    expect(piece.endsWith('\n')).toBe(true)
    expect(piece.trimEnd()).not.toContain('\n')
    return JSON.parse(piece) as Record<string, unknown>
  })
}

describe('lab train', () => {
  it('streams a line a step and ends with the final one', async () => {
    const lines = await json(`train --steps 3 --seed 5 ${TINY}`)
    const steps = lines.slice(0, -1) as unknown as StepJson[]
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3])
    for (const step of steps) {
      for (const value of [step.loss, step.gradient_norm, step.reverse_kl, step.student_entropy])
        expect(value).toBeGreaterThan(0)
      expect(step.terms).toEqual([step.loss])
      expect(Object.keys(step.milliseconds)).toEqual(['sample', 'score', 'step'])
      expect(step).not.toHaveProperty('fault')
    }
    const { final } = lines.at(-1) as unknown as { final: FinalJson }
    expect(final).toMatchObject({ recipe: 'gkd', seed: 5, steps: 3, n: 3, accuracy_before: 0, accuracy_after: 0 })
    expect(final.interval).toHaveLength(2)
    const last = steps.at(-1)!
    expect(final.student_tokens).toBe(last.student_tokens)
    expect(final.teacher_tokens).toBe(last.teacher_tokens)
    expect(final.seconds).toBe(last.seconds)
    expect(final.seconds).toBeGreaterThan(steps[0]!.seconds)
  })

  it('tells the same story for the same seed, and another for another', async () => {
    const losses = async (seed: number) =>
      (await json(`train --steps 2 --seed ${seed} ${TINY}`)).slice(0, -1).map(({ loss }) => loss)
    const first = await losses(1)
    expect(await losses(1)).toEqual(first)
    expect(await losses(2)).not.toEqual(first)
  })

  it('measures on the way where it is asked to', async () => {
    const lines = await json(`train --steps 3 --evaluate-every 2 ${TINY}`)
    const evaluations = lines.flatMap(({ evaluation }) => (evaluation ? [evaluation as EvaluationJson] : []))
    expect(evaluations.map(({ step }) => step)).toEqual([0, 2, 3])
    expect(evaluations[0]!.movement).toEqual(
      Object.fromEntries(Object.keys(evaluations[0]!.movement).map((layer) => [layer, 0])),
    )
    expect(Object.values(evaluations[2]!.movement).every((share) => share > 0)).toBe(true)
  })

  it('saves a folder that the other verbs take as a model', async () => {
    const save = join(folder, 'saved')
    const lines = await json(`train --steps 2 --learning-rate 0.05 ${TINY} --save ${save}`)
    const { final } = lines.at(-1) as unknown as { final: FinalJson }
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'generation_config.json'])
      expect(existsSync(join(save, file))).toBe(true)
    expect(existsSync(join(save, 'model.safetensors'))).toBe(true)
    const [measured] = (await json(`eval --model ${save} --n 3 --max-tokens 6`)) as unknown as EvalJson[]
    expect(measured!.accuracy).toBe(final.accuracy_after)
    const sample = async (model: string) =>
      ((await json(`sample --model ${model} --max-tokens 6`)) as unknown as SampleJson[])[0]!.rollouts[0]!.tokens
    expect(await sample(save)).not.toEqual(await sample('student'))
    const again = await json(`train --model ${save} --teacher ${save} --steps 1 ${TINY}`)
    // A student that is its own teacher has nothing to learn.
    expect((again[0] as unknown as StepJson).reverse_kl).toBeCloseTo(0, 5)
  })

  it('writes over no folder with other files in it, but over an earlier model of its own', async () => {
    const foreign = join(folder, 'foreign')
    mkdirSync(foreign)
    writeFileSync(join(foreign, 'config.json'), '{"mine": true}')
    for (const save of [foreign, join(folder, 'student')]) {
      const { code, stderr, pieces } = await lab(`train --steps 1 ${TINY} --save ${save}`)
      expect([code, pieces]).toEqual([2, []])
      expect(stderr).toMatch(/holds other files \(.*\), which --save would write over\. Give --save a new folder/)
    }
    expect(readFileSync(join(foreign, 'config.json'), 'utf8')).toBe('{"mine": true}')
    const own = join(folder, 'own')
    for (const seed of [1, 2]) expect((await lab(`train --steps 1 --seed ${seed} ${TINY} --save ${own}`)).code).toBe(0)
  })

  it('keeps what there is where Ctrl+C ends the run, and says so', async () => {
    const save = join(folder, 'interrupted')
    let stop = (): void => {}
    const result = await runLab(
      `train --steps 50 ${TINY} --save ${save} --json --models ${folder} --threads 1`.split(' '),
      {
        stdin: async () => '',
        write: (line) => (JSON.parse(line) as { readonly step?: number }).step === 2 && stop(),
        onInterrupt: (listener) => {
          stop = listener
          return () => {}
        },
      },
    )
    expect(result).toMatchObject({ code: 130 })
    expect(result.stderr).toBe(`Interrupted after step 2 of 50. What was trained is saved in ${save}.\n`)
    expect(readFileSync(join(save, 'card.json'), 'utf8')).toContain('2 steps')
  })

  it('writes a readable line for people', async () => {
    const { code, pieces } = await lab(`train --steps 1 ${TINY}`)
    expect(code).toBe(0)
    expect(pieces).toHaveLength(2)
    expect(pieces[0]).toMatch(/^step {4}1 {2}loss \d/)
    expect(pieces[1]).toMatch(/^0\.0 % before, 0\.0 % right .* after 1 steps; /)
  })

  it.each([
    ['--recipe nobody', /There is no recipe "nobody"\. See the ids with: npm run --silent lab -- recipe list/],
    ['--recipe /nowhere.json', /\/nowhere\.json cannot be read/],
    ['--model nobody', /There is no model "nobody"/],
    ['--temperature 0', /--temperature is "0"\. Give --temperature a number above 0/],
    ['--learning-rate 2', /learning rate is 2/],
    ['--rollouts 1000', /rollouts per step is 1000/],
    ['--difficulty 99', /difficulty is 99/],
    ['--recipe msd --world ledger', /context of the kind "translation", which ledger problems do not have/],
  ])('refuses %s with one line and exit code 2', async (args, message) => {
    const { code, pieces, stderr } = await lab(`train --steps 1 ${TINY} ${args} --json`)
    expect([code, pieces]).toEqual([2, []])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('ends at a step whose numbers are not finite, after having shown it', async () => {
    const engine = createNodeEngine({ models: folder, threads: 1 })
    const token = { text: '7', index: 3, rollout: '17' }
    const fault = { term: 0, token, message: 'Term 1 of the loss is not a finite number, at token 4, “7”.' }
    const lines: string[] = []
    const broken = {
      ...engine,
      stepRun: async (run: string) => ({ ...(await engine.stepRun(run)), loss: Number.NaN, fault }),
    }
    const place = {
      engine: broken,
      files: nodeFiles(folder),
      folders: new Map(),
      write: (line: string) => lines.push(line),
    }
    const options = parseTrainOptions(`--steps 3 ${TINY} --json`.split(' '))
    await expect(train(place, options, recipeById('gkd'))).rejects.toMatchObject({
      code: 'session-failed',
      message: `Step 1 failed: ${fault.message}`,
    })
    await engine.dispose()
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      loss: null,
      fault: { term: 0, token: '7', message: fault.message },
    })
  })
})
