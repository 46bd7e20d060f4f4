/**
 * @file A teacher on a server in the place of one that runs here. Of each position it says how likely the token is that stands there and
 * the k likeliest ones; as a table of logits these are exact, and the rest of the mass is spread evenly over all other words, none of
 * which is then likelier than the k-th. Recipes that need more of the teacher than that are refused (see `servedNeeds`).
 */

import { message, nested } from '../../message/message.ts'
import { JOINED_STATISTICS } from '../../methods/graph/join.ts'
import { type ServedNeeds, servedNeeds } from '../../methods/served.ts'
import { waitFor } from '../abort.ts'
import { EngineError } from '../errors.ts'
import type { Completion, Prompt } from './completions.ts'
import { type RunContext, teacherPrompt } from './run-context.ts'
import { rightSibling, type TeacherScores } from './teacher-scores.ts'
import type { AskServer, RunSetup, ServedPosition, ServedText } from './types.ts'

/** Stands for the logit of a word that has no mass. */
const NOTHING = -1e4

/** @throws EngineError 'bad-request' for a recipe whose loss needs more than the server says */
export function checkServed({ recipe, served }: Pick<RunSetup, 'recipe' | 'served'>): void {
  if (!served) return
  const needs = servedNeeds(recipe)
  if ('why' in needs)
    throw new EngineError(
      'bad-request',
      message('The recipe "{recipe}" cannot learn from a teacher on a server: {why}.', {
        recipe: recipe.id,
        why: nested(needs.why),
      }),
      'A server says how likely the sampled token is, and the k likeliest: take a recipe on the sampled token or on the teacher’s top-k (thinking-machines-opd, for one), or a teacher that runs here.',
    )
  if (needs.topK > served.topK)
    throw new EngineError(
      'bad-request',
      message('The recipe "{recipe}" reads the teacher’s {k} likeliest words, and the server is asked for {asked}.', {
        ...{ recipe: recipe.id, k: needs.topK, asked: served.topK },
      }),
      message('Ask it for {k} (--teacher-top-k {k}; vLLM also --max-logprobs {k}).', { k: needs.topK }),
    )
}

/**
 * The teacher's table and what is known of it.
 * @param ask sends texts to the server
 * @throws EngineError 'cancelled'; 'bad-request' where the server leaves out what the loss needs; what `ask` throws
 */
export async function scoreWithServer(
  run: RunContext,
  ask: AskServer,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  signal: AbortSignal | undefined,
): Promise<TeacherScores> {
  const { setup, student, runtime } = run
  const needs = servedNeeds(setup.recipe)
  if ('why' in needs) throw new RangeError(needs.why)
  const texts = completions.map((completion): ServedText => {
    const prompt = teacherPrompt(
      prompts[completion.promptIndex]!,
      setup.recipe.context,
      completion.text,
      student,
      rightSibling(completion, completions),
    )
    return { ids: [...prompt, ...completion.tokens.map(({ id }) => id)], from: prompt.length }
  })
  const answers = await waitFor(ask(texts), signal)
  const vocabulary = student.config.vocabSize
  const positions = completions.flatMap(({ tokens }, i) =>
    tokens.flatMap(({ learn, id }, at) => (learn ? [{ id, said: answers[i]?.[at] ?? SILENCE }] : [])),
  )
  const table = new Float32Array(positions.length * vocabulary)
  const width = JOINED_STATISTICS.length
  const statistics = new Float32Array(positions.length * width)
  positions.forEach(({ id, said }, row) => {
    checkSaid(said, needs)
    fillRow(table.subarray(row * vocabulary, (row + 1) * vocabulary), said, id)
    statistics[row * width + JOINED_STATISTICS.indexOf('teacherLogp')] = said.own ?? 0
  })
  return {
    logits: new runtime.ort.Tensor('float32', table, [positions.length, vocabulary]),
    statistics,
    voices: [],
    tokens: texts.reduce((sum, { ids }) => sum + ids.length, 0),
  }
}

const SILENCE: ServedPosition = { own: null, top: [] }

function checkSaid({ own, top }: ServedPosition, needs: ServedNeeds): void {
  if (needs.own && own === null)
    throw new EngineError(
      'bad-request',
      'The server does not say how likely the teacher finds a token of the text.',
      'Use a server that gives the realised token (vLLM, SGLang), or ask for more of the likeliest words.',
    )
  if (top.length < needs.topK)
    throw new EngineError(
      'bad-request',
      message('The server names {n} words at a token where the recipe needs {k}.', { n: top.length, k: needs.topK }),
      'Ask it for more of the likeliest words, if it gives them.',
    )
}

/** Log-probs as logits: what is known stands there, the rest of the mass is the same for every other word. */
export function fillRow(row: Float32Array, { own, top }: ServedPosition, token: number): void {
  const known = new Map(top)
  if (own !== null) known.set(token, own)
  let rest = 1
  for (const log of known.values()) rest -= Math.exp(log)
  const others = row.length - known.size
  row.fill(rest > 0 && others > 0 ? Math.max(NOTHING, Math.log(rest / others)) : NOTHING)
  for (const [word, log] of known) if (word < row.length) row[word] = Math.max(NOTHING, log)
}
