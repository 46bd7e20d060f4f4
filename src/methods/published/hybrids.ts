/** @file The losses with reward and teacher, from their equations. */
import {
  bites,
  groupAdvantage,
  grpo,
  type Logits,
  logpAt,
  mix,
  nll,
  overTexts,
  overTokens,
  type PublishedCase,
  type PublishedLoss,
  pairAt,
  pessimistic,
  ratioAt,
  STUDENTS,
} from './common.ts'
import { at, clip, entropy, kl, logSoftmax, mean, sigmoid, softmax, sum, topIndices, totalVariation } from './maths.ts'
import { type TinyCase, type TinyText, taughtBy, textsOf, tinyCase } from './tiny-case.ts'

const groups = tinyCase({ student: 4 })
const traced = tinyCase({ student: 3, taught: 1 })
const failed = tinyCase({ student: 4, privileged: 2 }, { privileged: [0, 1] })

/** REINFORCE with G_t = sum_i [q(s_{t+iK}, a_{t+iK}) - max_a q(s_{t+(i+1)K}, a)] less its mean; nothing follows the end. */
const ketchup =
  (k: number): PublishedLoss =>
  (student, world) => {
    const texts = textsOf(world, 'student')
    const q = (row: number) => at(at(world.teacher, row), at(world.tokens, row))
    const best = (row: number | undefined) => (row === undefined ? 0 : Math.max(...at(world.teacher, row)))
    const returns = new Map(
      texts.flatMap(({ rows }) =>
        rows.map((row, t): [number, number] => {
          const jumps = Math.ceil((rows.length - t) / k)
          const steps = Array.from({ length: jumps }, (_, i) => q(at(rows, t + i * k)) - best(rows[t + (i + 1) * k]))
          return [row, sum(steps)]
        }),
      ),
    )
    const baseline = mean([...returns.values()])
    return overTokens(texts, (row) => -((returns.get(row) ?? Number.NaN) - baseline) * logpAt(student, world, row))
  }

/** -J_GRPO, mean over all tokens, plus b 1/2 (log p_T - log p_S)^2. */
const kdrl =
  (b: number): PublishedLoss =>
  (student, world) => {
    const texts = textsOf(world, 'student')
    return overTokens(texts, (row, text) => {
      const gap = logpAt(world.teacher, world, row) - logpAt(student, world, row)
      return pessimistic(ratioAt(student, world, row), groupAdvantage(texts, text)) + b * 0.5 * gap ** 2
    })
  }

/** L_GRPO + 0.1 JSD(p_T || p_S) on the teacher's k likeliest tokens, over privileged texts of problems that failed. */
const hdpo =
  (k: number): PublishedLoss =>
  (student, world) => {
    const divergence = overTokens(textsOf(world, 'privileged'), (row) => {
      const kept = topIndices(at(world.teacher, row), k)
      const over = (logits: Logits) => softmax(kept.map((v) => at(at(logits, row), v)))
      const [pS, pT] = [over(student), over(world.teacher)]
      const toMiddle = (p: readonly number[]) => sum(p.map((x, i) => x * Math.log(x / ((at(pS, i) + at(pT, i)) / 2))))
      return (toMiddle(pS) + toMiddle(pT)) / 2
    })
    return grpo('student')(student, world) + 0.1 * divergence
  }

/** p on k words and what is left, as one more word where anything is. */
function withRest(p: readonly number[], kept: readonly number[]): readonly number[] {
  const own = kept.map((v) => at(p, v))
  return kept.length < p.length ? [...own, 1 - sum(own)] : own
}

const sdpo =
  (k: number): PublishedLoss =>
  (student, world) => {
    const texts = textsOf(world, 'student')
    const hasRight = (text: TinyText) =>
      texts.some((other) => other !== text && other.problem === text.problem && other.right)
    bites(texts.some(hasRight) && !texts.every(hasRight))
    return overTokens(texts.filter(hasRight), (row) => {
      const { pS, pT } = pairAt(student, world, row)
      const kept = topIndices(at(student, row), k)
      const [s, t] = [withRest(pS, kept), withRest(pT, kept)]
      const middle = mix(0.5, s, t)
      const ratio = Math.exp(logpAt(world.frozen, world, row) - at(world.behaviour, row))
      return Math.min(ratio, 2) * ((kl(s, middle) + kl(t, middle)) / 2)
    })
  }

