/**
 * @file The rows of the table "recipe part x trainer": what a recipe asks of whoever runs it, read off the recipe. The columns are
 * the trainers (`registry.ts`); a cell says with which keys a trainer gives a part.
 */
import type { DivergenceKind } from '../methods/divergences/registry.ts'
import { activeTerms } from '../methods/judge/verdict.ts'
import type { Phase, PrivilegedContext, Recipe } from '../methods/recipe/recipe.ts'
import type { RolloutDraw, Rollouts } from '../methods/recipe/rollouts.ts'
import { type Schedule, valueAt } from '../methods/recipe/schedule.ts'
import type { Denominator, DivergenceTerm, PolicyGradientTerm, Term } from '../methods/recipe/terms.ts'
import type { Weight } from '../methods/weights/weights.ts'

/** In the order of the table's rows. `needed`: without it the recipe is another method, so its lack is a refusal. */
export const EXPORT_PARTS = {
  'forward-kl': { name: 'forward KL', needed: true },
  'reverse-kl': { name: 'reverse KL', needed: true },
  jsd: { name: 'generalised JSD', needed: true },
  jeffreys: { name: 'Jeffreys', needed: true },
  'skew-forward-kl': { name: 'skew forward KL', needed: true },
  'skew-reverse-kl': { name: 'skew reverse KL', needed: true },
  tvd: { name: 'total variation', needed: true },
  akl: { name: 'adaptive KL', needed: true },
  'argmax-ce': { name: "cross-entropy on the teacher's first choice", needed: true },
  'other-divergence': { name: 'another divergence', needed: true },
  'log-ratio': { name: 'log-ratio as reward (k1)', needed: true },
  'k1-loss': { name: 'k1 as a loss', needed: true },
  'k2-loss': { name: 'k2 as a loss', needed: true },
  'k3-loss': { name: 'k3 as a loss', needed: true },
  'discounted-return': { name: 'discounted return of the log-ratio', needed: true },
  'other-advantage': { name: 'another advantage', needed: true },
  'group-reward': { name: 'group-relative reward (GRPO)', needed: true },
  evidence: { name: 'reward weighed by the log-ratio (RLSD)', needed: true },
  'other-loss': { name: 'another loss', needed: true },
  'larger-teacher': { name: 'larger teacher', needed: true },
  'start-teacher': { name: 'teacher: the student as it began', needed: true },
  'live-teacher': { name: 'teacher: the student itself', needed: true },
  'ema-teacher': { name: 'teacher: moving average', needed: true },
  'snapshot-teacher': { name: 'teacher: snapshot every k steps', needed: true },
  'other-teacher': { name: 'another teacher', needed: true },
  'privileged-context': { name: 'privileged context', needed: true },
  'off-policy-only': { name: 'no texts of the live student', needed: true },
  'top-k': { name: 'top-k support', needed: false },
  'entry-clip': { name: 'clip of each entry', needed: false },
  'loss-temperature': { name: 'loss temperature', needed: false },
  'ratio-clip': { name: 'clip of the importance ratio', needed: false },
  'importance-ratio': { name: 'importance ratio without clip', needed: false },
  'importance-weight': { name: 'importance weight with a ceiling', needed: false },
  'shaped-ratio': { name: 'importance ratio, shaped', needed: false },
  'teacher-ratio': { name: 'ratio mixed with the teacher', needed: false },
  'advantage-limit': { name: 'limit of the advantage', needed: false },
  'token-weights': { name: 'weights or gates of tokens', needed: false },
  'text-weights': { name: 'weights of texts by outcome', needed: false },
  'success-gate': { name: 'gate: another text of the problem is right', needed: false },
  coefficient: { name: 'coefficient of a term', needed: false },
  'entropy-term': { name: 'entropy term', needed: false },
  anchor: { name: 'anchor to the start', needed: false },
  'off-policy-mix': { name: "share of other writers' texts", needed: false },
  group: { name: 'several texts a problem', needed: false },
  sampling: { name: 'own temperature, top-k, top-p', needed: false },
  'max-tokens': { name: 'own limit of tokens', needed: false },
  stored: { name: 'stored or replayed texts', needed: false },
  'chosen-problems': { name: 'chosen problems, curriculum', needed: false },
  annealed: { name: 'annealed numbers', needed: false },
  phases: { name: 'phases, rounds', needed: false },
  'length-cost': { name: 'price of length', needed: false },
  'mean-over-tokens': { name: 'mean over tokens', needed: false },
  'mean-over-texts': { name: 'mean over texts of means', needed: false },
  'sum-over-tokens': { name: 'sum over tokens', needed: false },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly needed: boolean }>>

