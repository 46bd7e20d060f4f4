/** @file The losses of self-bootstrapping, from their equations. */
import { grpo, logpAt, type PublishedCase } from './common.ts'
import { at, mean, sigmoid, sum } from './maths.ts'
import { type TinyCase, type TinyText, textsOf, tinyCase } from './tiny-case.ts'

/** All students of the third problem are wrong: a right text of the later student takes part in its group. */
export function injected(): TinyCase {
  const world = tinyCase({ student: 3, future: 1 }, { future: [0, 1] })
  const lift = (text: TinyText) => (text.draw === 'future' ? { ...text, right: true, reward: 1, answer: '7' } : text)
  return { ...world, texts: world.texts.map(lift) }
}

export const BOOTSTRAPPING: readonly PublishedCase[] = [
  {
    id: 'spin',
    what: '-log sigmoid(beta [log p_S/p_old (data) - log p_S/p_old (own)])',
    world: tinyCase({ data: 1, own: 1 }),
    loss: (student, world) => {
      const reward = ({ rows }: TinyText) =>
        sum(rows.map((row) => logpAt(student, world, row) - at(world.reference, row)))
      const own = textsOf(world, 'own')
      const losses = textsOf(world, 'data').map((data) => {
        const rejected = own.find(({ problem }) => problem === data.problem)
        if (!rejected) throw new RangeError('every problem has a text of each draw')
        return -Math.log(sigmoid(0.1 * (reward(data) - reward(rejected))))
      })
      return mean(losses)
    },
  },
  {
    id: 'faster-wind',
    what: '(beta [log p_S/p_old (one) - log p_S/p_old (other)] - (r_one - r_other))^2',
    world: tinyCase({ one: 1, other: 1 }),
    loss: (student, world) => {
      const logRatio = ({ rows }: TinyText) =>
        sum(rows.map((row) => logpAt(student, world, row) - at(world.reference, row)))
      const others = textsOf(world, 'other')
      return mean(
        textsOf(world, 'one').map((one) => {
          const other = others.find(({ problem }) => problem === one.problem)
          if (!other) throw new RangeError('every problem has a text of each draw')
          return (0.1 * (logRatio(one) - logRatio(other)) - (one.reward - other.reward)) ** 2
        }),
      )
    },
  },
  { id: 'npo', what: 'GRPO over groups that hold the later text', world: injected(), loss: grpo('student', 'future') },
]
