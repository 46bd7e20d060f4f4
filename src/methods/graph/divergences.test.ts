/** Divergences as graphs against src/divergence in float64, which shares no code with them. */
import { describe, it } from 'vitest'
import { divergenceById, divergenceIds } from '../../divergence/registry.ts'
import type { Support } from '../../divergence/types.ts'
import { type DivergenceKind, LOSS_DIVERGENCES, lossDivergence } from '../divergences/registry.ts'
import type { DivergenceTerm, Term } from '../recipe/terms.ts'
import type { TermSupport } from './pair.ts'
import { close, type Rows, run, STUDENT, slope, softmax, TEACHER } from './terms.test-helper.ts'

const term = (divergence: DivergenceKind, more: Partial<DivergenceTerm> = {}): Term => ({
  kind: 'divergence',
  on: ['student'],
  divergence,
  ...more,
})

/** Every example whose parameter is a plain number; the geometric bridge, which only recipes know, has a test below. */
const KINDS = LOSS_DIVERGENCES.flatMap(({ examples }) => [...examples]).filter(
  (kind) => divergenceIds().includes(kind.id) && !lossDivergence(kind).moving?.(kind),
)

/** What a recipe writes beside the id, by the names of src/divergence. */
function paramsOf(kind: DivergenceKind): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(kind).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  )
}

describe('divergences as graphs', () => {
  for (const kind of KINDS)
    for (const temperature of [1, 1.7])
      it(`${JSON.stringify(kind)} at temperature ${temperature} equals src/divergence, gradient and all`, async () => {
        const found = await run([term(kind, { temperature })])
        const wanted = STUDENT.map((studentLogits, r) =>
          divergenceById(kind.id).evaluate(
            { studentLogits, teacherLogits: TEACHER[r]! },
            { params: paramsOf(kind), temperature },
          ),
        )
        close(
          found.loss,
          wanted.reduce((sum, { value }) => sum + value, 0),
        )
        wanted.forEach(({ gradLogits }, r) => {
          gradLogits.forEach((x, v) => {
            close(found.grad[r]![v]!, x)
          })
        })
      })

  const SUPPORTS: readonly [TermSupport, Support][] = [
    [
      { topK: 3, of: 'teacher', rest: 'renormalise' },
      { top_k: 3, of: 'teacher', tail: false },
    ],
    [
      { topK: 3, of: 'student', rest: 'bucket' },
      { top_k: 3, of: 'student', tail: true },
    ],
    [
      { topK: 7, of: 'student', rest: 'renormalise' },
      { top_k: 7, of: 'student', tail: false },
    ],
  ]
  for (const [support, options] of SUPPORTS)
    for (const id of ['forward-kl', 'reverse-kl'] as const)
      it(`${id} on the ${support.of}'s top ${support.topK}, ${support.rest}`, async () => {
        const found = await run([term({ id }, { support })])
        const wanted = STUDENT.map((studentLogits, r) =>
          divergenceById(id).evaluate({ studentLogits, teacherLogits: TEACHER[r]! }, { support: options }),
        )
        close(
          found.loss,
          wanted.reduce((sum, { value }) => sum + value, 0),
          8,
        )
        wanted.forEach(({ gradLogits }, r) => {
          gradLogits.forEach((x, v) => {
            close(found.grad[r]![v]!, x, 8)
          })
        })
      })

  it("clips entries from above only, as OPSD's jsd_token_clip does (losses.md 1.7)", async () => {
    // The vectors of losses.md are not at hand; two entries by hand instead: p_T = (.9, .1), p_S = (.1, .9).
    const entries = STUDENT.map((row, r) => {
      const [s, t] = [softmax(row), softmax(TEACHER[r]!)]
      return t.reduce((sum, p, v) => sum + Math.min(p * Math.log(p / s[v]!), 0.05), 0)
    })
    const found = await run([term({ id: 'jsd', beta: 0 }, { entryClip: 0.05 })])
    close(
      found.loss,
      entries.reduce((a, b) => a + b, 0),
    )
  })

  it('the geometric bridge: KL(Q || p_S) with Q proportional to p_T p_S^beta held fixed', async () => {
    const found = await run([term({ id: 'geometric', beta: 0.4 })])
    const value = (rows: Rows) =>
      rows.reduce((sum, row, r) => {
        const raw = softmax(TEACHER[r]!).map((p, v) => p * softmax(STUDENT[r]!)[v]! ** 0.4)
        const total = raw.reduce((a, b) => a + b, 0)
        const p = softmax(row)
        return sum + raw.reduce((inner, q, v) => inner + (q / total) * Math.log(q / total / p[v]!), 0)
      }, 0)
    close(found.loss, value(STUDENT))
    close(found.grad[1]![2]!, slope(value, 1, 2), 7)
  })
})
