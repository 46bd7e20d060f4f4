/**
 * @file Builds a Problem from a worked draft: the writers' texts and the contexts that all worked worlds share, so
 * that one wording serves them all.
 */
import { Random } from '../random.ts'
import { CONTEXT_KINDS, type ContextKind, type Problem, type WorldId, type Writer } from '../types.ts'
import { describeFault, explain, firstFault, judge, readAttempt, type WorkedStep } from './steps.ts'

export interface WorkedDraft {
  readonly world: WorldId
  readonly seed: number
  readonly difficulty: number
  readonly question: string
  /** At least one step; the last one's value is the answer. */
  readonly careful: readonly WorkedStep[]
  readonly sloppy: readonly WorkedStep[]
  /** The whole computation as one expression, e.g. `(12+7)x2`. */
  readonly expression: string
  readonly skill: string
  /** Contexts that only this world has. */
  readonly extra: Partial<Record<ContextKind, string>>
  /** Another problem of the same kind, solved. */
  sibling(): WorkedDraft
}

const SHARED: readonly ContextKind[] = [
  'answer',
  'trace',
  'hint',
  'demo',
  'concise',
  'feedback',
  'revise',
  'skill',
  'memory',
  'path',
  'reflection',
  'success',
]

const MARKS = { right: 'This is right.', wrong: 'This is wrong.', malformed: 'This has no answer.' } as const

/** A seeded style for the texts inside contexts; terse for long problems, which would not fit the models' window. */
function innerStyle(draft: WorkedDraft, stream: string): Writer['style'] {
  return draft.careful.length <= 4 && new Random(draft.seed, stream).chance(0.5) ? 'verbose' : 'terse'
}

function render(steps: readonly WorkedStep[], style: Writer['style']): string {
  const lines = steps.map((step) => step[style])
  return [...lines, `Answer: ${lastValue(steps)}`].join('\n')
}

function lastValue(steps: readonly WorkedStep[]): number {
  const last = steps.at(-1)
  if (last === undefined) throw new RangeError('a worked draft needs at least one step')
  return last.value
}

/** A tip for each step in which the attempt differs, without repetition, at most two; for a right one the first tip. */
function tips(attempt: string, draft: WorkedDraft): string {
  const read = readAttempt(attempt)
  const missed = draft.careful.filter((step, index) => read.lines[index]?.value !== step.value)
  const found = [...new Set(missed.map((step) => step.tip))].slice(0, 2)
  return found.length > 0 ? found.join(' ') : (draft.careful[0]?.tip ?? '')
}

function sharedContext(kind: ContextKind, draft: WorkedDraft, attempt: string, sibling: string | undefined): string {
  const answer = lastValue(draft.careful)
  const fault = firstFault(readAttempt(attempt), draft.careful, answer)
  switch (kind) {
    case 'answer':
      return `The answer is ${answer}.`
    case 'trace':
      return `Trace:\n${render(draft.careful, 'terse')}`
    case 'hint':
      return `Hint: first ${draft.careful[0]?.operation}.`
    case 'demo': {
      const sibling = draft.sibling()
      return `Example: ${sibling.question}\n${render(sibling.careful, 'terse')}`
    }
    case 'concise':
      return 'Be brief.'
    case 'feedback':
      return `Feedback: ${fault === null ? 'every step is right' : describeFault(fault)}.`
    case 'revise':
      return `Attempt:\n${attempt}\n${MARKS[judge(attempt, draft.careful, answer).status]}`
    case 'skill':
      return `Skill: ${draft.skill}`
    case 'memory':
      return `Tip: ${tips(attempt, draft)}`
    case 'path':
      return `Path: ${draft.expression}.`
    case 'reflection': {
      if (fault === null) return 'The attempt is right.'
      const tip = draft.careful[fault.step - 1]?.tip ?? draft.careful.at(-1)?.tip ?? ''
      return `The attempt has a wrong number in step ${fault.step}. ${tip}`
    }
    case 'success':
      return `A right attempt:\n${sibling?.trim() ?? render(draft.careful, innerStyle(draft, 'success'))}`
    default:
      throw new RangeError(`context: ${draft.world} has no ${kind}`)
  }
}

/** Turns a draft into a problem. `context` throws RangeError for a kind that the draft does not offer. */
export function workedProblem(draft: WorkedDraft): Problem {
  const answer = lastValue(draft.careful)
  const contextKinds = CONTEXT_KINDS.filter((kind) => SHARED.includes(kind) || draft.extra[kind] !== undefined)
  const write = (writer: Writer): string =>
    render(writer.care === 'careful' ? draft.careful : draft.sloppy, writer.style)
  const defaultAttempt = (): string => write({ care: 'sloppy', style: innerStyle(draft, 'attempt') })
  return {
    world: draft.world,
    seed: draft.seed,
    difficulty: draft.difficulty,
    question: draft.question,
    answer: String(answer),
    steps: draft.careful.map((step) => step.terse),
    contextKinds,
    write,
    context(kind, options = {}) {
      if (!contextKinds.includes(kind)) throw new RangeError(`context: ${draft.world} has no ${kind}`)
      return (
        draft.extra[kind] ?? sharedContext(kind, draft, (options.attempt ?? defaultAttempt()).trim(), options.sibling)
      )
    },
    verify: (attempt) => judge(attempt, draft.careful, answer),
    explain: (attempt) => explain(attempt, draft.careful, answer),
  }
}
