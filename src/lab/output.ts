/** @file The lab's answers: their JSON, as it is promised to scripts, and a short table for people. */
import type { ModelInfo, Rollout, RolloutToken, ScoredRollout } from '../engine/types.ts'

export interface VerdictJson {
  readonly status: string
  readonly first_wrong_step: number | null
  readonly answer: string | null
  /** Tokens that the model wrote, its end-of-text token not counted. */
  readonly tokens: number
  readonly message: string
}

export interface TokenJson {
  readonly id: number
  readonly text: string
  readonly logp_student: number
  /** Only in multi-turn worlds, on tokens that the environment wrote. */
  readonly source?: 'environment'
}

export interface ScoredTokenJson extends TokenJson {
  readonly logp_teacher: number
  readonly gap: number
  readonly entropy_student: number
  readonly entropy_teacher: number
  /** Nats; "Infinity" where a divergence is infinite, which JSON cannot say as a number. */
  readonly divergences: Readonly<Record<string, number | string>>
}

export interface RolloutJson<Token extends TokenJson> {
  readonly text: string
  /** 'eos', 'stop-string', or 'length' where the maximum cut it. */
  readonly finish: string
  readonly tokens: readonly Token[]
  readonly verdict: VerdictJson
}

/** How the rollouts were sampled, so that who reads them later need not be told again. */
export interface MakingJson {
  readonly problem: { readonly world: string; readonly difficulty: number; readonly problem_seed: number }
  readonly sampling: {
    readonly seed: number
    readonly temperature: number
    readonly top_k: number
    readonly top_p: number
    readonly min_p: number
    readonly max_tokens: number
  }
}

export interface SampleJson extends Partial<MakingJson> {
  readonly prompt: string
  readonly rollouts: readonly RolloutJson<TokenJson>[]
}

export interface ScoreJson extends Partial<MakingJson> {
  readonly prompt: string
  readonly teacher_prompts: readonly string[]
  readonly rollouts: readonly RolloutJson<ScoredTokenJson>[]
  /** Only where the models have logits for different numbers of entries: both distributions are those of the common ones, renormalised. */
  readonly compared_entries?: NonNullable<ScoredRollout['compared']>
}

export interface EvalJson {
  readonly accuracy: number
  readonly interval: readonly [number, number]
  readonly mean_tokens: number
  readonly n: number
}

/** Tokens that the model wrote, without the end-of-text token and without the environment's. */
export function lengthOf(rollout: Pick<Rollout, 'tokens'>): number {
  return rollout.tokens.filter(({ source, text }) => source === 'student' && text !== '').length
}

export function sampleJson(rollouts: readonly Rollout[]): SampleJson {
  const [first] = rollouts
  return {
    prompt: first?.prompt ?? '',
    rollouts: rollouts.map((rollout) => rolloutJson(rollout, tokenJson)),
    ...(first && makingJson(first)),
  }
}

/** How it was made: the same for all rollouts of a call. */
export function makingJson({ problem, sampling }: Rollout): Partial<MakingJson> {
  const { world, difficulty, problemSeed, own } = problem
  const { seed, temperature, topK, topP, minP, maxTokens, stop } = sampling
  return {
    ...(!own && { problem: { world, difficulty, problem_seed: problemSeed } }),
    sampling: {
      seed,
      temperature,
      top_k: topK,
      top_p: topP,
      min_p: minP,
      max_tokens: maxTokens,
      ...(stop && { stop }),
    },
  }
}

export function scoreJson(rollouts: readonly Rollout[], scored: readonly ScoredRollout[]): ScoreJson {
  const [first] = rollouts
  return {
    prompt: first?.prompt ?? '',
    teacher_prompts: scored.map(({ teacherPrompt }) => teacherPrompt),
    rollouts: rollouts.map((rollout, row) =>
      rolloutJson(rollout, (token, index): ScoredTokenJson => {
        const score = scored[row]!.tokens[index]!
        const divergences = Object.entries(score.divergences).map(([key, value]) => [key, finiteOrText(value)])
        return {
          ...tokenJson(token),
          logp_student: score.logpStudent,
          logp_teacher: score.logpTeacher,
          gap: score.gap,
          entropy_student: score.entropyStudent,
          entropy_teacher: score.entropyTeacher,
          divergences: Object.fromEntries(divergences),
        }
      }),
    ),
    ...(first && makingJson(first)),
    ...(scored[0]?.compared && { compared_entries: scored[0].compared }),
  }
}

/** Prompt, then each rollout with its verdict. */
export function sampleTable({ prompt, rollouts }: SampleJson): string {
  const blocks = rollouts.map(({ text, verdict }) => `${text.trimEnd()}\n-- ${verdict.status}: ${verdict.message}`)
  return [prompt.trimEnd(), ...blocks].join('\n\n')
}

/** One line a token: the token, both log-probs, the gap, both entropies (nats). */
export function scoreTable({ prompt, rollouts, compared_entries: cut }: ScoreJson): string {
  const head = row(['token', 'logp_S', 'logp_T', 'gap', 'H_S', 'H_T'])
  const blocks = rollouts.map(({ tokens, verdict }) => {
    const lines = tokens.map((token) => {
      const numbers = [token.logp_student, token.logp_teacher, token.gap, token.entropy_student, token.entropy_teacher]
      return row([JSON.stringify(token.text), ...numbers.map((value) => value.toFixed(3))])
    })
    return [head, ...lines, `-- ${verdict.status}: ${verdict.message}`].join('\n')
  })
  const note = cut
    ? [`Compared over ${cut.common} common entries, renormalised (student ${cut.student}, teacher ${cut.teacher}).`]
    : []
  return [prompt.trimEnd(), ...blocks, ...note].join('\n\n')
}

export function evalTable({ accuracy, interval, mean_tokens, n }: EvalJson): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const [low, high] = interval
  return `${percent(accuracy)} right (95 %: ${percent(low)} to ${percent(high)}), ${mean_tokens.toFixed(1)} tokens on average, n = ${n}`
}

export function modelsTable(models: readonly ModelInfo[]): string {
  return models
    .map(({ id, role, parameters, bytes, description }) => {
      const size = `${(parameters / 1e6).toFixed(2)} M, ${(bytes / 1e6).toFixed(1)} MB`
      return `${id.padEnd(24)}${role.padEnd(12)}${size.padEnd(20)}${description}`
    })
    .join('\n')
}

/** A rollout with its tokens as `token` writes them. */
export function rolloutJson<Token extends TokenJson>(
  rollout: Rollout,
  token: (token: RolloutToken, index: number) => Token,
): RolloutJson<Token> {
  const { status, firstWrongStep, answer, message } = rollout.verdict
  const verdict = { status, first_wrong_step: firstWrongStep, answer, tokens: lengthOf(rollout), message }
  return { text: rollout.text, finish: rollout.finish, tokens: rollout.tokens.map(token), verdict }
}

/** What is known of a token without a teacher. */
export function tokenJson({ id, text, logpStudent, source }: RolloutToken): TokenJson {
  const token = { id, text, logp_student: logpStudent }
  return source === 'environment' ? { ...token, source } : token
}

/** JSON has no infinities. */
export function finiteOrText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value)
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(9))).join('')
}
