/**
 * @file The parts of the literature (T teacher, C context, D divergence, W weight, R rollout, X reward, S schedule,
 * A architecture) that a recipe is made of, read off the object, and the modules of the build order that they belong to.
 */

import type { ContextKind } from '../world/types.ts'
import { MODULES, type PartId } from './modules.ts'
import type { Phase, Recipe } from './recipe/recipe.ts'
import type { Draw, LaterRollout } from './recipe/rollouts.ts'
import type { PrivilegedContext, Schedule, Teacher } from './recipe/teacher.ts'
import type { DivergenceKind, GroupAdvantage, TaughtAdvantage, Term } from './recipe/terms.ts'
import type { Weight } from './recipe/weights.ts'

/** Modules that are built. */
const BUILT: readonly (keyof typeof MODULES)[] = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8', 'M9', 'M10']

/** Ids of the parts that a recipe uses, in the order of the modules. */
export function partsOf(recipe: Recipe): readonly PartId[] {
  const used = new Set<PartId>([
    ...(recipe.teacher ? teacherParts(recipe.teacher) : []),
    ...(recipe.context ? contextParts(recipe.context) : []),
    ...(recipe.rounds ? (['S.round'] as const) : []),
    ...(recipe.reward?.length ? (['X.cost', 'X.verify'] as const) : []),
    ...(recipe.phases.length > 1 ? (['S.phase'] as const) : []),
    ...(recipe.architecture ?? []).map((kind) => ARCHITECTURE[kind]),
    ...recipe.phases.flatMap((phase: Phase<Term>, i) => phaseParts(phase, i < recipe.phases.length - 1)),
  ])
  return Object.values(MODULES).flatMap((parts: readonly PartId[]) => parts.filter((part) => used.has(part)))
}

/**
 * Modules that a recipe needs and that are not built. Contexts do not count: the worlds render every kind as text, also
 * those that speak about the rollout.
 */
export function missingModules(recipe: Recipe): readonly string[] {
  const parts: readonly string[] = partsOf(recipe).filter((part) => !part.startsWith('C.'))
  return Object.entries(MODULES)
    .filter(
      ([module, members]) => !BUILT.some((built) => built === module) && members.some((part) => parts.includes(part)),
    )
    .map(([module]) => module)
}

/** The part of a teacher, and what else its kind stands for. */
export function teacherParts(teacher: Teacher): readonly PartId[] {
  switch (teacher.kind) {
    case 'larger':
      return ['T.larger']
    case 'self':
      return ['T.self']
    case 'start':
      return ['T.frozen']
    case 'snapshot':
      return ['T.ckpt']
    case 'ema':
      return ['T.ema']
    case 'future':
      return ['T.future']
    case 'several':
      return ['T.multi', 'W.route']
    case 'arithmetic':
      return ['T.arith', 'T.multi']
    case 'text':
      return ['T.text']
    case 'scorer':
      return ['T.scorer', 'X.judge']
    case 'best-of':
      return ['T.bon']
    case 'critic':
      return ['T.disc']
  }
}

const CONTEXTS: Readonly<Record<ContextKind, PartId>> = {
  answer: 'C.answer',
  trace: 'C.trace',
  hint: 'C.hint',
  demo: 'C.demo',
  concise: 'C.concise',
  document: 'C.document',
  feedback: 'C.feedback',
  revise: 'C.revise',
  translation: 'C.translation',
  'short-context': 'C.shortctx',
  skill: 'C.skill',
  memory: 'C.memory',
  path: 'C.path',
  reflection: 'C.reflection',
  success: 'C.success',
}

/** The parts of a context's kinds, in their order; the one part that they play together, where it says so. */
export function contextParts({ kinds, plays }: PrivilegedContext): readonly PartId[] {
  return plays ? [`C.${plays}`] : kinds.map((kind) => CONTEXTS[kind])
}

const ARCHITECTURE = {
  'extra-head': 'A.head',
  'feature-outputs': 'A.feat',
  'several-heads': 'A.mtp',
  'layer-split': 'A.split',
  encoder: 'A.modal',
  actions: 'A.action',
} as const satisfies Readonly<Record<NonNullable<Recipe['architecture']>[number], PartId>>

const LATER: Readonly<Record<LaterRollout['kind'], PartId>> = {
  interleave: 'R.interleave',
  switch: 'R.switch',
  blend: 'R.tmix',
  speculative: 'R.spec',
  environment: 'R.env',
  edit: 'R.edit',
  probe: 'R.probe',
  'self-play': 'R.selfplay',
  'tree-search': 'R.mcts',
}

function phaseParts({ rollouts, loss }: Phase<Term>, followed: boolean): readonly PartId[] {
  const { draws, mixing, balance, problems, difficulty, later } = rollouts
  const writers = new Set(draws.map(({ writer }) => writer))
  const onlyText = loss.every(({ kind }) => kind === 'cross-entropy')
  return [
    ...draws.flatMap(drawParts),
    ...(mixing || (writers.size > 1 && writers.has('student')) ? (['R.mix'] as const) : []),
    ...(mixing ? scheduleParts('kind' in Object(mixing.onPolicy) ? 0 : (mixing.onPolicy as Schedule)) : []),
    ...(balance ? (['R.balance', 'X.verify'] as const) : []),
    ...(problems ? (['R.prompts'] as const) : []),
    ...(difficulty !== undefined ? (['R.curr'] as const) : []),
    ...(later ? [LATER[later.kind]] : []),
    ...(followed && onlyText ? (['S.sft'] as const) : []),
    ...loss.flatMap(termParts),
  ]
}

