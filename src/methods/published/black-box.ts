/** @file The losses of black-box methods, from their equations. */
import { grpo, logpAt, nll, overTexts, type PublishedCase } from './common.ts'
import { at, mean, sigmoid, sum } from './maths.ts'
import { type TinyCase, type TinyText, textsOf, tinyCase } from './tiny-case.ts'

/** Each chosen text with every rejected one of its problem. */
function pairs(world: TinyCase, chosen: string, rejected: string): readonly (readonly [TinyText, TinyText])[] {
  return textsOf(world, chosen).flatMap((good) =>
    textsOf(world, rejected)
      .filter(({ problem }) => problem === good.problem)
      .map((bad) => [good, bad] as const),
  )
}

const graded = tinyCase({ student: 4 })
/** Grades from 0 to 9 in ninths. */
const GRADED: TinyCase = { ...graded, texts: graded.texts.map((text, i) => ({ ...text, reward: ((i * 5) % 10) / 9 })) }

export const BLACK_BOX: readonly PublishedCase[] = [
  {
    id: 'orpo-distill',
    what: '-log p(y_T) a token, plus 0.1 -log sigmoid(log odds(y_T) - log odds(y_S)), odds of exp(mean log p)',
    world: tinyCase({ taught: 1, student: 2 }, { student: [1] }),
    loss: (student, world) => {
      const logOdds = ({ rows }: TinyText) => {
        const p = Math.exp(mean(rows.map((row) => logpAt(student, world, row))))
        return Math.log(p / (1 - p))
      }
      const imitation = overTexts(textsOf(world, 'taught'), (row) => -logpAt(student, world, row))
      const preferred = pairs(world, 'taught', 'student').map(
        ([good, bad]) => -Math.log(sigmoid(logOdds(good) - logOdds(bad))),
      )
      return imitation + 0.1 * mean(preferred)
    },
  },
  { id: 'ovd', what: 'GRPO on grades', world: GRADED, loss: grpo('student') },
  { id: 'soda', what: "NLL of the teacher's texts", world: tinyCase({ taught: 2 }), loss: nll('taught') },
  {
    id: 'soda',
    what: '-log sigmoid(beta [log p_S/p_0 (taught) - log p_S/p_0 (own)])',
    phase: 1,
    progress: 0.5,
    world: tinyCase({ taught: 1, own: 1 }),
    loss: (student, world) => {
      const reward = ({ rows }: TinyText) =>
        sum(rows.map((row) => logpAt(student, world, row) - at(world.reference, row)))
      return mean(
        pairs(world, 'taught', 'own').map(([good, bad]) => -Math.log(sigmoid(0.1 * (reward(good) - reward(bad))))),
      )
    },
  },
  {
    id: 'spot',
    what: '-log sigmoid(r(y+)) - log sigmoid(-r(y-)), r = 0.1 log p_S / p_0',
    world: tinyCase({ mended: 1, own: 1 }, { mended: [1] }),
    loss: (student, world) => {
      const reward = ({ rows }: TinyText) =>
        0.1 * sum(rows.map((row) => logpAt(student, world, row) - at(world.reference, row)))
      return mean(
        pairs(world, 'mended', 'own').map(
          ([good, bad]) => -Math.log(sigmoid(reward(good))) - Math.log(sigmoid(-reward(bad))),
        ),
      )
    },
  },
  {
    id: 'spot.bco',
    what: '-log sigmoid(r(y+) - d) - log sigmoid(d - r(y-)), d the mean of all r, held',
    world: tinyCase({ mended: 1, own: 1 }, { mended: [1] }),
    loss: (student, world) => {
      const rewards = (logits: typeof student) => {
        const reward = ({ rows }: TinyText) =>
          0.1 * sum(rows.map((row) => logpAt(logits, world, row) - at(world.reference, row)))
        return pairs(world, 'mended', 'own').map(([good, bad]) => [reward(good), reward(bad)] as const)
      }
      const middle = mean(rewards(world.frozen).flat())
      return mean(
        rewards(student).map(([good, bad]) => -Math.log(sigmoid(good - middle)) - Math.log(sigmoid(middle - bad))),
      )
    },
  },
]
