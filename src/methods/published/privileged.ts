/** @file The losses of self-distillation with privileged context, from their equations. */
import {
  bites,
  forwardKl,
  type Logits,
  logpAt,
  nll,
  overTexts,
  overTokens,
  type PublishedCase,
  type PublishedLoss,
  pairAt,
  reverseKl,
  reverseKlAt,
  teacherGap,
} from './common.ts'
import { at, clip, entropy, mean, softmax, sum, topIndices } from './maths.ts'
import { type TinyCase, type TinyText, taughtBy, textsOf, tinyCase } from './tiny-case.ts'

/** TRL: KL over the student's top k, both renormalised, times min(p_S / p_old, 2) held constant. */
const sdft =
  (k: number): PublishedLoss =>
  (student, world) =>
    overTokens(textsOf(world, 'student'), (row) => {
      const kept = topIndices(at(student, row), k)
      const over = (logits: Logits) => softmax(kept.map((v) => at(at(logits, row), v)))
      const [pS, pT] = [over(student), over(world.teacher)]
      const ratio = Math.exp(logpAt(world.frozen, world, row) - at(world.behaviour, row))
      return Math.min(ratio, 2) * sum(pS.map((p, i) => p * Math.log(p / at(pT, i))))
    })

/** w_t = H(top k of p_T) / log k (1 - p_S(y_t)), divided by its mean over the text, times reverse KL. */
const msd =
  (k: number): PublishedLoss =>
  (student, world) => {
    const raw = (row: number) => {
      const teacher = at(world.teacher, row)
      const uncertainty = entropy(softmax(topIndices(teacher, k).map((v) => at(teacher, v)))) / Math.log(k)
      return uncertainty * (1 - Math.exp(logpAt(world.frozen, world, row)))
    }
    return overTexts(
      textsOf(world, 'student'),
      (row, { rows }) => (raw(row) / mean(rows.map(raw))) * reverseKlAt(student, world, row),
    )
  }

const tutored = tinyCase({ student: 2, tutor: 3 })

/** The majority answer of a problem's tutors where at least half of them give it, else null: the gate is shut. */
function agreed(problem: number): string | null {
  const tutors = textsOf(tutored, 'tutor').filter((text) => text.problem === problem)
  const votes = (answer: string) => tutors.filter((text) => text.answer === answer).length
  return ['7', '9'].find((answer) => votes(answer) >= tutors.length / 2) ?? null
}

const PANEL = taughtBy(tinyCase({ student: 3 }), ['skill', 'memory'])

/** The student's texts without their format tokens, which SGSD's code masks before every mean. */
const withoutFormat = (world: TinyCase): readonly TinyText[] =>
  textsOf(world, 'student').map((text) => ({ ...text, rows: text.rows.filter((row) => !at(world.special, row)) }))

export const PRIVILEGED: readonly PublishedCase[] = [
  {
    id: 'opsd',
    what: "equation 7 with the repository's clamp: the sum of min(0.05, entries of JSD at temperature 1.1)",
    loss: (student, world) =>
      overTokens(textsOf(world, 'student'), (row) => {
        const { pS, pT } = pairAt(student, world, row, 1.1)
        return sum(
          pS.map((s, v) => {
            const t = at(pT, v)
            const m = (s + t) / 2
            return Math.min(0.05, 0.5 * t * Math.log(t / m) + 0.5 * s * Math.log(s / m))
          }),
        )
      }),
  },
  { id: 'sdft-continual', what: 'reverse KL on the top 100 with clipped importance', loss: sdft(100) },
  { id: 'sdft-continual', what: 'reverse KL on the top 3 with clipped importance', sizes: { topK: 3 }, loss: sdft(3) },
  {
    id: 'opcd',
    what: 'the mean over each text of KL(p_S || p_T)',
    loss: (student, world) => overTexts(textsOf(world, 'student'), (row) => reverseKlAt(student, world, row)),
  },
  {
    id: 'gates',
    what: 'the likelihood of agreeing tutors, plus the clipped log-ratio where they agree',
    world: tutored,
    loss: (student, world) => {
      bites([0, 1, 2].map(agreed).join() === '7,,9')
      const eligible = ({ answer, problem }: TinyText) => answer !== null && answer === agreed(problem)
      const tutors = textsOf(world, 'tutor').filter(eligible)
      const own = textsOf(world, 'student').filter(({ problem }) => agreed(problem) !== null)
      const imitation = overTokens(tutors, (row) => -logpAt(student, world, row))
      return imitation + overTokens(own, (row) => -clip(teacherGap(world, row), -1, 1) * logpAt(student, world, row))
    },
  },
  {
    id: 'crisp-opsdc',
    what: 'the sum over each text of KL(p_S || p_T)',
    loss: (student, world) =>
      mean(textsOf(world, 'student').map(({ rows }) => sum(rows.map((row) => reverseKlAt(student, world, row))))),
  },
  { id: 'why-sd-degrades', what: 'reverse KL', loss: reverseKl('student') },
  { id: 'apple-ssd', what: 'NLL of the first texts, right or wrong', world: tinyCase({ own: 2 }), loss: nll('own') },
  {
    id: 'opsdl',
    what: '-(log p_short - log p_S) log p_S, the advantage held constant',
    loss: (student, world) =>
      overTokens(textsOf(world, 'student'), (row) => -teacherGap(world, row) * logpAt(student, world, row)),
  },
  { id: 'msd', what: 'reverse KL weighed by doubt among 20 and risk', loss: msd(20) },
  { id: 'msd', what: 'reverse KL weighed by doubt among 3 and risk', sizes: { topK: 3 }, loss: msd(3) },
  { id: 'copsd', what: 'reverse KL', loss: reverseKl('student') },
  { id: 'code-editing', what: 'NLL of informed answers', world: tinyCase({ informed: 2 }), loss: nll('informed') },
  { id: 'code-editing', what: 'then forward KL', phase: 1, progress: 0.5, loss: forwardKl('student') },
  {
    id: 'sd-zero',
    what: 'NLL of right revisions, plus NLL of right answers',
    world: tinyCase({ own: 2, revised: 2 }),
    loss: (student, world) =>
      overTokens(textsOf(world, 'revised'), (row) => -logpAt(student, world, row)) +
      overTokens(
        textsOf(world, 'own').filter(({ right }) => right),
        (row) => -logpAt(student, world, row),
      ),
  },
  { id: 'sd-zero', what: 'then KL(p_S || p_reviser)', phase: 1, progress: 0.5, loss: reverseKl('student') },
  {
    id: 'sgsd',
    what: 'sum_k 1/2 rho_k mean_t [log 2 - log(1 + exp(-Delta^2 / 2))] over t that are no format, rho_k of the outcome and of the mean clipped gap',
    world: PANEL,
    loss: (student, world) => {
      const polarities = new Set<number>()
      const perTeacher = Object.values(world.teachers ?? {}).map((teacher) =>
        overTexts(withoutFormat(world), (row, { rows, right }) => {
          const gaps = rows.map((r) => logpAt(teacher, world, r) - logpAt(world.frozen, world, r))
          const middle = mean(gaps.map((gap) => clip(gap, -3, 3)))
          const rho = Math.abs(middle) > 0.05 ? Math.sign(middle) * (right ? 1 : -1) : 0
          polarities.add(rho)
          const delta = logpAt(teacher, world, row) - logpAt(student, world, row)
          return rho * (Math.log(2) - Math.log(1 + Math.exp(-(delta ** 2) / 2)))
        }),
      )
      bites(polarities.has(1) && polarities.has(-1))
      return 0.5 * sum(perTeacher)
    },
  },
]
