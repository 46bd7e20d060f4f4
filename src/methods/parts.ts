/**
 * @file The parts of the literature (T teacher, C context, D divergence, W weight, R rollout, X reward, S schedule,
 * A architecture) that a recipe is made of, read off the object.
 */

import type { ContextKind } from '../world/types.ts'
import { lossDivergence } from './divergences/registry.ts'
import { PART_NAMES, PARTS_NOT_BUILT, type PartId, partName, preferencePart } from './part-names.ts'
import type { Phase, PrivilegedContext, Recipe } from './recipe/recipe.ts'
import type { LaterRollout, RolloutDraw, TokenLoop } from './recipe/rollouts.ts'
import type { Schedule } from './recipe/schedule.ts'
import type { BareAdvantage, TaughtAdvantage, Term } from './recipe/terms.ts'
import { teacherObject } from './teachers.ts'
import { weightObject } from './weights/weights.ts'

/** Ids of the parts that a recipe uses, in the order of `PART_NAMES`. */
export function partsOf(recipe: Recipe): readonly PartId[] {
  const used = new Set<PartId>([
    ...(recipe.teacher ? teacherObject(recipe.teacher).parts : []),
    ...(recipe.context ? contextParts(recipe.context) : []),
    ...(recipe.teacher?.kind === 'panel' ? recipe.teacher.contexts.map((kind) => CONTEXTS[kind]) : []),
    ...(recipe.rounds ? (['S.round'] as const) : []),
    ...(recipe.reward?.length ? (['X.cost', 'X.verify'] as const) : []),
    ...(recipe.reward?.grade ? (['X.judge', 'X.verify'] as const) : []),
    ...(recipe.phases.length > 1 ? (['S.phase'] as const) : []),
    ...(recipe.architecture ?? []).map((kind) => ARCHITECTURE[kind]),
    ...recipe.phases.flatMap((phase: Phase<Term>, i) => phaseParts(phase, i < recipe.phases.length - 1)),
  ])
  return (Object.keys(PART_NAMES) as PartId[]).filter((part) => used.has(part))
}

/** In words, the parts that a recipe needs and that nothing here runs yet. */
export function missingParts(recipe: Recipe): readonly string[] {
  return partsOf(recipe)
    .filter((part) => PARTS_NOT_BUILT.includes(part))
    .map(partName)
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
  environment: 'R.env',
  'self-play': 'R.selfplay',
  'tree-search': 'R.mcts',
}

const LOOPS: Readonly<Record<TokenLoop['kind'], PartId>> = {
  interleave: 'R.interleave',
  switch: 'R.switch',
  blend: 'R.tmix',
  product: 'R.tmix',
  speculative: 'R.spec',
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

function drawParts({ writer, each, decoding, store, only, keep, replaces, ...more }: RolloutDraw): readonly PartId[] {
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
    ...(writer === 'ema' ? (['T.ema'] as const) : []),
    ...(more.loop ? [LOOPS[more.loop.kind]] : []),
    ...(more.loop?.kind === 'interleave' ? (['W.accept'] as const) : []),
    ...(more.loop?.kind === 'switch' ? (['W.div'] as const) : []),
    ...(more.context ? ([...contextParts(more.context), 'R.privroll'] as const) : []),
    ...(more.edits ? (['R.edit', 'X.verify'] as const) : []),
    ...(more.probes ? (['R.probe', 'X.judge', 'X.verify'] as const) : []),
    ...(only || keep ? (['X.verify', 'W.outcome'] as const) : []),
    ...(replaces ? (['R.inject'] as const) : []),
  ]
}

const scheduleParts = (schedule: Schedule | undefined): readonly PartId[] =>
  typeof schedule === 'object' ? ['S.anneal'] : []

function termParts(term: Term): readonly PartId[] {
  const weights = term.kind === 'preference' ? [] : (term.weights ?? []).flatMap((weight) => weightObject(weight).parts)
  return [...scheduleParts(term.coefficient), ...weights, ...lossParts(term)]
}

function lossParts(term: Term): readonly PartId[] {
  switch (term.kind) {
    case 'divergence':
      return [
        ...lossDivergence(term.divergence).parts(term.divergence),
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
      return term.id === 'wind' ? ['D.wind', 'X.judge'] : [preferencePart(term.id)]
    case 'features':
      return ['D.l2']
    case 'cross-tokenizer':
      return ['D.xtok']
  }
}

function advantageParts(part: TaughtAdvantage | BareAdvantage): readonly PartId[] {
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
    case 'quantile':
      return ['D.jeffreys', 'X.judge', 'X.verify']
  }
}
