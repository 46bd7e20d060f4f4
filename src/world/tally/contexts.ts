/** @file The privileged contexts of a tally problem. */
import { formatEquation, parseEquations } from '../arithmetic.ts'
import { CONTEXT_KINDS, type ContextKind, type ContextOptions } from '../types.ts'
import { drawStory, TALLY_DIFFICULTY } from './generate.ts'
import { fill, type Language, type SlipKind } from './language.ts'
import { renderHint, renderPath, renderQuestion, renderSolution } from './render.ts'
import { finalValue, type Story, workStory } from './story.ts'
import { diagnose, judge } from './verify.ts'

/** A tally problem needs no document: its facts all stand in the question. */
export const TALLY_CONTEXT_KINDS: readonly ContextKind[] = CONTEXT_KINDS.filter((kind) => kind !== 'document')

export interface ContextSource {
  readonly seed: number
  readonly story: Story
  readonly language: Language
  /** The language of the `translation`. */
  readonly foreign: Language
}

/** The text of one kind. Throws RangeError for a kind that tally does not have. */
export function renderContext(source: ContextSource, kind: ContextKind, options: ContextOptions = {}): string {
  const { story, language, foreign } = source
  const texts = language.contexts
  const steps = workStory(story, 'careful')
  const answer = String(finalValue(story, steps))
  const attempt = options.attempt ?? renderSolution(story, { care: 'sloppy', style: 'terse' }, language)
  switch (kind) {
    case 'answer':
      return fill(texts.answer, { n: answer })
    case 'trace':
      return fill(texts.trace, { text: renderSolution(story, { care: 'careful', style: 'terse' }, language) })
    case 'success': {
      // Long problems in the verbose style would not fit the models' window together with the solution to be written.
      const style = steps.length > 4 ? 'terse' : 'verbose'
      const written = () => renderSolution(story, { care: 'careful', style }, language)
      return fill(texts.success, { text: options.sibling?.trim() ?? written() })
    }
    case 'hint':
      return renderHint(steps, language)
    case 'path':
      return renderPath(story, steps, language)
    case 'demo':
      return fill(texts.demo, { text: renderDemo(source) })
    case 'concise':
      return texts.concise
    case 'skill':
      return texts.skill
    case 'translation':
      return fill(texts.translation, { text: renderQuestion(story, foreign) })
    case 'short-context': {
      const sentences = story.sentences.filter((sentence) => sentence.type === 'event')
      return fill(texts.shortContext, { text: renderQuestion({ ...story, sentences }, language) })
    }
    case 'feedback':
      return renderFeedback(source, attempt)
    case 'revise':
      return fill(texts.revise[judge(attempt, steps, answer).status], { text: attempt })
    case 'reflection': {
      const slips = diagnose(attempt, steps, answer)
      const lines = slips.map(({ kind, step }) => fill(texts.reflection[kind], { n: step }))
      return lines.length === 0 ? texts.reflection.none : [...new Set(lines)].join(' ')
    }
    case 'memory': {
      const kinds = new Set<SlipKind>(diagnose(attempt, steps, answer).map((slip) => slip.kind))
      return kinds.size === 0 ? texts.memory.none : [...kinds].map((kind) => texts.memory[kind]).join(' ')
    }
    case 'document':
      throw new RangeError(`tally has no context "document"; it has ${TALLY_CONTEXT_KINDS.join(', ')}`)
  }
}

/** An easy sibling with its solution, drawn from its own stream so that it is never a problem of any seed. */
function renderDemo({ seed, language }: ContextSource): string {
  const sibling = drawStory(seed, TALLY_DIFFICULTY.min, 'demo')
  const solution = renderSolution(sibling, { care: 'careful', style: 'terse' }, language)
  return `${renderQuestion(sibling, language)}\n${solution}`
}

function renderFeedback({ story, language }: ContextSource, attempt: string): string {
  const { feedback } = language.contexts
  const steps = workStory(story, 'careful')
  const answer = String(finalValue(story, steps))
  const { status, firstWrongStep: n } = judge(attempt, steps, answer)
  if (n === null) {
    if (status === 'right') return feedback.right
    return status === 'malformed' ? feedback.malformed : fill(feedback.answer, { equation: answer })
  }
  const expected = steps[n - 1]?.equation
  if (expected === undefined) return fill(feedback.extra, { n })
  const got = parseEquations(attempt)[n - 1]?.result
  if (got === undefined) return fill(feedback.missing, { n, equation: expected.result })
  if (got === expected.result) return fill(feedback.wrongEquation, { n, equation: formatEquation(expected) })
  return fill(feedback.wrong, { n, got, equation: expected.result })
}
