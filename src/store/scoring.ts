/** @file Under which conditions a run is scored, and what of a run and its scores is on view. Pure reading of the state. */

import { ownProblem } from '../engine/own/problem.ts'
import type {
  ModelInfo,
  ModelRole,
  OwnText,
  ProblemRef,
  Rollout,
  SamplingOptions,
  ScoredRollout,
} from '../engine/types.ts'
import { english, type Sentence } from '../message/message.ts'
import { conditionKey } from '../settings/scoring-keys.ts'
import { CORE_DEFAULTS, type Settings } from '../settings/settings.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind, Problem, WorldId } from '../world/types.ts'
import { rememberLast } from './remember-last.ts'
import type { AppState, RolloutRecord } from './state.ts'

export function problemRef({ world, difficulty, problemSeed, own }: Settings): ProblemRef {
  return { world, difficulty, problemSeed, ...(own && { own }) }
}

/** A text of the visitor's own is itself, whatever the page's world is. */
export function sameProblem(a: ProblemRef, b: ProblemRef): boolean {
  if (a.own || b.own) return a.own === b.own || JSON.stringify(a.own) === JSON.stringify(b.own)
  return a.world === b.world && a.difficulty === b.difficulty && a.problemSeed === b.problemSeed
}

const generate = rememberLast(
  (world: WorldId, difficulty: number, seed: number, own: OwnText | undefined): Problem =>
    own ? ownProblem({ world, difficulty, problemSeed: seed }, own) : worldById(world).generate(seed, difficulty),
)

/** The problem behind a reference; the last one is remembered, because every view asks for the same. */
export function problemOf({ world, difficulty, problemSeed, own }: ProblemRef): Problem {
  return generate(world, difficulty, problemSeed, own)
}

/**
 * What a rollout's verdict says, for other languages: it comes in English, as files and models have it, and the problem says it again
 * with its values beside it.
 */
export function verdictSentence({ problem, text, verdict }: Pick<Rollout, 'problem' | 'text' | 'verdict'>): Sentence {
  const sentence = problemOf(problem).explain?.(text)
  return sentence !== undefined && english(sentence) === verdict.message ? sentence : verdict.message
}

/** The chosen context where the problem has it, else the problem's first, or null where it has none. */
export function contextFor(settings: Settings): ContextKind | null {
  const { contextKinds } = problemOf(problemRef(settings))
  if (contextKinds.includes(settings.context)) return settings.context
  return contextKinds[0] ?? null
}

export interface View {
  /** The teacher's context on view: null without. */
  readonly context: ContextKind | null
  /** The scores that are drawn solid, or null until they are there. */
  readonly shown: ScoredRollout | null
  /** The same run under the opposite condition, drawn as a ghost, or null. */
  readonly other: ScoredRollout | null
  readonly without: ScoredRollout | null
  readonly with: ScoredRollout | null
}

