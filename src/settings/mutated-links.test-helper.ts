/** @file Links as accidents and ill will make them: seeded mutations of good ones. Shared by unit and browser tests. */
import { Random } from '../world/random.ts'

/** Links that use every kind of field. */
const GOOD = [
  '',
  'v=1&temperature=0.7&privileged=1',
  'v=1&world=ledger&difficulty=2&problem=12&seed=5&student=student-strong&teacher=specialist-ledger',
  'v=1&params=jsd.beta:0.3,renyi.alpha:2&divergence=jsd&tab=rail&rail=k1,jsd,tvd&pair=jsd,tvd&rail-scale=relative&support=top-k&support-k=8',
  'v=1&tab=waterfall&clip=0.5&teacher-gate=0.3&student-top=0.2&prefix=20&token=7',
  'v=1&tab=estimators&draw=problem&draw-temperature=1.3&draw-seed=4&draw-clip=2',
  'v=1&tab=bench&bench=-2.2:0.6:0.55,2.2:0.6:0.45&bench-start=1:1&bench-student=gaussian&bench-divergences=forward-kl,jsd',
  'v=1&tab=compare&a=student:none:gap&b=teacher:trace:reverse-kl&xray=answer,hint',
  'v=1&tab=xray&world=quest&context=hint&privileged=1&xray=none&token=3',
  'v=1&tab=fork&fork=4.12.3&a-seed=2&b-seed=9&token=4',
  'v=1&tab=training&recipe=opsd&lr=0.001&rollouts=8&steps=40&training-seed=3&x=tokens&race=own&lanes=gkd,opsd,opsd',
  'v=1&own=%7B%22prompt%22:%7B%22text%22:%22Hi%22%7D,%22notes%22:%7B%22hint%22:%7B%22text%22:%22Ho%22%7D%7D%7D&context=hint',
  'v=1&units=bits&scale=6&theme=projector&lang=zh&top-k=40&top-p=0.9&min-p=0.05&max-tokens=64&entries=9&ghost-step=0.01',
] as const

const VALUES = [
  ...['', '0', '-1', '1', '2', '99999999999999999999', '1e9', '0x1f', 'NaN', 'Infinity', '-0', '1.0000001', '٣', '½'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', '[object Object]', 'true'],
  ...[
    '%',
    '%zz',
    '%00',
    '%ff%fe',
    '%c0%80',
    '%F0%9F%A7%A8',
    '+',
    '&',
    '=',
    '#',
    '\u202e',
    '\ud800',
    '中文',
    'é'.repeat(40),
  ],
  ...['<script>alert(1)</script>', '"><img src=x>', '{{7*7}}', "';--", '../../etc/passwd', 'javascript:alert(1)'],
  ...['a,b,c', ',,,', ':::', '...', '0:0:0', '1:1:1,1:1:1,1:1:1,1:1:1', 'jsd.beta:9', 'none', 'x'.repeat(3000)],
] as const

const KEYS = [
  ...[
    'v',
    'seed',
    'world',
    'difficulty',
    'problem',
    'student',
    'teacher',
    'context',
    'divergence',
    'params',
    'tab',
    'token',
  ],
  ...[
    'rail',
    'pair',
    'bench',
    'bench-start',
    'bench-divergences',
    'xray',
    'a',
    'b',
    'lanes',
    'race',
    'recipe',
    'fork',
    'lang',
  ],
  ...[
    'theme',
    'units',
    'scale',
    'support',
    'clip',
    'prefix',
    'draw',
    'x',
    'lr',
    'steps',
    'max-tokens',
    'entries',
    'a-seed',
  ],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'utm_source', '', '%', 'é'],
] as const

/** `count` query strings without '?'. Neither `run` nor `backend` is among them: what samples or reloads is tested by itself. */
export function mutatedLinks(count: number, seed: number): readonly string[] {
  const random = new Random(seed, 'mutated links')
  const below = (n: number): number => Math.floor(random.next() * n)
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const others: readonly ((link: string) => string)[] = [
    // A value, a key, a character, a piece goes wrong.
    (link) => link.replace(/=[^&]*/g, (value) => (random.next() < 0.3 ? `=${pick(VALUES)}` : value)),
    (link) => `${link}&${pick(KEYS)}=${pick(VALUES)}`,
    (link) => `${link}&${pick(KEYS)}=${pick(VALUES)}&${pick(KEYS)}=${pick(VALUES)}`,
    (link) => {
      const at = below(link.length + 1)
      return link.slice(0, at) + String.fromCharCode(32 + below(95)) + link.slice(at + 1)
    },
    (link) => link.slice(0, below(link.length + 1)),
    (link) => link.slice(below(link.length + 1)),
    (link) => link.replace(/\d/g, (digit) => (random.next() < 0.3 ? String(below(10)) : digit)),
    // Two links in one, values of one under the keys of another.
    (link) => `${link}&${pick(GOOD)}`,
    (link) => {
      const values = pick(GOOD).match(/=[^&]*/g) ?? ['=']
      return link.replace(/=[^&]*/g, (value) => (random.next() < 0.4 ? pick(values) : value))
    },
    (link) => link.replace(/^v=1/, `v=${pick(['0', '2', '99', '-1', 'one', '1.5', ''])}`),
    (link) => link.split('&').reverse().join('&'),
    (link) => link.toUpperCase(),
    (link) => encodeURIComponent(link.replace(/[\ud800-\udfff]/g, '')),
  ]
  return Array.from({ length: count }, (_, i) => {
    // Floods are few: one is like the other.
    if (i % 401 === 400) return `${pick(GOOD)}&${'seed=1&'.repeat(3000)}`
    if (i % 397 === 396) return Array.from({ length: 1200 }, (_, n) => `k${n}=${n}`).join('&')
    let link: string = pick(GOOD)
    for (let n = 1 + below(3); n > 0; n--) link = pick(others)(link)
    return link.replace(/(^|&)(run|backend)=[^&]*/gi, '$1')
  })
}
