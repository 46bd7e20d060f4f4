/** @file `lab sample --student-url`: the prompt is made and the text judged here, a student on a server writes it. */
import { contextTextOf, problemOf } from '../engine/check-requests.ts'
import { EngineError } from '../engine/errors.ts'
import type { FileSource } from '../engine/files.ts'
import { findStop } from '../engine/stop-strings.ts'
import type { Rollout } from '../engine/types.ts'
import { preflight, writeTexts } from '../remote/client.ts'
import type { ServerKind } from '../remote/wire.ts'
import { tokensOf, type WrittenTokens } from '../remote/written.ts'
import { renderPrompt } from '../world/prompt.ts'
import { modelWordsOf } from './model-words.ts'
import { bad } from './option-values.ts'
import type { LabOptions } from './options.ts'
import { type SampleJson, sampleJson } from './output.ts'
import { fromServer, type RemoteModelOptions, remoteStudent } from './server-options.ts'
import { requestOf } from './verbs.ts'

export interface RemoteSampleJson extends SampleJson {
  readonly student: {
    readonly url: string
    readonly model: string
    readonly kind: ServerKind
    /** `same` as the loaded model's; `other`: then no model here can score the tokens; `unknown`: the server names none. */
    readonly tokenizer: WrittenTokens['tokenizer']
    /** Where the tokenizers part. */
    readonly why?: string
  }
}

type RemoteLabOptions = LabOptions & { readonly remoteStudent: RemoteModelOptions }

/**
 * Rollouts of a student on a server: its tokens and log-probs where it gives them (`logp_student` is null where it does not).
 * @throws EngineError with the remedy for what the server refused
 */
export async function remoteSample(files: FileSource, options: RemoteLabOptions): Promise<RemoteSampleJson> {
  if (options.own)
    throw bad(
      'A student on a server writes for the worlds’ problems only.',
      'Leave out --student-url, or the prompt of your own.',
    )
  const request = requestOf(options, options.problemSeed, options.n)
  const problem = problemOf(request.problem)
  if (problem.environment)
    throw bad(
      `In the world "${options.world}" an environment answers every line, which a server does not wait for.`,
      'Choose a world of one turn, or leave out --student-url.',
    )
  const prompt = renderPrompt(problem, contextTextOf(problem, request.context))
  const { words } = await modelWordsOf(files, options.model)
  try {
    const student = remoteStudent(options.remoteStudent)
    const { sampling } = request
    await preflight(student, 1 + words.encode(prompt).length + sampling.maxTokens)
    const written = await writeTexts(student, { prompt, sampling }, options.n)
    const read = written.map((each) => tokensOf(each, words))
    const rollouts = read.map(({ tokens, text, finish }): Rollout => {
      const stop = finish === 'stop-string' ? findStop(text, sampling.stop ?? []) : null
      return {
        ...{ problem: request.problem, student: student.model, sampling, prompt, text, tokens, finish },
        verdict: problem.verify(stop ? text.slice(0, stop.at) : text),
        backend: 'cpu',
      }
    })
    const { url, model, kind } = student
    const parted = read.find(({ tokenizer }) => tokenizer === 'other')
    return {
      ...sampleJson(rollouts),
      student: {
        ...{ url, model, kind },
        tokenizer: parted
          ? 'other'
          : ((read.find((each) => each.tokenizer === 'unknown') ?? read[0])?.tokenizer ?? 'unknown'),
        ...(parted?.why && { why: parted.why }),
      },
    }
  } catch (error) {
    const from = fromServer(error)
    if (from instanceof EngineError || !(from instanceof RangeError)) throw from
    throw bad(from.message, 'Give another --model.')
  }
}