export type ExportPart = keyof typeof EXPORT_PARTS
export const EXPORT_PART_IDS = Object.keys(EXPORT_PARTS) as readonly ExportPart[]

/** One thing that a recipe asks for. */
export interface Asked {
  readonly part: ExportPart
  /** Its numbers, in the order that the part's cells read them; empty where it has none. */
  readonly values: readonly number[]
  /** In words, with its numbers. */
  readonly says: string
}

/** A recipe as an exporter reads it. */
export interface Reading {
  readonly asked: readonly Asked[]
  /** The phase that is exported: the last one, where the recipe distils. */
  readonly phase: Phase<Term>
  readonly context: PrivilegedContext | null
}

/** What a recipe asks of a trainer. Of several phases the last is read; the earlier ones are the part `phases`. */
export function readingOf(recipe: Recipe): Reading {
  const phase = recipe.phases.at(-1) as Phase<Term>
  const terms = activeTerms(phase)
  const asked = [
    ...terms.flatMap((term) => termAsks(term, terms.length > 1)),
    ...teacherAsks(recipe),
    ...(recipe.context
      ? [ask('privileged-context', [], `the teacher is told: ${recipe.context.kinds.join(', ')}`)]
      : []),
    ...rolloutAsks(phase.rollouts, terms),
    ...(recipe.reward?.length
      ? [
          ask(
            'length-cost',
            [recipe.reward.length.free, recipe.reward.length.cost],
            `each token over ${recipe.reward.length.free} costs ${recipe.reward.length.cost}`,
          ),
        ]
      : []),
    ...(recipe.phases.length > 1 || recipe.rounds
      ? [ask('phases', [recipe.phases.length, recipe.rounds ?? 1], phasesInWords(recipe))]
      : []),
  ]
  const unique = asked.filter(({ part, says }, i) => asked.findIndex((a) => a.part === part && a.says === says) === i)
  return { asked: unique, phase, context: recipe.context }
}

const ask = (part: ExportPart, values: readonly number[], says: string): Asked => ({ part, values, says })

function phasesInWords({ phases, rounds }: Recipe): string {
  const before = (phases as readonly Phase<Term>[])
    .slice(0, -1)
    .map(({ name, until }, i) => `${name ?? `phase ${i + 1}`} until ${Math.round(100 * until)} % of the run`)
  return [
    ...(before.length > 0 ? [`before it: ${before.join(', ')}`] : []),
    ...(rounds ? [`${rounds} rounds`] : []),
  ].join('; ')
}

const numberOf = (schedule: Schedule): number => valueAt(schedule, 0)
const isRamp = (schedule: Schedule | undefined): schedule is Exclude<Schedule, number> => typeof schedule === 'object'
const rampWords = (what: string, { from, to }: Exclude<Schedule, number>): Asked =>
  ask('annealed', [from, to], `${what} moves from ${from} to ${to}`)

