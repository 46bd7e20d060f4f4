/** @file The index of an imported run: filters, reading again from where a rollout stands, search, curves that thin out, and what it keeps. */
import { describe, expect, it } from 'vitest'
import { readRun } from './import-run.ts'
import { EVERY_ROW, MEAN_REWARD, RunIndex } from './run-index.ts'
import type { ImportSource } from './source.ts'

function sourceOf(name: string, text: string): ImportSource {
  const bytes = new TextEncoder().encode(text)
  return { name, path: name, size: bytes.length, slice: async (start, end) => bytes.slice(start, end) }
}

async function indexed(...sources: readonly ImportSource[]): Promise<RunIndex> {
  const index = new RunIndex()
  for (const source of sources) {
    index.begin(source)
    for await (const item of readRun(source)) index.add(item)
  }
  return index
}

const verl = (step: number, i: number): string =>
  JSON.stringify({ input: `Was ist ${i % 3}+1? ü`, output: `Ä ${i}`, gts: '2', score: i % 2, step, uid: `${i}_0_0` })

describe('the index of a run', () => {
  it('finds rollouts by step, prompt and reward, and reads them again from their bytes', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => verl(1 + Math.floor(i / 6), i))
    const index = await indexed(
      sourceOf('1.jsonl', `\uFEFF${lines.slice(0, 5).join('\r\n')}\n\nbroken\n${lines.slice(5).join('\n')}`),
    )
    expect(index.length).toBe(12)
    expect(index.skipped).toMatchObject([{ file: '1.jsonl', line: 7 }])
    expect(index.stepsOf()).toEqual([1, 2])
    expect(index.prompts).toHaveLength(3)
    expect(index.rows({ ...EVERY_ROW, step: 2, least: 1 })).toEqual([7, 9, 11])
    expect(index.rows({ ...EVERY_ROW, prompt: 0, most: 0 })).toEqual([0, 6])
    for (const row of [0, 4, 5, 11])
      expect(await index.rollout(row)).toMatchObject({ completion: `Ä ${row}`, reward: row % 2, answer: '2' })
    expect(index.metrics().get(MEAN_REWARD)).toEqual([
      { x: 1, y: 0.5 },
      { x: 2, y: 0.5 },
    ])
    expect(await index.search('ä 1', new AbortController().signal, () => {})).toEqual([1, 10, 11])
  })

  it('finds the rollouts of columns, documents and rows where they stand', async () => {
    const columns = JSON.stringify({ step: ['5', '5'], prompt: ['p', 'p'], completion: ['a', 'b'] })
    const list = JSON.stringify([JSON.parse(verl(1, 1)), JSON.parse(verl(1, 2))], null, 1)
    const oneLine = sourceOf('one.json', `[${verl(1, 4)},${verl(1, 5)}]\n`)
    const index = await indexed(
      sourceOf('completions.jsonl', `${columns}\n${columns}`),
      sourceOf('all.json', list),
      oneLine,
    )
    expect(index.length).toBe(8)
    expect(await index.rollout(7)).toMatchObject({ completion: 'Ä 5' })
    expect(await index.rollout(3)).toMatchObject({ source: 'ms-swift', completion: 'b' })
    expect(await index.rollout(5)).toMatchObject({ source: 'verl', completion: 'Ä 2' })
  })

  it('thins curves out, the first point and the shape stay', async () => {
    const index = new RunIndex()
    for (let step = 0; step < 20_000; step++)
      index.add({ kind: 'metrics', value: { source: 'tinker', file: 'm', step, values: { loss: step } } })
    const points = index.metrics().get('loss')!
    expect(points.length).toBeLessThan(4096)
    expect(points[0]).toEqual({ x: 0, y: 0 })
    expect(points.at(-1)!.x).toBeGreaterThan(19_980)
  })

  it('keeps from which step on a metric was no number', async () => {
    const lines = ['{"step": 1, "loss": 1}', '{"step": 2, "loss": NaN}', '{"step": 3, "loss": Infinity}']
    const index = await indexed(sourceOf('metrics.jsonl', lines.join('\n')))
    expect(index.brokenFrom).toEqual(new Map([['loss', 2]]))
    expect(index.metrics().get('loss')).toEqual([{ x: 1, y: 1 }])
  })
})
