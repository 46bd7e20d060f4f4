/** @file What the stand-in's teachers make of a rollout. */
import { divergenceById } from '../../divergence/registry.ts'
import { renderPrompt } from '../../world/prompt.ts'
import type { RolloutToken, ScoredRollout, ScoreRequest, TokenScore } from '../types.ts'
import { type FakeVocabulary, problemFor, unit } from './fake-completions.ts'

const WORDS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', 'x', '=', '\n', ' the', ' has', ':', '.']

/** Teachers like what a careful solution says, and a teacher with a note likes it more. */
export function scoreOf(request: ScoreRequest, vocabulary: FakeVocabulary): ScoredRollout {
  const { rollout, teacher, context } = request
  const problem = problemFor(rollout.problem)
  const contextText = context === null ? null : problem.context(context, { attempt: rollout.text })
  const careful = [0, 1, 2, 3].flatMap((seed) =>
    (['terse', 'verbose'] as const).map((style) => problem.write({ care: 'careful', style }, seed)),
  )
  let written = ''
  const tokens = rollout.tokens.map((token, i) => {
    const line = `${written}${token.text}`.split('\n').at(-1) ?? ''
    written += token.text
    const fits = careful.some((text) => text.split('\n').some((good) => good.startsWith(line)))
    return scoreToken(token, i, fits, request, vocabulary)
  })
  return { teacher, context, contextText, teacherPrompt: renderPrompt(problem, contextText), tokens, backend: 'wasm' }
}

function scoreToken(
  token: RolloutToken,
  i: number,
  fits: boolean,
  { teacher, context, divergences, topK }: ScoreRequest,
  vocabulary: FakeVocabulary,
): TokenScore {
  const words = [token.text, ...WORDS.filter((word) => word !== token.text)]
  const sharpness = context === null ? 2.5 : 6
  const studentLogits = spread(words.length, Math.exp(token.logpStudent), token.text, i)
  const liking = fits ? 0.7 + 0.29 * unit(teacher, i) : Math.exp(-sharpness * (0.3 + unit(teacher, i, 'slip')))
  const teacherLogits = spread(words.length, context === null ? liking * 0.9 : liking, teacher, i)
  const position = { studentLogits, teacherLogits, token: 0 }
  const [logpStudent = 0] = studentLogits
  const [logpTeacher = 0] = teacherLogits
  const order = words.map((_, v) => v).sort((a, b) => (studentLogits[b] ?? 0) - (studentLogits[a] ?? 0))
  const top = order.slice(0, topK)
  const rest = (logits: readonly number[]): number => 1 - top.reduce((sum, v) => sum + Math.exp(logits[v] ?? 0), 0)
  return {
    logpStudent,
    logpTeacher,
    gap: logpTeacher - logpStudent,
    entropyStudent: entropy(studentLogits),
    entropyTeacher: entropy(teacherLogits),
    rankStudent: rank(studentLogits),
    rankTeacher: rank(teacherLogits),
    top: top.map((v) => ({
      id: vocabulary.idOf(words[v] ?? ''),
      text: words[v] ?? '',
      logpStudent: studentLogits[v] ?? 0,
      logpTeacher: teacherLogits[v] ?? 0,
    })),
    tailStudent: rest(studentLogits),
    tailTeacher: rest(teacherLogits),
    divergences: Object.fromEntries(
      divergences.map(({ key, id, report, ...options }) => {
        const { value, gradLogits } = divergenceById(id).evaluate(position, options)
        return [key, report === 'gradient-norm' ? Math.hypot(...gradLogits) : value]
      }),
    ),
  }
}

/** Log-probs over `size` words: `first` for the first, the rest shared unevenly. */
function spread(size: number, first: number, ...salt: (string | number)[]): number[] {
  const p = Math.min(0.9995, Math.max(1e-5, first))
  const shares = Array.from({ length: size - 1 }, (_, v) => Math.exp(9 * unit(...salt, v)))
  const sum = shares.reduce((a, b) => a + b, 0)
  return [Math.log(p), ...shares.map((share) => Math.log(((1 - p) * share) / sum))]
}

const entropy = (logps: readonly number[]): number => -logps.reduce((sum, logp) => sum + Math.exp(logp) * logp, 0)
const rank = (logps: readonly number[]): number => 1 + logps.filter((logp) => logp > (logps[0] ?? 0)).length
