/**
 * @file Which recipes can learn from a teacher on a server. It says how likely the token is that stands there, and the k likeliest ones;
 * what else a recipe asks of its teacher is found by asking the recipe itself, so that no list of recipes goes stale.
 */
import type { Batch, Columns } from './batch.ts'
import { emptyColumns } from './batch.ts'
import { lossDivergence } from './divergences/registry.ts'
import type { Phase, Recipe } from './recipe/recipe.ts'
import type { DivergenceTerm, Term } from './recipe/terms.ts'
import { teacherObject } from './teachers.ts'
import { advantagesOf } from './weights/advantages.ts'
import { weightsOf } from './weights/weights.ts'

/** What a step must hear of the teacher on a server. */
export interface ServedNeeds {
  /** The log-prob of every token that stands there. */
  readonly own: boolean
  /** So many of the likeliest; 0: none. */
  readonly topK: number
}

/** Why a recipe cannot learn from a server: ends of a sentence. */
export const SERVED_WHY = {
  noTeacher: 'it has no teacher',
  student: 'its teacher is made of the student’s own weights, which no server has',
  texts: 'its teacher writes texts and is asked about no token',
  grades: 'its teacher grades whole texts and is asked about no token',
  several: 'its teacher is made of several models',
  writes: 'its teacher writes texts of its own',
  loop: 'its teacher has a hand in every token that is written',
  mix: 'its mix of texts follows reverse KL over the whole vocabulary',
  ranking: 'it asks in which order the teacher puts the student’s likeliest words',
  hybrid: 'it asks about a second token that the student draws',
  insides: 'it reads the teacher’s insides',
  whole: 'its divergence is taken over the whole vocabulary',
  studentTop: 'its divergence is taken on the student’s likeliest words',
  temperature: 'its divergence is taken at another temperature than 1, at which servers score',
  teacherEntropy: 'it reads the teacher’s entropy',
  teacherTopEntropy: 'it reads the teacher’s entropy on its likeliest words',
  teacherRank: 'it reads the token’s rank under the teacher',
  teacherLogit: 'it reads the teacher’s raw logits',
  teacherMaxLogit: 'it reads the teacher’s raw logits',
  teacherSpread: 'it reads the distance between two teachers',
  forwardKl: 'it reads forward KL over the whole vocabulary',
  reverseKl: 'it reads reverse KL over the whole vocabulary',
  tvd: 'it reads total variation over the whole vocabulary',
} as const

/** @returns what the recipe needs of a server; where it needs more than one gives: why it cannot learn from it, a sentence's end, to be translated */
export function servedNeeds(recipe: Recipe): ServedNeeds | { readonly why: string } {
  const { teacher } = recipe
  if (teacher === null) return { why: SERVED_WHY.noTeacher }
  const { says, isStudent } = teacherObject(teacher)
  if (isStudent) return { why: SERVED_WHY.student }
  if (says === 'texts') return { why: SERVED_WHY.texts }
  if (says === 'grades') return { why: SERVED_WHY.grades }
  if (teacher.kind !== 'larger') return { why: SERVED_WHY.several }
  let needs: ServedNeeds = { own: false, topK: 0 }
  for (const phase of recipe.phases as readonly Phase<Term>[]) {
    const why = whyNotWritten(phase)
    if (why !== null) return { why }
    for (const term of phase.loss) {
      const found = needsOfTerm(term, phase)
      if ('why' in found) return found
      needs = { own: needs.own || found.own, topK: Math.max(needs.topK, found.topK) }
    }
  }
  return needs
}

/** Why the texts of a phase cannot be written without the teacher's own weights at hand, or null. */
function whyNotWritten({ rollouts }: Phase<Term>): string | null {
  if (rollouts.draws.some(({ writer }) => writer === 'teacher')) return SERVED_WHY.writes
  if (rollouts.draws.some(({ loop }) => loop !== undefined)) return SERVED_WHY.loop
  const onPolicy = rollouts.mixing?.onPolicy
  if (typeof onPolicy === 'object' && 'kind' in onPolicy) return SERVED_WHY.mix
  return null
}

function needsOfTerm(term: Term, phase: Phase<Term>): ServedNeeds | { readonly why: string } {
  const read = columnsRead(term, phase)
  const unknown = [...read].find((name): name is keyof Columns & keyof typeof SERVED_WHY => name in SERVED_WHY)
  if (unknown) return { why: SERVED_WHY[unknown] }
  const own = read.has('teacherLogp')
  switch (term.kind) {
    case 'divergence':
      return ofDivergence(term, own)
    case 'estimator':
    case 'bounded-gap':
      return { own: true, topK: 0 }
    case 'policy-gradient':
      return { own: own || term.surrogate.kind === 'teacher-mix', topK: 0 }
    case 'ranking':
      return { why: SERVED_WHY.ranking }
    case 'hybrid':
      return { why: SERVED_WHY.hybrid }
    case 'features':
    case 'cross-tokenizer':
      return { why: SERVED_WHY.insides }
    default:
      return { own, topK: 0 }
  }
}

function ofDivergence(
  { divergence, support, temperature = 1 }: DivergenceTerm,
  own: boolean,
): ServedNeeds | { readonly why: string } {
  if (divergence.id === 'teacher-argmax-ce') return { own, topK: Math.max(1, support?.topK ?? 1) }
  if (!support) return { why: SERVED_WHY.whole }
  if (support.of === 'student') return { why: SERVED_WHY.studentTop }
  // At another temperature the mass of the rest depends on every word of it; renormalised, the k are all there is.
  if (temperature !== 1 && support.rest !== 'renormalise') return { why: SERVED_WHY.temperature }
  return { own, topK: support.topK }
}

/** The columns that a term's weights, advantage and moving parameter read, found by letting them read. */
function columnsRead(term: Term, { rollouts }: Phase<Term>): ReadonlySet<keyof Columns> {
  const read = new Set<keyof Columns>()
  if (term.kind === 'preference') return read
  const draws = rollouts.draws.map(({ id }) => id)
  const length = 2
  const texts = draws.flatMap((draw, d) =>
    [0, 1, 2, 3].map((i) => ({
      ...{ draw, problem: i >> 1, first: (d * 4 + i) * length, length, right: i % 2 === 0, reward: (i + 1) % 2 },
      ...{ answer: String(i), firstWrongRow: null },
    })),
  )
  const rows = texts.length * length
  const columns = new Proxy(emptyColumns(rows), {
    get(target, name: keyof Columns) {
      read.add(name)
      return target[name]
    },
  })
  const batch: Batch = { rows, texts, tokens: new Int32Array(rows), special: new Uint8Array(rows), columns }
  weightsOf(batch, term.on, term.weights)
  if (term.kind === 'policy-gradient') advantagesOf(batch, term)
  const moving = term.kind === 'divergence' ? lossDivergence(term.divergence).moving?.(term.divergence) : null
  if (moving?.per === 'row') moving.of(batch, term.on)
  return read
}