const plain = tinyCase({ student: 3, anchor: 4 })
/** Rewards that neither draw has all of. */
const ANCHORED: TinyCase = {
  ...plain,
  texts: plain.texts.map((text, i) => ({ ...text, reward: text.draw === 'anchor' ? (i % 2) + 1 : i % 3 })),
}
const PREFERENCES = tinyCase({ data: 1, own: 1 })
/** The third problem's texts are all wrong: two right ones were written with a hint. */
const hinted = tinyCase({ student: 3, hinted: 2 }, { hinted: [0, 1] })
const HINTED: TinyCase = {
  ...hinted,
  texts: hinted.texts.map((text) => (text.draw === 'hinted' ? { ...text, right: true, reward: 1 } : text)),
}
/** Half a reward more for answers that hold, a quarter where one of two probes agrees. */
const PROBED: TinyCase = {
  ...STUDENTS,
  texts: STUDENTS.texts.map((text, i) => ({ ...text, reward: text.reward + 0.25 * (i % 3) })),
}

/** -log sigmoid(0.1 [log p_S / p_0 (chosen) - log p_S / p_0 (rejected)]). */
const dpo =
  (chosen: string, rejected: string): PublishedLoss =>
  (student, world) => {
    const reward = (draw: string, problem: number) =>
      sum(
        textsOf(world, draw)
          .filter((text) => text.problem === problem)
          .flatMap(({ rows }) => rows.map((row) => logpAt(student, world, row) - at(world.reference, row))),
      )
    return mean([0, 1, 2].map((x) => -Math.log(sigmoid(0.1 * (reward(chosen, x) - reward(rejected, x))))))
  }