function termAsks(term: Term, several: boolean): readonly Asked[] {
  const { coefficient = 1 } = term
  const scaled = [
    ...(isRamp(coefficient) ? [rampWords(`the coefficient of ${term.kind}`, coefficient)] : []),
    ...(numberOf(coefficient) !== 1 || (several && hasTeacher(term))
      ? [ask('coefficient', [numberOf(coefficient)], `${term.kind} times ${numberOf(coefficient)}`)]
      : []),
  ]
  if (term.kind === 'preference') return [ask('other-loss', [], `preference loss ${term.id}`), ...scaled]
  return [...lossAsks(term), ...(term.weights ?? []).map(weightAsks), perAsks(term.per ?? 'tokens'), ...scaled]
}

/** Whether a teacher's opinion is in the term: in a loss of several it is the part that trainers weigh. */
function hasTeacher(term: Term): boolean {
  if (term.kind === 'policy-gradient') return term.advantage.some(({ kind }) => kind !== 'group')
  return term.kind === 'divergence' || term.kind === 'estimator' || term.kind === 'bounded-gap'
}

function perAsks(per: Denominator): Asked {
  switch (per) {
    case 'tokens':
      return ask('mean-over-tokens', [], 'the loss is a mean over tokens')
    case 'kept':
    case 'counted':
      return ask('mean-over-tokens', [], 'the loss is a mean over the tokens that count')
    case 'texts':
    case 'texts-counted':
      return ask('mean-over-texts', [], "the loss is a mean over texts of each text's mean")
    case 'sum':
      return ask('sum-over-tokens', [], "the loss is a sum over a text's tokens, then a mean over texts")
  }
}

function lossAsks(term: Exclude<Term, { kind: 'preference' }>): readonly Asked[] {
  switch (term.kind) {
    case 'divergence':
      return divergenceTermAsks(term)
    case 'estimator':
      return [ask(`${term.id}-loss`, [], `${term.id} as a loss, through both log-probs`)]
    case 'policy-gradient':
      return policyGradientAsks(term)
    case 'entropy':
      return [ask('entropy-term', [term.sign], term.sign > 0 ? 'entropy is lowered' : 'entropy is raised')]
    case 'anchor':
      return [ask('anchor', [numberOf(term.coefficient ?? 1)], 'k3 to the starting weights')]
    default:
      return [ask('other-loss', [], `${term.kind} loss`)]
  }
}

function divergenceTermAsks({ divergence, support, temperature = 1, entryClip }: DivergenceTerm): readonly Asked[] {
  return [
    divergenceAsks(divergence),
    ...(support
      ? [
          ask(
            'top-k',
            [support.topK, support.of === 'teacher' ? 1 : 0, ['renormalise', 'bucket', 'drop'].indexOf(support.rest)],
            `the ${support.of}'s top ${support.topK}, the rest: ${support.rest}`,
          ),
        ]
      : []),
    ...(temperature === 1
      ? []
      : [ask('loss-temperature', [temperature], `softmax at temperature ${temperature} in the loss`)]),
    ...(entryClip === undefined ? [] : [ask('entry-clip', [entryClip], `each entry adds at most ${entryClip}`)]),
  ]
}

function divergenceAsks(divergence: DivergenceKind): Asked {
  switch (divergence.id) {
    case 'forward-kl':
      return ask('forward-kl', [], 'KL(teacher || student)')
    case 'reverse-kl':
      return ask('reverse-kl', [], 'KL(student || teacher)')
    case 'jsd':
      // The ends are the two KLs by themselves: between them the divergence fades to 0.
      if (divergence.beta === 0) return ask('forward-kl', [], 'JSD with beta 0, which is forward KL')
      if (divergence.beta === 1) return ask('reverse-kl', [], 'JSD with beta 1, which is reverse KL')
      return ask('jsd', [divergence.beta], `JSD, ${divergence.beta} of the teacher in the mixture`)
    case 'jeffreys':
      return ask('jeffreys', [divergence.w], `${divergence.w} forward KL + ${1 - divergence.w} reverse KL`)
    case 'skew-forward-kl':
    case 'skew-reverse-kl':
      return ask(
        divergence.id,
        [divergence.alpha, divergence.adaptive ? 1 : 0],
        `${divergence.id}, alpha ${divergence.alpha}${divergence.adaptive ? ', adaptive' : ''}`,
      )
    case 'tvd':
      return ask('tvd', [], 'half the sum of absolute differences')
    case 'akl':
      return ask('akl', [divergence.mu], `adaptive KL, head of mass ${divergence.mu}`)
    case 'teacher-argmax-ce':
      return ask('argmax-ce', [], "cross-entropy on the teacher's likeliest word")
    default:
      return ask('other-divergence', [], divergence.id)
  }
}

