import { describe, expect, it } from 'vitest'
import { divergenceIds } from '../divergence/registry.ts'
import { parseOptions } from './options.ts'

describe('parseOptions', () => {
  it('has defaults that fit the verb', () => {
    expect(parseOptions(['sample'])).toMatchObject({
      world: 'tally',
      difficulty: 2,
      temperature: 1,
      n: 1,
      context: null,
    })
    expect(parseOptions(['eval'])).toMatchObject({ temperature: 0, n: 500 })
  })

  it('reads every option of the contract', () => {
    const text =
      'score --world ledger --difficulty 3 --problem-seed 7 --seed 9 --temperature 0.5 --top-k 4 --max-tokens 30 --n 2 ' +
      '--model a --teacher b --context document --backend wasm --json'
    expect(parseOptions(text.split(' '))).toMatchObject({
      verb: 'score',
      world: 'ledger',
      difficulty: 3,
      problemSeed: 7,
      seed: 9,
      temperature: 0.5,
      topK: 4,
      maxTokens: 30,
      n: 2,
      model: 'a',
      teacher: 'b',
      context: 'document',
      backend: 'wasm',
      json: true,
    })
  })

  it('reads divergences with parameters, and takes all by default', () => {
    expect(parseOptions(['score', '--divergences', 'forward-kl,jsd:beta=0.25']).divergences).toEqual([
      { key: 'forward-kl', id: 'forward-kl', params: {} },
      { key: 'jsd:beta=0.25', id: 'jsd', params: { beta: 0.25 } },
    ])
    expect(parseOptions(['score']).divergences.map(({ id }) => id)).toEqual(divergenceIds())
  })

  it.each([
    [['paint'], /^The verb is "paint"\. Choose one of: sample/],
    [[], /^The verb is missing\. Choose/],
    [['sample', 'twice'], /one argument too many/],
    [['sample', '--world', 'moon'], /--world is "moon"\. Choose one of: tally/],
    [['sample', '--seed', '1.5'], /--seed is "1.5"\. Give --seed a whole number/],
    [['sample', '--seed=-1'], /--seed is "-1"/],
    [['sample', '--n', '0'], /--n is "0"/],
    [['sample', '--temperature', 'warm'], /--temperature is "warm"\. Give --temperature a number/],
    [['sample', '--temperature', ''], /--temperature is ""/],
    [['sample', '--context', 'gossip'], /--context is "gossip"\. Choose one of: answer/],
    [['sample', '--backend', 'abacus'], /--backend is "abacus"/],
    [['sample', '--colour'], /--colour.*--help/],
    [['sample', '--temperature', '-x'], /--temperature.*--help/],
    [['sample', '--difficulty', '-1'], /--difficulty is "-1"\. Give --difficulty a whole number of at least 0/],
    [['sample', '--top-k', '-.5'], /--top-k is "-\.5"/],
    [['sample', '--threads', '9999'], /Give --threads a whole number from 1 to 64/],
    [['score', '--divergences', 'nearness'], /--divergences is "nearness"/],
    [['score', '--divergences', 'jsd:beta'], /Give --divergences jsd:beta a number/],
  ])('refuses %j in one line with a remedy', (argv, message) => {
    let line = ''
    try {
      parseOptions(argv)
    } catch (error) {
      line = error instanceof Error && 'remedy' in error ? `${error.message} ${error.remedy}` : ''
    }
    expect(line).toMatch(message)
    expect(line).not.toContain('\n')
  })
})