/** What is known of the run under the two conditions that the switch flips between. */
export function viewOf({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): View {
  const kind = contextFor(settings)
  const without = scoreOf(rollout, settings.teacher, null)
  const withContext = kind === null ? null : scoreOf(rollout, settings.teacher, kind)
  const on = settings.privileged && kind !== null
  return {
    context: on ? kind : null,
    shown: on ? withContext : without,
    other: on ? without : withContext,
    without,
    with: withContext,
  }
}

function scoreOf(rollout: RolloutRecord | null, teacher: string, context: ContextKind | null): ScoredRollout | null {
  const whole = rollout?.scores[conditionKey(teacher, context)]?.score ?? null
  // Numbers are those of the whole text, once it is whole.
  return whole ?? (rollout?.result ? null : readSoFar(rollout, teacher, context))
}

/** What this teacher has read over the student's shoulder, or null. It stands until the whole text is read. */
export function readSoFar(
  rollout: RolloutRecord | null,
  teacher: string,
  context: ContextKind | null,
): ScoredRollout | null {
  const { reading } = rollout ?? {}
  return reading?.teacher === teacher && reading.score.context === context ? reading.score : null
}

/** The conditions that the page wants scored, the visible one first. */
export function wantedContexts(settings: Settings): readonly (ContextKind | null)[] {
  const kind = contextFor(settings)
  if (kind === null) return [null]
  return settings.privileged ? [kind, null] : [null, kind]
}

/** Can the next sample differ from the run on the stage, as the settings stand? If not, a fresh seed is due. */
export function wouldRepeat({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): boolean {
  if (rollout?.origin !== 'live' || rollout.student !== settings.student) return false
  const { sampling, problem } = rollout
  return (
    sameProblem(problem, problemRef(settings)) &&
    sampling.seed === settings.seed &&
    sampling.temperature === settings.temperature &&
    sampling.topK === settings.topK &&
    sampling.topP === settings.topP &&
    sampling.minP === settings.minP &&
    sameStops(sampling, settings) &&
    sampling.maxTokens === settings.maxTokens
  )
}

/** Does a finished text stand there that the settings would have written otherwise, by another student or another way of sampling? */
export function isStale({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): boolean {
  if (!rollout?.result || rollout.fork || rollout.imported) return false
  const { sampling, student } = rollout
  return (
    student !== settings.student ||
    sampling.temperature !== settings.temperature ||
    sampling.topK !== settings.topK ||
    sampling.topP !== settings.topP ||
    sampling.minP !== settings.minP ||
    !sameStops(sampling, settings)
  )
}

/** Does writing end at the same texts? */
export function sameStops(a: Pick<SamplingOptions, 'stop'>, b: Pick<SamplingOptions, 'stop'>): boolean {
  return JSON.stringify(a.stop ?? []) === JSON.stringify(b.stop ?? [])
}

/** Does a model that is made to teach write here, so that “student” would name the wrong one? */
export function rolesSwapped({ engine, settings }: Pick<AppState, 'engine' | 'settings'>): boolean {
  const role = modelById(engine.models, settings.student)?.role
  return role === undefined ? settings.student === 'teacher' : role === 'teacher'
}

/** How the choice of tokens is narrowed, in the field's terms; empty where every token can be drawn. */
export function truncationWords({ topK, topP, minP }: Pick<SamplingOptions, 'topK' | 'topP' | 'minP'>): string[] {
  return [topK > 0 && `top-k ${topK}`, topP < 1 && `top-p ${topP}`, minP > 0 && `min-p ${minP}`].filter(
    (word) => word !== false,
  )
}

/** Every model that can teach: all of them, for a student may read its own work too. */
export function modelById(models: readonly ModelInfo[], id: string): ModelInfo | null {
  return models.find((model) => model.id === id) ?? null
}

type Chosen = Pick<Settings, 'student' | 'teacher'>

/** The chosen models, those that were trained on this page or brought to it replaced by the usual ones: no link knows them. */
export function shippedModels(state: Pick<AppState, 'settings' | 'engine'>): Chosen {
  return chosenWithout(state, ['trained', 'own'])
}

/** The chosen models, those that were trained on this page replaced by the usual ones: no new engine knows them. */
export function withoutTrained(state: Pick<AppState, 'settings' | 'engine'>): Chosen {
  return chosenWithout(state, ['trained'])
}

function chosenWithout(
  { settings, engine }: Pick<AppState, 'settings' | 'engine'>,
  roles: readonly ModelRole[],
): Chosen {
  const isOfThose = (id: string): boolean => {
    const role = modelById(engine.models, id)?.role
    return role !== undefined && roles.includes(role)
  }
  const { student, teacher } = settings
  return {
    student: isOfThose(student) ? CORE_DEFAULTS.student : student,
    teacher: isOfThose(teacher) ? CORE_DEFAULTS.teacher : teacher,
  }
}
