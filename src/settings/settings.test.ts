import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../divergence/registry.ts'
import { STUDENT_KINDS } from '../divergence/toy/student.ts'
import { DRAW_SCOPES } from '../features/estimators/settings.ts'
import { REGISTRY } from '../features/index.ts'
import { RAIL_SCALES } from '../features/rail/settings.ts'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { learningRateOf } from '../methods/recipe/recipe.ts'
import { DEFAULTS, restore, toQuery } from '../testing/app.ts'
import { Random } from '../world/random.ts'
import { WORLDS } from '../world/registry.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'
import {
  BACKEND_CHOICES,
  GAP_SCALES,
  LANGUAGE_CHOICES,
  MAX_SEED,
  type Settings,
  SUPPORTS,
  THEMES,
  UNITS,
} from './settings.ts'
import { X_AXES } from './x-axis.ts'

const TABS = REGISTRY.tabs.map(({ id }) => id)

const changed = (part: Partial<Settings>): Settings => ({ ...DEFAULTS, ...part })

describe('an address', () => {
  it('is empty for the defaults and holds nothing but the differences', () => {
    expect(toQuery(DEFAULTS)).toBe('')
    expect(toQuery(changed({ temperature: 0.7, privileged: true }))).toBe('v=1&temperature=0.7&privileged=1')
    expect(toQuery(changed({ params: { jsd: { beta: 0.3 }, renyi: { alpha: 2 } } }))).toBe(
      'v=1&params=jsd.beta:0.3,renyi.alpha:2',
    )
  })

  it('takes the difficulty of the world that is chosen as the usual one', () => {
    const ledger = WORLDS.ledger.difficulty.default
    expect(toQuery(changed({ world: 'ledger', difficulty: ledger }))).toBe('v=1&world=ledger')
    expect(restore('?world=ledger').settings.difficulty).toBe(ledger)
  })

  it('takes the learning rate of the recipe that is chosen as the usual one', () => {
    const usual = learningRateOf(recipeById('opsd'))
    expect(restore('?recipe=opsd').settings.learningRate).toBe(usual)
    expect(toQuery(changed({ recipe: 'opsd', learningRate: usual }))).toBe('v=1&recipe=opsd')
    expect(restore('?recipe=opsd&lr=0.003').settings.learningRate).toBe(0.003)
  })

  it('leaves alone what is not ours', () => {
    expect(toQuery(changed({ seed: 5 }), '?utm=x&seed=9&v=1')).toBe('v=1&seed=5&utm=x')
    expect(toQuery(DEFAULTS, '?utm=x&seed=9')).toBe('utm=x')
  })

  it('says the same after a round trip, for any settings', () => {
    const random = new Random(11, 'settings')
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random.next() * values.length)] as T
    for (let i = 0; i < 300; i++) {
      const world = pick(WORLD_IDS)
      const { min, max } = WORLDS[world].difficulty
      const settings: Settings = {
        ...DEFAULTS,
        world,
        difficulty: min + Math.floor(random.next() * (max - min + 1)),
        problemSeed: Math.floor(random.next() * MAX_SEED),
        seed: pick([0, 1, MAX_SEED]),
        seedLocked: pick([true, false]),
        temperature: Math.round(random.next() * 200) / 100,
        topK: pick([0, 5, 40]),
        topP: pick([1, 0.9]),
        minP: pick([0, 0.05]),
        maxTokens: pick([1, 64, 512]),
        student: pick(['student', 'student-strong']),
        teacher: pick(['teacher', 'specialist-ledger', 'student']),
        context: pick(CONTEXT_KINDS),
        privileged: pick([true, false]),
        divergence: pick(DIVERGENCES).id,
        params: pick<Settings['params']>([{}, { jsd: { beta: 0.1 } }, { alpha: { alpha: -1.5 } }]),
        recipe: pick(RECIPES).id,
        learningRate: pick([1e-6, 0.0002, 0.1]),
        rolloutsPerStep: pick([1, 16, 128]),
        steps: pick([1, 100, 10_000]),
        trainingSeed: pick([0, 1, MAX_SEED]),
        xAxis: pick(X_AXES),
        race: pick(['divergences', 'own']),
        lanes: pick([
          ['gkd', 'opsd'],
          ['opsd', 'opsd', 'gkd'],
        ]),
        tab: pick(TABS),
        rail: pick([['k1'], ['jsd', 'tvd', 'renyi']]),
        railPair: pick([['jsd', 'k3'], DEFAULTS.railPair]),
        railScale: pick(RAIL_SCALES),
        support: pick(SUPPORTS),
        topEntries: pick([1, 4, 20]),
        stepSize: pick([0.00001, 0.0025, 1]),
        supportK: pick([1, 8, 256]),
        supportOf: pick(['teacher', 'student'] as const),
        clip: pick([0, 0.05, 100]),
        teacherGate: pick([0, 0.35, 12]),
        studentTop: pick([1, 0.2]),
        prefix: pick([0, 40, 512]),
        drawScope: pick(DRAW_SCOPES),
        drawTemperature: pick([0.2, 1, 1.35]),
        drawSeed: pick([0, 1, 1_000_000]),
        drawClip: pick([0, 0.5, 100]),
        toyTeacher: pick([DEFAULTS.toyTeacher, [{ mean: -0.5, width: 1.25, weight: 1 }]]),
        toyStart: pick([DEFAULTS.toyStart, { mean: -5, width: 3 }]),
        toyStudent: pick(STUDENT_KINDS),
        toyDivergences: pick([['forward-kl'], ['reverse-kl', 'tvd']]),
        xray: pick([[], ['hint'], ['answer', 'trace', 'success']]),
        compareA: { teacher: 'student', context: null, measure: pick(['gap', 'jsd']) },
        compareB: { teacher: 'specialist-ledger', context: pick(CONTEXT_KINDS), measure: 'gap' },
        units: pick(UNITS),
        gapScale: pick(GAP_SCALES),
        theme: pick(THEMES),
        language: pick(LANGUAGE_CHOICES),
        backend: pick(BACKEND_CHOICES),
      }
      expect(restore(toQuery(settings))).toMatchObject({ settings, notice: null })
    }
  })

  it('names the fields that were given', () => {
    expect([...restore('?seed=4&world=quest&seed=5').given].sort()).toEqual(['seed', 'world'])
  })
})