function drawParts({ writer, each, decoding, store, only, keep, replaces }: Draw): readonly PartId[] {
  return [
    ...(each > 1 ? (['R.group'] as const) : []),
    ...(decoding?.temperature !== undefined || decoding?.topK !== undefined || decoding?.topP !== undefined
      ? (['R.decode'] as const)
      : []),
    ...(decoding?.maxTokens !== undefined ? (['W.prefix'] as const) : []),
    ...(typeof decoding?.maxTokens === 'object' ? (['R.curr'] as const) : []),
    ...(store?.kind === 'once' ? (['R.cache', 'R.snap'] as const) : []),
    ...(store?.kind === 'replay' ? (['R.replay'] as const) : []),
    ...(writer === 'start' || writer === 'snapshot' ? (['R.snap'] as const) : []),
    ...(writer === 'start' ? (['T.frozen'] as const) : []),
    ...(writer === 'snapshot' ? (['T.ckpt'] as const) : []),
    ...(writer === 'teacher' ? (['R.privroll'] as const) : []),
    ...(only || keep ? (['X.verify', 'W.outcome'] as const) : []),
    ...(replaces ? (['R.inject'] as const) : []),
  ]
}

const scheduleParts = (schedule: Schedule | undefined): readonly PartId[] =>
  typeof schedule === 'object' ? ['S.anneal'] : []

function termParts(term: Term): readonly PartId[] {
  const weights = term.kind === 'preference' ? [] : (term.weights ?? []).flatMap(weightParts)
  return [...scheduleParts(term.coefficient), ...weights, ...lossParts(term)]
}

function lossParts(term: Term): readonly PartId[] {
  switch (term.kind) {
    case 'divergence':
      return [
        ...divergenceParts(term.divergence),
        ...(term.support ? (['D.topk'] as const) : []),
        ...(term.entryClip !== undefined ? (['W.tokclip'] as const) : []),
      ]
    case 'estimator':
      return term.id === 'k1' ? [] : [`D.${term.id}`]
    case 'bounded-gap':
      return ['D.gate2']
    case 'policy-gradient':
      return [
        ...term.advantage.flatMap(advantageParts),
        ...(term.shape?.floor !== undefined || term.shape?.clip !== undefined ? (['W.advclip'] as const) : []),
        ...(term.shape?.margin ? (['W.margin', 'X.verify'] as const) : []),
        ...(term.shape && 'evidence' in term.shape && term.shape.evidence ? (['W.ratio'] as const) : []),
        ...(term.surrogate.kind === 'none' ? [] : (['W.is'] as const)),
        ...(term.surrogate.kind === 'teacher-mix' ? (['W.ratio'] as const) : []),
      ]
    case 'cross-entropy':
      return ['D.ce']
    case 'idft':
      return ['D.idft']
    case 'entropy':
      return ['X.ent']
    case 'anchor':
      return ['X.anchor']
    case 'ranking':
      return ['D.rank']
    case 'hybrid':
      return ['D.hpd']
    case 'preference':
      return [`D.${term.id}`]
    case 'features':
      return ['D.l2']
    case 'cross-tokenizer':
      return ['D.xtok']
  }
}

function divergenceParts(kind: DivergenceKind): readonly PartId[] {
  switch (kind.id) {
    case 'forward-kl':
    case 'teacher-argmax-ce':
      return ['D.fkl']
    case 'reverse-kl':
      return ['D.rkl']
    case 'jsd':
      return kind.beta === 0 ? ['D.jsd', 'D.fkl'] : kind.beta === 1 ? ['D.jsd', 'D.rkl'] : ['D.jsd']
    case 'skew-forward-kl':
      return ['D.skl']
    case 'skew-reverse-kl':
      return ['D.srkl']
    case 'tvd':
      return ['D.tvd']
    case 'jeffreys':
      return ['D.jeffreys']
    case 'akl':
      return ['D.akl']
    case 'geometric':
      return ['D.geo', ...scheduleParts(kind.beta)]
    case 'squared-hellinger':
    case 'alpha':
    case 'renyi':
      // Of this house, not of the literature's list.
      return []
  }
}

function advantageParts(part: TaughtAdvantage | GroupAdvantage): readonly PartId[] {
  switch (part.kind) {
    case 'log-ratio':
      return ['D.k1pg']
    case 'extrapolated':
      return ['D.k1pg', 'X.extrap']
    case 'return':
      return ['D.k1pg', 'X.return']
    case 'k-step':
      return ['X.kstep']
    case 'constrained':
      return ['D.rkl', 'X.constraint', 'X.grpo', 'X.verify']
    case 'group':
      return ['X.grpo', 'X.verify']
  }
}

const WEIGHTS: Readonly<Record<Weight['kind'], readonly PartId[]>> = {
  'teacher-entropy-above': ['W.tent'],
  'student-entropy-top': ['W.sent'],
  'entropy-gap': ['W.sent', 'W.tent'],
  'entropy-or-divergence-top': ['W.sent', 'W.div'],
  'divergence-share': ['W.div'],
  prefix: ['W.prefix'],
  'from-first-error': ['W.span'],
  position: ['W.pos'],
  'no-special': ['W.special'],
  accepted: ['W.accept'],
  safety: ['W.safety'],
  importance: ['W.is'],
  tvd: ['W.tvd'],
  'log-ratio-above': ['W.advclip'],
  outcome: ['W.outcome', 'X.verify'],
  perplexity: ['W.ppl'],
  'pass-rate': ['W.pass', 'X.verify'],
  reward: ['W.reward', 'X.verify'],
  polarity: ['W.polarity', 'X.verify'],
  consensus: ['W.consensus'],
}

const weightParts = (weight: Weight): readonly PartId[] => WEIGHTS[weight.kind]
