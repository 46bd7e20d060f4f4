/** @file `lab score --teacher-url`: the student is read here, the teacher on its server. What a server does not say is said to be unknown. */
import type { LocalEngine } from '../engine/engine.ts'
import type { FileSource } from '../engine/files.ts'
import type { Rollout, TokenScore } from '../engine/types.ts'
import { type Bounds, boundsOf, entropyBounds, knownOf } from '../remote/bounds.ts'
import { preflight, scoreTexts } from '../remote/client.ts'
import type { PositionScore, ServerKind } from '../remote/wire.ts'
import { modelWordsOf } from './model-words.ts'
import { bad } from './option-values.ts'
import type { LabOptions } from './options.ts'
import {
  finiteOrText,
  type MakingJson,
  makingJson,
  type RolloutJson,
  rolloutJson,
  type TokenJson,
  tokenJson,
} from './output.ts'
import { fromServer, type RemoteTeacherOptions, remoteTeacher } from './server-options.ts'
import { requestOf, rolloutsToScore } from './verbs.ts'

interface BoundsJson {
  readonly lower: number | string
  /** "Infinity" where nothing bounds it. */
  readonly upper: number | string
}

interface RemoteTokenJson extends TokenJson {
  /** null: the server did not say. */
  readonly logp_teacher: number | string | null
  readonly gap: number | string | null
  readonly entropy_student: number
  readonly entropy_teacher: BoundsJson
  /** The likeliest words: [id, log-prob]. */
  readonly teacher_top: readonly (readonly [id: number, logProb: number])[]
  /** Mass of the words that the server did not name. */
  readonly tail_teacher: number
  readonly divergences: Readonly<Record<string, BoundsJson>>
}

export interface RemoteScoreJson extends Partial<MakingJson> {
  readonly prompt: string
  readonly teacher_prompts: readonly string[]
  readonly teacher: {
    readonly url: string
    readonly model: string
    readonly kind: ServerKind
    readonly top_k: number
    /** Servers score at 1, whatever they sample at. */
    readonly temperature: 1
  }
  readonly rollouts: readonly RolloutJson<RemoteTokenJson>[]
}

type RemoteLabOptions = LabOptions & { readonly remote: RemoteTeacherOptions }

/** Words a token that are asked for where nobody says. */
const TOP_K = 20

/**
 * Rollouts with the student's distribution and what the server says of the teacher's.
 * @param read reads the file that `--rollout` names
 * @throws EngineError with the remedy for what the server refused
 */
export async function remoteScore(
  engine: LocalEngine,
  files: FileSource,
  options: RemoteLabOptions,
  read: (file: string) => Promise<string>,
): Promise<RemoteScoreJson> {
  const { model, context, remote } = options
  const topK = remote.topK ?? TOP_K
  if (options.own)
    throw bad(
      'A teacher on a server reads the worlds’ problems only.',
      'Leave out --teacher-url, or the prompt of your own.',
    )
  try {
    const teacher = remoteTeacher(remote, topK)
    const { url } = teacher
    const request = { ...requestOf(options, options.problemSeed, options.n), context: null }
    const rollouts = await rolloutsToScore(engine, options, request, read)
    // The student as its own teacher: of each token its whole distribution without the context, and the teacher's prompt with it.
    const requests = rollouts.map((rollout) => ({
      rollout,
      teacher: model,
      context,
      divergences: [],
      topK: Number.MAX_SAFE_INTEGER,
    }))
    const scored = await engine.scoreMany(requests)
    const tokenizer = await modelWordsOf(files, model)
    const texts = rollouts.map((rollout, i) => {
      const prompt = [tokenizer.bos, ...tokenizer.words.encode(scored[i]!.teacherPrompt)]
      return { ids: [...prompt, ...rollout.tokens.map(({ id }) => id)], from: prompt.length }
    })
    await preflight(teacher, Math.max(0, ...texts.map(({ ids }) => ids.length)) + 1)
    const answers = await scoreTexts(teacher, texts, tokenizer.words.size)
    const [first] = rollouts
    return {
      prompt: first?.prompt ?? '',
      teacher_prompts: scored.map(({ teacherPrompt }) => teacherPrompt),
      teacher: { url, model: remote.model, kind: remote.kind, top_k: topK, temperature: 1 },
      rollouts: rollouts.map((rollout, row) => rolloutOf(rollout, scored[row]!.tokens, answers[row]!, options, topK)),
      ...(first && makingJson(first)),
    }
  } catch (error) {
    throw fromServer(error)
  }
}

function rolloutOf(
  rollout: Rollout,
  student: readonly TokenScore[],
  teacher: readonly PositionScore[],
  { divergences }: RemoteLabOptions,
  topK: number,
): RolloutJson<RemoteTokenJson> {
  return rolloutJson(rollout, (token, index): RemoteTokenJson => {
    const { top, logpStudent, entropyStudent } = student[index]!
    const { own, top: likeliest } = teacher[index]!
    const logs = new Float64Array(top.length)
    for (const { id, logpStudent } of top) logs[id] = logpStudent
    const found = knownOf(teacher[index]!, token.id, topK, logs.length)
    return {
      ...tokenJson({ ...token, logpStudent }),
      logp_teacher: own === null ? null : finiteOrText(own),
      gap: own === null ? null : finiteOrText(own - logpStudent),
      entropy_student: entropyStudent,
      entropy_teacher: boundsJson(entropyBounds(found, logs.length)),
      teacher_top: likeliest.filter(([, log]) => Number.isFinite(log)),
      tail_teacher: found.rest,
      divergences: Object.fromEntries(
        divergences.flatMap(({ key, id, params = {} }) => {
          const bounds = found.known.size === 0 ? null : boundsOf(id, params, logs, found, token.id)
          return bounds ? [[key, boundsJson(bounds)]] : []
        }),
      ),
    }
  })
}

const boundsJson = ({ lower, upper }: Bounds): BoundsJson => ({
  lower: finiteOrText(lower),
  upper: finiteOrText(upper),
})

/** One line a token: the token, both log-probs, the gap, and what is known of the first divergence. */
export function remoteTable({ prompt, rollouts, teacher }: RemoteScoreJson): string {
  const [first] = rollouts.flatMap(({ tokens }) => tokens)
  const [key] = Object.keys(first?.divergences ?? {})
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(10))).join('')
  const say = (value: number | string | null | undefined): string =>
    typeof value === 'number' ? value.toFixed(3) : (value ?? 'unknown')
  const head = row(['token', 'logp_S', 'logp_T', 'gap', ...(key ? ['from', 'to'] : [])])
  const blocks = rollouts.map(({ tokens, verdict }) => {
    const lines = tokens.map(({ text, logp_student, logp_teacher, gap, divergences }) => {
      const bounds = key ? divergences[key] : undefined
      return row([
        JSON.stringify(text),
        say(logp_student),
        say(logp_teacher),
        say(gap),
        ...(key ? [say(bounds?.lower), say(bounds?.upper)] : []),
      ])
    })
    return [head, ...lines, `-- ${verdict.status}: ${verdict.message}`].join('\n')
  })
  return [
    `${teacher.model} at ${teacher.url}, the ${teacher.top_k} likeliest words${key ? `; ${key} lies from ... to` : ''}`,
    prompt.trimEnd(),
    ...blocks,
  ].join('\n\n')
}