function policyGradientAsks({ advantage, shape, surrogate }: PolicyGradientTerm<boolean>): readonly Asked[] {
  const evidence = shape && 'evidence' in shape ? shape.evidence : undefined
  return [
    ...(advantage as PolicyGradientTerm<true>['advantage']).map((part) => {
      switch (part.kind) {
        case 'log-ratio':
          return ask('log-ratio', [part.scale ?? 1], `advantage ${part.scale ?? 1} (log p_T - log p_S)`)
        case 'return':
          return ask(
            'discounted-return',
            [part.discount, part.normalise ? 1 : 0],
            `return-to-go of the log-ratio, discount ${part.discount}${part.normalise ? ', over the remaining length' : ''}`,
          )
        case 'group':
          return ask(
            'group-reward',
            [part.deviation === false ? 0 : 1, part.scale ?? 1],
            `reward minus the group's mean${part.deviation === false ? '' : ', over its deviation'}`,
          )
        default:
          return ask('other-advantage', [], `${part.kind} advantage`)
      }
    }),
    ...(evidence
      ? [ask('evidence', [evidence.epsilon], `advantage times the teacher's evidence, within ${evidence.epsilon}`)]
      : []),
    ...(shape?.floor === undefined
      ? []
      : [ask('advantage-limit', [shape.floor, 1e9], `advantage at least ${shape.floor.toFixed(3)}`)]),
    ...(shape?.clip === undefined
      ? []
      : [ask('advantage-limit', [-shape.clip, shape.clip], `advantage within ${shape.clip}`)]),
    ...(shape?.margin ? [ask('text-weights', [], `margin of right over wrong of ${shape.margin.delta}`)] : []),
    ...surrogateAsks(surrogate as PolicyGradientTerm<true>['surrogate']),
  ]
}

function surrogateAsks(surrogate: PolicyGradientTerm<true>['surrogate']): readonly Asked[] {
  if (surrogate.kind === 'none') return []
  if (surrogate.kind === 'teacher-mix')
    return [
      ask(
        'teacher-ratio',
        [surrogate.alpha],
        `ratio to the old student and, by ${1 - surrogate.alpha}, to the teacher`,
      ),
    ]
  if (surrogate.kind === 'shaped')
    return [ask('shaped-ratio', [surrogate.gamma], `x / (x + ${surrogate.gamma}) of the ratio x to the writer`)]
  if (!surrogate.clip) return [ask('importance-ratio', [], 'ratio to the writer, not clipped')]
  const [low, high] = surrogate.clip
  return [ask('ratio-clip', [low, high], `ratio to the writer within ${low} and ${high}`)]
}

const TEXT_WEIGHTS: readonly Weight['kind'][] = [
  'outcome',
  'perplexity',
  'pass-rate',
  'reward',
  'polarity',
  'consensus',
]

function weightAsks(weight: Weight): Asked {
  if (weight.kind === 'importance')
    return ask('importance-weight', [weight.most], `importance weight of at most ${weight.most}`)
  if (weight.kind === 'right-sibling') return ask('success-gate', [], 'only texts that have a right sibling')
  return ask(TEXT_WEIGHTS.includes(weight.kind) ? 'text-weights' : 'token-weights', [], `weight ${weight.kind}`)
}

