/**
 * @file Three tokens and everything else: the student's shares of the three move, the mass of the rest stays. A share is
 * a probability given that the token is one of the three, so a point lies in a triangle.
 */
import { divergenceById } from '../registry.ts'

/** Shares of three tokens; they sum to 1. */
export type Shares = readonly [number, number, number]

/** A distribution over three tokens and the rest. */
export interface Quad {
  readonly shares: Shares
  /** Mass of everything else, 0 to 1. */
  readonly rest: number
}

export interface SimplexField {
  readonly divergence: string
  readonly params: Readonly<Record<string, number>> | undefined
  readonly teacher: Quad
  /** The student's, fixed. */
  readonly rest: number
}

/** At an edge the gradient of a softmax is zero and nothing would move again: no share gets quite there. */
const LEAST_SHARE = 1e-9

const logitsOf = ({ shares, rest }: Quad): number[] => [...shares.map((q) => Math.log(q * (1 - rest))), Math.log(rest)]

function evaluate({ divergence, params, teacher, rest }: SimplexField, shares: Shares) {
  const position = { studentLogits: logitsOf({ shares, rest }), teacherLogits: logitsOf(teacher) }
  return divergenceById(divergence).evaluate(position, { params })
}

/** Nats between the student at these shares and the teacher. */
export const simplexValue = (field: SimplexField, shares: Shares): number => evaluate(field, shares).value

/** d value / d logits of the three tokens, while the mass of the rest stands still. */
export function simplexGradient(field: SimplexField, shares: Shares): Shares {
  const [a = 0, b = 0, c = 0] = evaluate(field, shares).gradLogits
  const sum = a + b + c
  return [a - shares[0] * sum, b - shares[1] * sum, c - shares[2] * sum]
}

/** How the shares move under gradient descent on the logits: d shares / d time. */
export function simplexFlow(field: SimplexField, shares: Shares): Shares {
  const gradient = simplexGradient(field, shares)
  const mean = shares.reduce((sum, q, i) => sum + q * (gradient[i] ?? 0), 0)
  const move = (i: 0 | 1 | 2): number => -shares[i] * (gradient[i] - mean)
  return [move(0), move(1), move(2)]
}

/** The shares, none below `least`, with a sum of 1. */
export function withinSimplex(shares: Shares, least = LEAST_SHARE): Shares {
  const [a, b, c] = shares.map((q) => Math.max(least, q)) as unknown as Shares
  const sum = a + b + c
  return [a / sum, b / sum, c / sum]
}

/** Length of one stretch of a flow line, in shares. */
const STRETCH = 0.01
const MOST_STRETCHES = 240
/** Where the flow is slower than this it has arrived. */
const STILL = 1e-5

/** The way down from a point: gradient flow, drawn in equal stretches so that slow parts show as well as fast ones. */
export function flowLine(field: SimplexField, start: Shares): readonly Shares[] {
  const line: Shares[] = [start]
  let here = start
  let value = simplexValue(field, here)
  let stretch = STRETCH
  while (line.length < MOST_STRETCHES && stretch > STRETCH / 64) {
    const flow = simplexFlow(field, here)
    const speed = Math.hypot(...flow)
    if (!(speed > STILL)) break
    const [a, b, c] = flow.map((move, i) => (here[i] ?? 0) + (move * stretch) / speed) as unknown as Shares
    const next = withinSimplex([a, b, c])
    const after = simplexValue(field, next)
    // A stretch that leads up has jumped over the bottom.
    if (!(after < value)) {
      stretch /= 2
      continue
    }
    here = next
    value = after
    line.push(here)
  }
  return line
}
