/** @file Gradient descent on the line: one lane for each divergence, all from the same start towards the same teacher. */
import { divergenceById } from '../registry.ts'
import type { DivergenceEvaluation } from '../types.ts'
import { type Student, stepped, studentLogits } from './student.ts'

export interface DescentLane {
  /** Id of the divergence that it descends. */
  readonly id: string
  readonly student: Student
  /** The divergence after each step, the start's first. */
  readonly values: readonly number[]
}

/** What a lane descends towards. */
export interface Goal {
  readonly teacherLogits: Float64Array
  /** Of the lane's own divergence. */
  readonly params: Readonly<Record<string, number>> | undefined
}

/** With the steepest divergences here a larger one would jump over narrow modes. */
const RATE = 0.05

/** The lane's divergence where its student stands: value, integrand and gradient. */
export function evaluateLane(
  { id, student }: Pick<DescentLane, 'id' | 'student'>,
  { teacherLogits, params }: Goal,
): DivergenceEvaluation {
  return divergenceById(id).evaluate({ studentLogits: studentLogits(student), teacherLogits }, { params })
}

/** A lane before its first step. */
export function newLane(id: string, student: Student, goal: Goal): DescentLane {
  return { id, student, values: [evaluateLane({ id, student }, goal).value] }
}

/** The lane after so many more steps. */
export function advanced(lane: DescentLane, goal: Goal, steps: number): DescentLane {
  let { student } = lane
  const values = [...lane.values]
  let here = evaluateLane({ id: lane.id, student }, goal)
  for (let i = 0; i < steps; i++) {
    student = stepped(student, here.gradLogits, RATE)
    here = evaluateLane({ id: lane.id, student }, goal)
    values.push(here.value)
  }
  return { id: lane.id, student, values }
}