function teacherAsks({ teacher }: Recipe): readonly Asked[] {
  switch (teacher?.kind) {
    case undefined:
      return []
    case 'larger':
      return [ask('larger-teacher', [], 'a larger frozen model teaches')]
    case 'start':
      return [ask('start-teacher', [], 'the starting weights teach')]
    case 'self':
      return [ask('live-teacher', [], 'the live student teaches')]
    case 'ema':
      return [ask('ema-teacher', [teacher.decay], `a moving average with decay ${teacher.decay} teaches`)]
    case 'snapshot':
      return [ask('snapshot-teacher', [teacher.every], `a snapshot, new every ${teacher.every} steps, teaches`)]
    default:
      return [ask('other-teacher', [], `teacher: ${teacher?.kind}`)]
  }
}

function rolloutAsks(rollouts: Rollouts, terms: readonly Term[]): readonly Asked[] {
  const { draws, mixing } = rollouts
  const read = new Set(terms.flatMap((term) => (term.kind === 'preference' ? [term.chosen, term.rejected] : term.on)))
  const used = draws.filter(({ id }) => read.has(id))
  const own = used.filter(({ writer }) => writer === 'student')
  const others = used.filter(({ writer }) => writer !== 'student')
  const share =
    mixing && (typeof mixing.onPolicy === 'object' && 'kind' in mixing.onPolicy ? 0.5 : numberOf(mixing.onPolicy))
  return [
    ...(own.length === 0
      ? [ask('off-policy-only', [], `texts of: ${others.map(({ writer }) => writer).join(', ')}`)]
      : []),
    ...(own.length > 0 && others.length > 0
      ? [
          ask(
            'off-policy-mix',
            [share ?? own.length / used.length],
            share === undefined
              ? `texts of ${others.map(({ writer }) => writer).join(', ')} beside the student's`
              : `the student writes ${Math.round(100 * share)} % of the steps${typeof mixing?.onPolicy === 'object' ? ' (it adapts)' : ''}`,
          ),
        ]
      : []),
    ...own.flatMap(drawAsks),
    ...(rollouts.problems || rollouts.balance || rollouts.difficulty !== undefined
      ? [
          ask(
            'chosen-problems',
            [],
            [rollouts.problems, rollouts.balance, rollouts.difficulty === undefined ? '' : 'difficulty']
              .filter(Boolean)
              .join(', '),
          ),
        ]
      : []),
    ...(rollouts.later ? [ask('other-loss', [], `writer: ${rollouts.later.kind}`)] : []),
  ]
}

function drawAsks({ each, decoding, store, keep, replaces, ...more }: RolloutDraw): readonly Asked[] {
  const { temperature, topK, topP, maxTokens } = decoding ?? {}
  const others = [
    ...(more.loop ? [`writer: ${more.loop.kind}`] : []),
    ...(more.context ? [`writer with a context: ${more.context.kinds.join(', ')}`] : []),
    ...(more.probes ? [`${more.probes.times} probes a text`] : []),
  ]
  return [
    ...others.map((says) => ask('other-loss', [], says)),
    ...(each > 1 ? [ask('group', [each], `${each} texts a problem`)] : []),
    ...(temperature !== undefined || topK !== undefined || topP !== undefined
      ? [
          ask(
            'sampling',
            [temperature ?? 1, topK ?? 0, topP ?? 1],
            `sampled at temperature ${temperature ?? 1}, top-k ${topK ?? 'off'}, top-p ${topP ?? 1}`,
          ),
        ]
      : []),
    ...(maxTokens === undefined
      ? []
      : [ask('max-tokens', [numberOf(maxTokens)], `at most ${numberOf(maxTokens)} tokens`)]),
    ...(store
      ? [
          ask(
            'stored',
            [],
            store.kind === 'once' ? 'texts are written once and kept' : 'a share of the texts is replayed',
          ),
        ]
      : []),
    ...(keep || replaces ? [ask('text-weights', [], 'texts chosen by outcome')] : []),
  ]
}
