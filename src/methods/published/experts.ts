/** @file The losses of production reports with several teachers, from their equations. */
import {
  bites,
  groupAdvantage,
  grpo,
  type Logits,
  logpAt,
  nll,
  overTokens,
  type PublishedCase,
  type PublishedLoss,
  ratioAt,
  STUDENTS,
} from './common.ts'
import { at, kl, softmax, sum } from './maths.ts'
import { type TinyCase, type TinyText, taughtBy, textsOf, tinyCase } from './tiny-case.ts'

const EXPERTS = ['specialist-tally', 'specialist-ledger'] as const
const WORLD = taughtBy(STUDENTS, EXPERTS)
const OFFLINE = taughtBy(tinyCase({ taught: 2 }), EXPERTS)
const CODING = ['specialist-programs', 'specialist-ledger'] as const

/** The logits of the expert of a text: problems belong to the experts in turn. */
function expertOf(world: TinyCase, { problem }: TinyText): Logits {
  const tables = Object.values(world.teachers ?? {})
  return at(tables, problem % tables.length)
}

/** -w_t sg[a_t] log p, a_t = log p_domain - log p (+ the group's advantage), w_t = p / p_inference, 0 out of [low, high]. */
const mopd =
  (low: number, high: number, outcome: 0 | 1): PublishedLoss =>
  (student, world) => {
    const texts = textsOf(world, 'student')
    return overTokens(texts, (row, text) => {
      const w = ratioAt(world.frozen, world, row)
      if (w < low || w > high) return 0
      const gap = logpAt(expertOf(world, text), world, row) - logpAt(world.frozen, world, row)
      const advantage = gap + outcome * groupAdvantage(texts, text)
      return -w * advantage * logpAt(student, world, row)
    })
  }

const bitten =
  (loss: PublishedLoss): PublishedLoss =>
  (student, world) => {
    const ratios = world.tokens.map((_, row) => ratioAt(world.frozen, world, row))
    bites(ratios.some((w) => w < 0.8) && ratios.some((w) => w > 1.25) && ratios.some((w) => w > 0.8 && w < 1.25))
    return loss(student, world)
  }

const routedReverseKl: PublishedLoss = (student, world) =>
  overTokens(textsOf(world, 'student'), (row, text) =>
    kl(softmax(at(student, row)), softmax(at(expertOf(world, text), row))),
  )

const mopdCases = (id: string, outcome: 0 | 1): readonly PublishedCase[] => {
  const what = `-w sg[log p_domain - log p_S${outcome ? ' + A of the outcome' : ''}] log p_S, w = p_S / p_old within its window`
  return [
    { id, what, world: WORLD, loss: mopd(0.5, 2, outcome) },
    {
      id,
      what: `${what} of 0.8 to 1.25`,
      world: WORLD,
      sizes: { low: 0.8, high: 1.25 },
      loss: bitten(mopd(0.8, 1.25, outcome)),
    },
  ]
}

export const EXPERTS_MERGED: readonly PublishedCase[] = [
  { id: 'glm-4.5', what: 'GRPO of the first expert', loss: grpo('student') },
  { id: 'glm-4.5', what: 'GRPO of the second', phase: 1, progress: 0.4, loss: grpo('student') },
  {
    id: 'glm-4.5',
    what: "then NLL of the experts' texts and its own",
    phase: 2,
    progress: 0.8,
    world: tinyCase({ taught: 2, student: 2 }),
    loss: nll('taught', 'student'),
  },
  ...mopdCases('mimo-v2-flash', 1),
  { id: 'baichuan-m3', what: 'GRPO', world: WORLD, loss: grpo('student') },
  {
    id: 'baichuan-m3',
    what: "then forward KL to each world's expert, entries cut at 0.5, on the experts' texts",
    phase: 1,
    progress: 0.5,
    world: OFFLINE,
    loss: (student, world) =>
      overTokens(textsOf(world, 'taught'), (row, text) => {
        const [pS, pT] = [softmax(at(student, row)), softmax(at(expertOf(world, text), row))]
        return sum(pT.map((p, v) => Math.min(0.5, p * Math.log(p / at(pS, v)))))
      }),
  },
  {
    id: 'baichuan-m3',
    what: "then reverse KL to each world's expert",
    phase: 2,
    progress: 0.8,
    world: WORLD,
    loss: routedReverseKl,
  },
  ...mopdCases('nemotron-cascade-2', 0),
  {
    id: 'qwen3-coder-next',
    what: "NLL of the experts' texts",
    world: taughtBy(tinyCase({ taught: 2 }), CODING),
    loss: nll('taught'),
  },
  {
    id: 'qwen3-coder-next',
    what: "then reverse KL to each world's expert",
    phase: 1,
    progress: 0.5,
    world: taughtBy(STUDENTS, CODING),
    loss: routedReverseKl,
  },
  {
    id: 'deepseek-v4',
    what: 'sum_i w_i KL(p_S || p_Ti), equation 29, both weights 1/2',
    world: WORLD,
    loss: (student, world) =>
      overTokens(textsOf(world, 'student'), (row) =>
        sum(
          Object.values(world.teachers ?? {}).map(
            (teacher) => 0.5 * kl(softmax(at(student, row)), softmax(at(teacher, row))),
          ),
        ),
      ),
  },
]