export const HYBRIDS: readonly PublishedCase[] = [
  ...[4, 3, 2, 1].map(
    (k): PublishedCase => ({
      id: 'ketchup',
      what: `REINFORCE with returns over ${k} tokens`,
      world: groups,
      sizes: { k },
      loss: ketchup(k),
    }),
  ),
  ...[[0, 5e-3] as const, [0.25, 4e-3] as const, [1, 1e-3] as const].map(
    ([progress, b]): PublishedCase => ({
      id: 'kdrl',
      what: `GRPO plus ${b} k2, at ${progress} of the run`,
      world: groups,
      progress,
      loss: kdrl(b),
    }),
  ),
  {
    id: 'rlad',
    what: 'the ratio (p_S/p_old)^a (p_S/p_T)^(1-a), and k3 to the starting weights',
    world: groups,
    loss: (student, world) => {
      const texts = textsOf(world, 'student')
      return overTexts(texts, (row, text) => {
        const logp = logpAt(student, world, row)
        const toTeacher = Math.exp(logp - logpAt(world.teacher, world, row))
        const ratio = ratioAt(student, world, row) ** 0.5 * toTeacher ** 0.5
        const away = at(world.reference, row) - logp
        return pessimistic(ratio, groupAdvantage(texts, text)) + 1e-3 * (Math.exp(away) - away - 1)
      })
    },
  },
  { id: 'hdpo', what: 'GRPO plus the divergence on privileged texts', world: failed, loss: hdpo(64) },
  {
    id: 'hdpo',
    what: 'GRPO plus the divergence on privileged texts, three words',
    world: failed,
    sizes: { topK: 3 },
    loss: hdpo(3),
  },
  {
    id: 'luffy',
    what: 'clipped PG on own tokens, -f(ratio) A with f(x) = x / (x + 0.1) on the trace, over all tokens of the group',
    world: traced,
    loss: (student, world) => {
      const texts = textsOf(world, 'student', 'taught')
      return overTokens(texts, (row, text) => {
        const advantage = groupAdvantage(texts, text)
        const ratio = ratioAt(student, world, row)
        return text.draw === 'student' ? pessimistic(ratio, advantage) : -(ratio / (ratio + 0.1)) * advantage
      })
    },
  },
  ...[100, 3].map(
    (k): PublishedCase => ({
      id: 'sdpo',
      what: `JSD on the student's top ${k} and a bucket for the rest, where a sibling is right, times min(p_S / p_old, 2); the mean over those texts' tokens`,
      world: groups,
      sizes: { topK: k },
      loss: sdpo(k),
    }),
  ),
  {
    id: 'rosd',
    what: 'the mean JSD over the tokens from the first error on',
    world: groups,
    loss: (student, world) => {
      const marked = textsOf(world, 'student').flatMap(({ rows, firstWrongRow }) =>
        rows.filter((row) => firstWrongRow === null || row >= firstWrongRow),
      )
      bites(marked.length < world.tokens.length)
      return mean(
        marked.map((row) => {
          const { pS, pT } = pairAt(student, world, row)
          const middle = mix(0.5, pS, pT)
          return (kl(pS, middle) + kl(pT, middle)) / 2
        }),
      )
    },
  },
  {
    id: 'rlsd',
    what: "w_t = exp(sign(A)(log p_T - log p_S)) held constant; min(w A, clip(w, 0.8, 1.2) A) is GRPO's advantage",
    world: groups,
    loss: (student, world) => {
      const texts = textsOf(world, 'student')
      return overTexts(texts, (row, text) => {
        const advantage = groupAdvantage(texts, text)
        const gap = logpAt(world.teacher, world, row) - logpAt(world.frozen, world, row)
        const weight = Math.exp(Math.sign(advantage) * gap)
        const shaped = Math.min(weight * advantage, clip(weight, 0.8, 1.2) * advantage)
        return pessimistic(ratioAt(student, world, row), shaped)
      })
    },
  },
  {
    id: 'bond',
    what: '1/2 NLL of the best of 4, minus 1/2 log quantile log p_S, plus 0.1 k3 to the anchor',
    world: ANCHORED,
    loss: (student, world) => {
      const anchors = textsOf(world, 'anchor')
      const rivals = (problem: number) => anchors.filter((text) => text.problem === problem)
      const best = [0, 1, 2].map((problem) => {
        const most = Math.max(...rivals(problem).map(({ reward }) => reward))
        return at(
          rivals(problem).filter(({ reward }) => reward === most),
          0,
        )
      })
      const own = textsOf(world, 'student')
      const quantiles = new Set<number>()
      const gain = overTokens(own, (row, { problem, reward }) => {
        const group = rivals(problem)
        const share = group.filter((other) => other.reward <= reward).length / group.length
        const quantile = share > 0 ? Math.max(Math.log(share), -Math.log(16)) : -Math.log(16)
        quantiles.add(quantile)
        return -quantile * logpAt(student, world, row)
      })
      bites(quantiles.size === 3)
      const pull = overTokens(own, (row) => {
        const d = at(world.reference, row) - logpAt(student, world, row)
        return Math.exp(d) - d - 1
      })
      return 0.5 * overTokens(best, (row) => -logpAt(student, world, row)) + 0.5 * gain + 0.1 * pull
    },
  },
  {
    id: 'aligndistil',
    what: '-log sigmoid(0.1 [log p_S/p_0 (data) - log p_S/p_0 (own)])',
    world: PREFERENCES,
    loss: dpo('data', 'own'),
  },
  {
    id: 'aligndistil',
    what: 'the same with the sides exchanged',
    phase: 1,
    progress: 0.3,
    world: PREFERENCES,
    loss: dpo('own', 'data'),
  },
  {
    id: 'aligndistil',
    what: '(TV(p_dpo, p_rev) + 0.1) KL(p_S || p*), log p* = log p_0 + 1.5 (log p_dpo - log p_rev), renormalised',
    phase: 2,
    progress: 0.7,
    world: taughtBy(STUDENTS, ['start', 'preferring', 'reversed']),
    loss: (student, world) => {
      const [start = [], preferring = [], reversed = []] = Object.values(world.teachers ?? {})
      return overTokens(textsOf(world, 'student'), (row) => {
        const [p0, up, down] = [start, preferring, reversed].map((logits) => logSoftmax(at(logits, row))) as [
          readonly number[],
          readonly number[],
          readonly number[],
        ]
        const target = softmax(p0.map((x, v) => x + 1.5 * (at(up, v) - at(down, v))))
        const weight = totalVariation(up.map(Math.exp), down.map(Math.exp)) + 0.1
        return weight * kl(softmax(at(student, row)), target)
      })
    },
  },
  {
    id: 'kepo',
    what: 'GRPO over plain and hinted texts, plus 0.5 KL(p_T || p_S) on the right ones, plus 0.01 k3 to the start',
    world: HINTED,
    loss: (student, world) => {
      const texts = textsOf(world, 'student', 'hinted')
      const distilled = overTokens(texts, (row, { right }) => {
        const { pS, pT } = pairAt(student, world, row)
        return right ? kl(pT, pS) : 0
      })
      const pull = overTokens(texts, (row) => {
        const d = at(world.reference, row) - logpAt(student, world, row)
        return Math.exp(d) - d - 1
      })
      return grpo('student', 'hinted')(student, world) + 0.5 * distilled + 0.01 * pull
    },
  },
  {
    id: 'ddt',
    what: '-p^g log p, g = clip(exp(-(log p + H)), 0.1, 2) held constant',
    world: tinyCase({ hinted: 3 }),
    loss: (student, world) =>
      overTokens(textsOf(world, 'hinted'), (row) => {
        const logp = logpAt(world.frozen, world, row)
        const power = clip(Math.exp(-(logp + entropy(softmax(at(world.frozen, row))))), 0.1, 2)
        return -Math.exp(power * logpAt(student, world, row)) * logpAt(student, world, row)
      }),
  },
  { id: 'probing-to-refine', what: 'NLL of taught texts', world: tinyCase({ taught: 2 }), loss: nll('taught') },
  {
    id: 'probing-to-refine',
    what: 'then GRPO on reward plus bonus',
    phase: 1,
    progress: 0.5,
    world: PROBED,
    loss: grpo('student'),
  },
]
