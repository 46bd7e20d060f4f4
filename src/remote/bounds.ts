/**
 * @file What is known of a divergence when the teacher is known on its k likeliest words only: a lower and an upper bound, both
 * rigorous. Below: the rest as one bucket (no f-divergence grows when words are put together). Above: the divergence is convex in each
 * word's probability, no unknown word is likelier than the k-th, and together they hold the rest: the worst words take all of it.
 */
import { divergenceById } from '../divergence/registry.ts'

export interface Bounds {
  readonly lower: number
  /** May be +Infinity: reverse KL is, where the teacher may give a word nothing. */
  readonly upper: number
}

/** The teacher on the words that it named, in nats. */
export interface KnownTeacher {
  readonly known: ReadonlyMap<number, number>
  /** No unknown word is likelier, nats. */
  readonly cap: number
}

/**
 * What a server's answer says of one position.
 * @param own log-prob of the token that stands there, where it is known
 * @param top the likeliest words, likeliest first
 * @param asked how many of them were asked for
 */
export function knownOf(
  { own, top }: { readonly own: number | null; readonly top: readonly (readonly [id: number, logProb: number])[] },
  token: number,
  asked: number,
  vocabulary: number,
): KnownTeacher & { readonly rest: number } {
  const known = new Map(top)
  if (own !== null) known.set(token, own)
  const rest = restOf(known.values())
  // A list that is shorter than was asked for may leave out likely words: only the rest of the mass bounds them.
  const cap = top.length < Math.min(asked, vocabulary) ? Math.log(rest) : top.at(-1)![1]
  return { known, cap, rest }
}

type Params = Readonly<Record<string, number>>
/** What one word adds, of its probabilities under student and teacher; convex in the teacher's. */
type Entry = (s: number, t: number) => number

const kl = (a: number, b: number): number => (a === 0 ? 0 : b === 0 ? Number.POSITIVE_INFINITY : a * Math.log(a / b))

/** Sums over words. Others (Renyi, adaptive KL, ...) have no bound of this kind. */
function entryOf(id: string, { beta = 0.5, w = 0.5, alpha = 0.1 }: Params): Entry | null {
  switch (id) {
    case 'forward-kl':
      return (s, t) => kl(t, s)
    case 'reverse-kl':
      return (s, t) => kl(s, t)
    case 'jsd':
      if (beta === 0) return (s, t) => kl(t, s)
      if (beta === 1) return (s, t) => kl(s, t)
      return (s, t) => {
        const m = beta * t + (1 - beta) * s
        return beta * kl(t, m) + (1 - beta) * kl(s, m)
      }
    case 'jeffreys':
      return (s, t) => (w === 0 ? 0 : w * kl(t, s)) + (w === 1 ? 0 : (1 - w) * kl(s, t))
    case 'skew-forward-kl':
      return (s, t) => kl(t, alpha * t + (1 - alpha) * s)
    case 'skew-reverse-kl':
      return (s, t) => kl(s, alpha * s + (1 - alpha) * t)
    case 'tvd':
      return (s, t) => Math.abs(s - t) / 2
    case 'squared-hellinger':
      return (s, t) => (Math.sqrt(t) - Math.sqrt(s)) ** 2 / 2
    default:
      return null
  }
}

/** The rest of the mass; never below 0 by rounding. */
const restOf = (logs: Iterable<number>): number => {
  let sum = 0
  for (const log of logs) sum += Math.exp(log)
  return Math.max(0, 1 - sum)
}

/**
 * @param student log-probs of the whole vocabulary, nats
 * @param own the sampled token
 * @returns null for a divergence that is not bounded by what is known
 */
export function boundsOf(
  id: string,
  params: Params,
  student: ArrayLike<number>,
  teacher: KnownTeacher,
  own: number,
): Bounds | null {
  const exact = sampled(id, student, teacher, own)
  if (exact !== null) return { lower: exact, upper: exact }
  const card = divergenceById(id)
  const defaults = Object.fromEntries(card.params.map((param) => [param.id, param.default]))
  const entry = entryOf(id, { ...defaults, ...params })
  if (!entry) return null
  const { known, cap } = teacher
  const rest = restOf(known.values())
  let named = 0
  let bucket = 1
  for (const [word, log] of known) {
    const s = Math.exp(student[word]!)
    bucket -= s
    named += entry(s, Math.exp(log))
  }
  const lower = Math.max(0, named + entry(Math.max(0, bucket), rest))
  return { lower, upper: Math.max(lower, named + worst(entry, student, known, rest, Math.exp(cap))) }
}

/** Estimators and the likeliest word need no distribution. */
function sampled(id: string, student: ArrayLike<number>, { known }: KnownTeacher, own: number): number | null {
  if (id === 'teacher-argmax-ce') {
    const [word] = [...known].sort((a, b) => b[1] - a[1])[0] ?? []
    return word === undefined ? null : -student[word]!
  }
  const log = known.get(own)
  if (log === undefined || !['k1', 'k2', 'k3'].includes(id)) return null
  const d = log - student[own]!
  if (id === 'k1') return -d
  return id === 'k2' ? (d * d) / 2 : Math.exp(d) - d - 1
}

/** The most that the unknown words can add. */
function worst(
  entry: Entry,
  student: ArrayLike<number>,
  known: ReadonlyMap<number, number>,
  rest: number,
  cap: number,
): number {
  let none = 0
  const gains: number[] = []
  const most = Math.min(cap, rest)
  for (let word = 0; word < student.length; word++) {
    if (known.has(word)) continue
    const s = Math.exp(student[word]!)
    const without = entry(s, 0)
    none += without
    gains.push(most === 0 ? 0 : entry(s, most) - without)
  }
  if (most === 0 || none === Number.POSITIVE_INFINITY) return none
  gains.sort((a, b) => b - a)
  let left = rest / most
  let sum = none
  for (const gain of gains) {
    if (left <= 0) break
    // A part of the most adds no more than that part of the gain: convexity.
    sum += Math.min(1, left) * gain
    left -= 1
  }
  return sum
}

/** Bounds of the teacher's entropy, nats: the rest as one word, or spread over all the others. */
export function entropyBounds({ known }: Pick<KnownTeacher, 'known'>, vocabulary: number): Bounds {
  const rest = restOf(known.values())
  let named = 0
  for (const log of known.values()) if (log > Number.NEGATIVE_INFINITY) named -= Math.exp(log) * log
  const lower = named - (rest > 0 ? rest * Math.log(rest) : 0)
  return { lower, upper: lower + (rest > 0 ? rest * Math.log(Math.max(1, vocabulary - known.size)) : 0) }
}
