import { describe, expect, it } from 'vitest'
import { contextFor, problemOf, problemRef } from '../store/scoring.ts'
import { DEFAULTS, FIELDS, restore, toQuery } from '../testing/app.ts'
import { Random } from '../world/random.ts'
import { WORLDS } from '../world/registry.ts'
import { mutatedLinks } from './mutated-links.test-helper.ts'
import { migrate } from './schema.ts'
import type { Settings } from './settings.ts'
import { BARE_STAGE } from './stage-link.ts'

/** What breaks what every part of the page may rely on, whatever the address was. Plain checks: there are many. */
function unsound(settings: Settings): readonly string[] {
  const { min, max } = WORLDS[settings.world].difficulty
  const weight = settings.toyTeacher.reduce((sum, mode) => sum + mode.weight, 0)
  const repeats = (['rail', 'toyDivergences', 'xray'] as const).filter(
    (name) => new Set<string>(settings[name]).size < settings[name].length,
  )
  const odd = Object.entries(settings).filter(
    ([name, value]) =>
      typeof value !== typeof DEFAULTS[name as keyof Settings] ||
      // JSON writes NaN and Infinity as null.
      (typeof value !== 'string' &&
        name !== 'own' &&
        !name.startsWith('compare') &&
        name !== 'ownRecipe' &&
        JSON.stringify(value).includes('null')),
  )
  contextFor(settings)
  return [
    ...repeats,
    ...odd.map(([name]) => name),
    ...(Object.keys(settings).length === Object.keys(DEFAULTS).length ? [] : ['names']),
    ...(settings.difficulty >= min && settings.difficulty <= max ? [] : ['difficulty']),
    ...(weight > 0.9 && weight < 1.1 ? [] : ['toyTeacher']),
    ...(settings.own || problemOf(problemRef(settings)).question.length > 0 ? [] : ['problem']),
  ]
}

describe('2,000 mutated links', () => {
  const links = mutatedLinks(2000, 5)

  it('are mostly not the links that they were', () => {
    expect(new Set(links).size).toBeGreaterThan(1500)
    expect(links.filter((link) => restore(link).notice !== null).length).toBeGreaterThan(700)
    expect(links.filter((link) => restore(link).notice === null).length).toBeGreaterThan(200)
  })

  it('give sound settings, and an address that says the same again', () => {
    for (const link of links) {
      const { settings, stage } = restore(`?${link}`)
      expect(unsound(settings), link).toEqual([])
      const again = toQuery(settings, '', stage)
      const twice = restore(again)
      expect(twice, link).toMatchObject({ settings, stage, notice: null })
      const kept = toQuery(settings, link, stage)
      expect(restore(kept).notice, link).toBeNull()
      expect([toQuery(twice.settings, '', twice.stage), toQuery(settings, kept, stage)], link).toEqual([again, kept])
    }
  })
})

describe('what is told', () => {
  it('is nothing for links of ours, and of those that people add to', () => {
    for (const query of ['', '?', 'v=1&seed=4', 'seed=4&utm_source=letter&fbclid=x', 'v=1']) {
      expect(restore(query).notice).toBeNull()
    }
  })

  it.each(['temperatur=0.7', 'tempreature=0.7', 'divergense=jsd', 'SEED=4', 'worlds=ledger'])(
    'is that %s is a slip of the hand, which the next address leaves out',
    (query) => {
      expect(restore(query)).toMatchObject({
        settings: DEFAULTS,
        notice: expect.stringContaining(query.split('=')[0] ?? ''),
      })
      expect(toQuery(DEFAULTS, query)).toBe('')
    },
  )

  it('is nothing about names of the page’s other parts', () => {
    expect(restore('embed=1&view=rail&hide=sample&autoload=view&lesson=2&step=3&allow=null').notice).toBeNull()
  })

  it('is that a link is newer, with what is not understood of it', () => {
    expect(restore('v=7&seed=3')).toMatchObject({
      settings: { seed: 3 },
      notice: expect.stringMatching(/newer version/),
    })
    expect(restore('v=7&divergence=entirely-new').notice).toMatch(/newer version.*“divergence”/)
  })

  it.each(['v=0', 'v=-1', 'v=1.5', 'v=one', 'v=', 'v=9999999999'])('is that %s is no version', (query) => {
    expect(restore(query).notice).toMatch(/“v”/)
  })

  it('is that a name stands there twice with different values; the first counts', () => {
    expect(restore('seed=3&seed=4')).toMatchObject({ settings: { seed: 3 }, notice: expect.stringMatching(/“seed”/) })
    expect(restore('seed=3&seed=3').notice).toBeNull()
  })

  it('is that an endless address was not read, without reading it', () => {
    const { settings, notice } = restore(`seed=3&${'x'.repeat(1_000_000)}`)
    expect(settings).toEqual(DEFAULTS)
    expect(notice).toMatch(/too long.*1000007 characters/)
  })

  it('is one sentence, however much is wrong', () => {
    const everything = Object.values(FIELDS).map(({ key }) => `${key}=%00`)
    const { settings, notice } = restore(everything.join('&'))
    expect(settings).toEqual(DEFAULTS)
    expect(notice?.match(/\. /g)).toBeNull()
  })
})

describe('an address that holds what is not ours', () => {
  it('keeps a little of it, and drops a flood', () => {
    expect(toQuery({ ...DEFAULTS, seed: 4 }, 'utm=x')).toBe('v=1&seed=4&utm=x')
    const flood = Array.from({ length: 1000 }, (_, i) => `k${i}=1`).join('&')
    expect(toQuery({ ...DEFAULTS, seed: 4 }, flood)).toBe('v=1&seed=4')
    expect(toQuery(DEFAULTS, `big=${'x'.repeat(9000)}`)).toBe('')
  })
})

describe('an older version', () => {
  it('is brought up to date step by step', () => {
    const rename = (from: string, to: string) => (parameters: URLSearchParams) => {
      parameters.set(to, parameters.get(from) ?? '')
      parameters.delete(from)
    }
    const table = [rename('one', 'two'), rename('two', 'three')]
    const query = (from: number): string => {
      const parameters = new URLSearchParams({ one: '1', two: '2' })
      migrate(parameters, from, table)
      return parameters.toString()
    }
    expect(query(1)).toBe('three=1')
    expect(query(2)).toBe('one=1&three=2')
    expect(query(3)).toBe('one=1&two=2')
  })
})

describe('the stage of a link', () => {
  it('says the same after a round trip', () => {
    const random = new Random(8, 'stage')
    const whole = (n: number): number => Math.floor(random.next() * n)
    for (let i = 0; i < 100; i++) {
      const stage = {
        pinned: [null, whole(512)][i % 2] ?? null,
        live: i % 3 === 0,
        forks: Array.from({ length: i % 5 }, () => ({ index: whole(512), token: whole(5000), seed: whole(10_000) })),
        seedA: [null, whole(10_000)][i % 2] ?? null,
        seedB: null,
      }
      expect(restore(toQuery(DEFAULTS, '', stage))).toMatchObject({ settings: DEFAULTS, stage, notice: null })
    }
  })

  it.each(['token=-1', 'token=512', 'token=x', 'run=yes', 'fork=1.2', 'fork=1.2.3.4', 'fork=,', 'a-seed=-4'])(
    '%s is told and left out',
    (query) => {
      expect(restore(query)).toMatchObject({ stage: BARE_STAGE, notice: expect.stringContaining('“') })
    },
  )
})
