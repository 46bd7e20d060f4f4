import { describe, expect, it } from 'vitest'
import { parseRecipeOptions } from './recipe-options.ts'
import { parseRaceOptions, parseTrainOptions } from './run-options.ts'

const words = (text: string) => text.split(' ').filter((word) => word !== '')

describe('the options of train', () => {
  it('leave to the recipe and the playground what is not given', () => {
    expect(parseTrainOptions([])).toMatchObject({
      recipe: 'gkd',
      model: 'student',
      teacher: 'teacher',
      seed: 0,
      problemSeed: 0,
      steps: null,
      rollouts: null,
      n: null,
      learningRate: null,
      world: null,
      difficulty: null,
      temperature: 1,
      maxTokens: 192,
      evaluateEvery: null,
      save: null,
    })
  })

  it('are read in full', () => {
    const text =
      '--recipe opsd --steps 10 --seed 3 --problem-seed 900 --n 50 --model a --teacher b --world ledger --difficulty 2 ' +
      '--learning-rate 2e-4 --rollouts 8 --temperature 0.9 --max-tokens 64 --evaluate-every 5 --save out --json'
    expect(parseTrainOptions(words(text))).toEqual({
      recipe: 'opsd',
      steps: 10,
      seed: 3,
      problemSeed: 900,
      n: 50,
      model: 'a',
      teacher: 'b',
      world: 'ledger',
      difficulty: 2,
      learningRate: 2e-4,
      rollouts: 8,
      temperature: 0.9,
      maxTokens: 64,
      evaluateEvery: 5,
      save: 'out',
      json: true,
      backend: 'cpu',
      models: 'models',
      threads: undefined,
      adapter: null,
      problems: null,
      noteTemplate: '{note}\n\n{prompt}',
      lora: null,
      remote: null,
    })
  })

  it('may ask for an adapter, and for problems of one’s own, which the model learns from itself', () => {
    const { lora, recipe, teacher } = parseTrainOptions(words('--model m --problems p.jsonl --lora 8'))
    expect([recipe, teacher]).toEqual(['opsd', 'm'])
    expect(lora).toMatchObject({ rank: 8, alpha: 16 })
    expect(lora?.modules).toHaveLength(7)
    const few = parseTrainOptions(words('--lora 2 --lora-alpha 1 --lora-modules q_proj,v_proj'))
    expect(few.lora).toEqual({ rank: 2, alpha: 1, modules: ['q_proj', 'v_proj'] })
    expect(() => parseTrainOptions(words('--lora-alpha 1'))).toThrow('--lora-alpha belongs to an adapter')
    expect(() => parseTrainOptions(words('--lora 2 --lora-modules lm_head'))).toThrow('--lora-modules is "lm_head"')
  })
})

describe('the options of race', () => {
  it('are a name, or the wish for a list, and what shrinks it', () => {
    expect(parseRaceOptions(['--list'])).toMatchObject({ race: null, list: true, seeds: null })
    expect(parseRaceOptions(words('support --seeds 4,5 --steps 3 --n 8'))).toMatchObject({
      race: 'support',
      seeds: [4, 5],
      steps: 3,
      n: 8,
    })
  })
})

describe('the options of recipe', () => {
  it('are an action and what it acts on', () => {
    expect(parseRecipeOptions(['list', '--json'])).toEqual({ action: 'list', json: true })
    expect(parseRecipeOptions(words('validate my.json'))).toEqual({
      action: 'validate',
      recipe: 'my.json',
      json: false,
    })
    expect(parseRecipeOptions(words('graph gkd -o step.onnx --phase 2'))).toEqual({
      action: 'graph',
      recipe: 'gkd',
      out: 'step.onnx',
      phase: 2,
      model: 'student',
      models: 'models',
      json: false,
    })
  })
})

describe('bad options', () => {
  it.each([
    [parseTrainOptions, 'gkd', /one argument too many: "gkd"\. Write lab train --recipe ID/],
    [parseTrainOptions, '--steps 0', /--steps is "0"\. Give --steps a whole number of at least 1/],
    [parseTrainOptions, '--learning-rate fast', /--learning-rate is "fast"\. Give --learning-rate a number/],
    [parseTrainOptions, '--learning-rate 0', /--learning-rate is "0"\. Give --learning-rate a number above 0/],
    [parseTrainOptions, '--temperature 0', /--temperature is "0"/],
    [parseTrainOptions, '--world moon', /--world is "moon"\. Choose one of: tally/],
    [parseTrainOptions, '--evaluate-every 0', /--evaluate-every is "0"/],
    [parseTrainOptions, '--context trace', /--context.*--help/],
    [parseRaceOptions, '', /name of the race is missing\. Write lab race NAME; lab race --list/],
    [parseRaceOptions, 'a b', /one argument too many: "b"/],
    [parseRaceOptions, 'a --seeds 1,x', /--seeds is "x"/],
    [parseRaceOptions, 'a --seeds 1,1', /--seeds is "1,1"\. Give every seed once/],
    [parseRecipeOptions, '', /what to do with the recipe is missing\. Choose one of: list, schema, validate/i],
    [parseRecipeOptions, 'paint gkd', /"paint"\. Choose one of/],
    [parseRecipeOptions, 'validate', /The recipe is missing\. Write lab recipe validate recipe\.json/],
    [parseRecipeOptions, 'graph gkd', /-o is missing\. Write lab recipe graph gkd -o step\.onnx/],
    [parseRecipeOptions, 'graph gkd -o x.onnx --phase 0', /--phase is "0"/],
    [parseRecipeOptions, 'list gkd', /one argument too many: "gkd"/],
  ])('are refused in one line with a remedy: %o %s', (parse, text, message) => {
    let line = ''
    try {
      parse(words(text))
    } catch (error) {
      line = error instanceof Error && 'remedy' in error ? `${error.message} ${error.remedy}` : String(error)
    }
    expect(line).toMatch(message)
    expect(line).not.toContain('\n')
  })
})
