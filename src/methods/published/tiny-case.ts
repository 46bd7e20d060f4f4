/**
 * @file A fixed tiny step: six words, three problems, a few texts of each draw, and every model's logits. The first two
 * problems have right and wrong texts (where there are several), the third only wrong ones.
 */
import { seeded } from '../../divergence/testing/random.ts'
import { at, logSoftmax } from './maths.ts'

export const VOCABULARY = 6
const PROBLEMS = 3
/** Ids of the end of a text and of a line break. */
const END = 0
const LINE = 1

export interface TinyText {
  readonly draw: string
  readonly problem: number
  /** Row numbers of its tokens, in order. */
  readonly rows: readonly number[]
  readonly right: boolean
  readonly reward: number
  readonly answer: string | null
  /** Row at which the first wrong step begins. */
  readonly firstWrongRow: number | null
}

/** All that a published loss may read. One entry a row, unless said otherwise; log-probs are of the row's token. */
export interface TinyCase {
  readonly texts: readonly TinyText[]
  readonly tokens: readonly number[]
  readonly special: readonly boolean[]
  /** Student's logits before the step: [rows][VOCABULARY]. What has a stop-gradient reads these. */
  readonly frozen: readonly (readonly number[])[]
  /** Teacher's logits. */
  readonly teacher: readonly (readonly number[])[]
  /** Logits of each of several teachers, by the recipe's names; a routed one reads every so manyth problem. */
  readonly teachers?: Readonly<Record<string, readonly (readonly number[])[]>>
  /** Where a speculating teacher refused the student's token. */
  readonly refused?: readonly boolean[]
  /** log-prob under the writer, when it was written: near the student, so that some ratios pass a clip of 0.2. */
  readonly behaviour: readonly number[]
  /** log-prob under the starting weights. */
  readonly reference: readonly number[]
  /** In [0, 1), for the losses that draw a token of their own. */
  readonly uniform: readonly number[]
}

/**
 * @param draws texts a problem of every draw, by its id
 * @param absent draws that a problem lacks, e.g. `{ future: [0, 1] }` for one made only where all texts are wrong
 */
export function tinyCase(
  draws: Readonly<Record<string, number>>,
  absent: Readonly<Record<string, readonly number[]>> = {},
  seed = 5,
): TinyCase {
  const random = seeded(seed)
  const texts: TinyText[] = []
  const tokens: number[] = []
  for (const [draw, each] of Object.entries(draws))
    for (let problem = 0; problem < PROBLEMS; problem++)
      for (let i = 0; i < each; i++) {
        if (absent[draw]?.includes(problem)) continue
        const rows = Array.from({ length: 2 + ((i + 2 * problem) % 3) }, (_, t) => tokens.length + t)
        const right = problem < 2 && (each === 1 ? problem === 0 : i % 2 === problem)
        texts.push({ draw, problem, rows, right, ...verdict(right, i, rows) })
        for (const row of rows)
          tokens.push(row === rows.at(-1) ? END : row % 4 === 2 ? LINE : 2 + Math.floor(random.next() * 4))
      }
  const logits = (scale: number) => tokens.map(() => Array.from({ length: VOCABULARY }, () => scale * random.normal()))
  const frozen = logits(1)
  // The teacher shares the student's taste and is surer of some rows than of others.
  const teacher = frozen.map((row, i) => row.map((x) => 0.5 * x + (i % 3 === 0 ? 0.4 : 1.3) * random.normal()))
  const logps = (rows: readonly (readonly number[])[]) => rows.map((row, i) => at(logSoftmax(row), at(tokens, i)))
  return {
    texts,
    tokens,
    special: tokens.map((token) => token === END || token === LINE),
    frozen,
    teacher,
    behaviour: logps(frozen).map((x) => Math.min(-0.01, x + 0.3 * random.normal())),
    reference: logps(frozen.map((row) => row.map((x) => x + 0.6 * random.normal()))),
    uniform: tokens.map(() => random.next()),
  }
}

/** Two thirds of a problem's wrong texts agree on an answer; one cannot be read and has no first wrong step. */
function verdict(right: boolean, i: number, rows: readonly number[]) {
  if (right) return { reward: 1, answer: '7', firstWrongRow: null }
  if (i === 2) return { reward: 0, answer: null, firstWrongRow: null }
  return { reward: 0, answer: '9', firstWrongRow: at(rows, 1) }
}

/** The texts of some draws. */
export const textsOf = (world: TinyCase, ...draws: readonly string[]): readonly TinyText[] =>
  world.texts.filter(({ draw }) => draws.includes(draw))

/** The rows of some draws. */
export const rowsOf = (world: TinyCase, ...draws: readonly string[]): readonly number[] =>
  textsOf(world, ...draws).flatMap(({ rows }) => rows)

/** The texts of each problem. */
export function groupsOf(texts: readonly TinyText[]): readonly (readonly TinyText[])[] {
  return Array.from({ length: PROBLEMS }, (_, problem) => texts.filter((text) => text.problem === problem))
}

/**
 * A case that a trainer's own unit test uses: one text of some draw, given as logits of up to six words a row; the words
 * that are missing have no probability.
 */
export function caseOf(
  draw: string,
  student: readonly (readonly number[])[],
  teacher: readonly (readonly number[])[],
): TinyCase {
  const none = -80
  const padded = (rows: readonly (readonly number[])[]) =>
    rows.map((row) => Array.from({ length: VOCABULARY }, (_, v) => row[v] ?? none))
  const zeros = student.map(() => 0)
  const rows = zeros.map((_, row) => row)
  return {
    texts: [{ draw, problem: 0, rows, right: true, reward: 1, answer: '7', firstWrongRow: null }],
    tokens: zeros,
    special: zeros.map(() => false),
    frozen: padded(student),
    teacher: padded(teacher),
    behaviour: zeros,
    reference: zeros,
    uniform: zeros,
  }
}

/** The case with several teachers: each has the student's taste in part, and a mind of its own. */
export function taughtBy(world: TinyCase, names: readonly string[], seed = 11): TinyCase {
  const random = seeded(seed)
  const logits = () => world.frozen.map((row) => row.map((x) => 0.5 * x + random.normal()))
  return { ...world, teachers: Object.fromEntries(names.map((name) => [name, logits()])) }
}