describe('a hostile address', () => {
  it.each([
    'seed=-1',
    'seed=1e3',
    'seed=4294967296',
    'seed=0x10',
    'seed=',
    'seed=NaN',
    'seed=1.5',
    'temperature=Infinity',
    'temperature=99',
    'world=__proto__',
    'world=constructor',
    'difficulty=999',
    'context=<script>',
    'privileged=yes',
    'divergence=toString',
    'params=jsd.beta:7',
    'params=jsd.gamma:0.5',
    'params=__proto__.x:1',
    'params=jsd.beta:0.5,,',
    'student=../../etc/passwd',
    'teacher=a%00b',
    'units=furlongs',
    'scale=7',
    'backend=cuda',
    'max-tokens=100000',
    'recipe=__proto__',
    'lr=0',
    'lr=1e-3',
    'rollouts=0',
    'steps=10001',
    'x=money',
    'lanes=gkd',
    'lanes=gkd,toString',
    'bench=0:1',
    'bench=0:0:1',
    'bench=0:1:1,',
    'bench=NaN:1:1',
    'bench=0:1:0.2,1:1:0.2,2:1:0.2,3:1:0.4',
    'bench-start=9:1',
    'bench-divergences=k1',
    'xray=answer,none',
    'xray=answer,,',
    'a=teacher:trace',
    'a=teacher:everything:gap',
    'b=teacher:none:toString',
    'b=:none:gap',
  ])('%s becomes the default with one notice', (query) => {
    const { settings, notice } = restore(`?${query}`)
    expect(settings).toEqual(DEFAULTS)
    expect(notice).toContain(query.split('=')[0])
  })

  it('keeps what is right beside what is wrong, and tells it all in one sentence', () => {
    const { settings, notice } = restore('?seed=x&problem=12&units=bits&theme=pink')
    expect(settings).toEqual(changed({ problemSeed: 12, units: 'bits' }))
    expect(notice).toMatch(/“seed”, “theme”/)
  })

  it('never throws', () => {
    const random = new Random(3, 'junk')
    const alphabet = '=&?%+;:,.#\\"\u0000\ud800é0123456789-worldseedparams'
    for (let i = 0; i < 500; i++) {
      const junk = Array.from({ length: 60 }, () => alphabet[Math.floor(random.next() * alphabet.length)]).join('')
      expect(() => toQuery(restore(junk).settings, junk)).not.toThrow()
    }
  })
})
