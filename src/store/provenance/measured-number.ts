/** @file A number that is asked for, as it is read: its name, value, formula and what goes into it. */
import { divergenceById, unitOf } from '../../divergence/registry.ts'
import type { Divergence } from '../../divergence/types.ts'
import type { Inspection, NextStepPrediction, TokenScore, VocabularyEntry } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import type {
  ContributionNumber,
  EntryNumber,
  MadeNumber,
  NextStepNumber,
  ScoreNumber,
  TokenNumber,
} from './provenance.ts'
import { PLAIN_QUANTITIES } from './quantities.ts'

/** What is known of a token. */
export interface NumberSource {
  /** The student's own number rather than the teacher's. */
  readonly own: boolean
  readonly logpStudent: number
  readonly score: TokenScore | null
  /** More entries than the score holds, and the divergence's gradient; null until it is there. */
  readonly inspection: Inspection | null
  readonly ghost: NextStepPrediction | null
  /** Of the ghost: the step size in force, and the step that was taken with it. */
  readonly rate: number | null
  readonly taken: NextStepPrediction | null
  /** Id of the divergence on view. */
  readonly divergence: string
}

export interface MeasuredNumber {
  /** English, for the catalogues; the name of a divergence may stand in for it. */
  readonly name: string
  readonly value: number
  readonly unit: 'nats' | null
  readonly formula: string
  readonly sampled: boolean
  readonly summed: boolean
  readonly logpStudent: number | null
  readonly logpTeacher: number | null
  readonly entry: VocabularyEntry | null
  /** Id of the divergence that it is made of, or null. */
  readonly divergence: string | null
  /** What else went into it. */
  readonly made: Readonly<Record<string, number | string>>
  readonly lists: Readonly<Record<string, readonly (number | null)[]>>
}

type Frame = Omit<MeasuredNumber, 'name' | 'value' | 'unit' | 'formula'>

const FRAME: Frame = {
  sampled: false,
  summed: false,
  logpStudent: null,
  logpTeacher: null,
  entry: null,
  divergence: null,
  made: {},
  lists: {},
}

/** The number, or null where it was not computed. */
export function measuredNumber(ask: TokenNumber, source: NumberSource): MeasuredNumber | null {
  switch (ask.quantity) {
    case 'entry':
      return entryNumber(ask, source)
    case 'contribution':
    case 'push':
      return pullNumber(ask, source)
    case 'ghost-predicted':
    case 'ghost-actual':
    case 'ghost-error':
    case 'ghost-norm':
      return ghostNumber(ask, source)
    default:
      return readingNumber(ask, source)
  }
}

/** A number that was computed elsewhere already. @param score of its token, where it is a number of one */
export function headlineNumber(ask: MadeNumber, score: TokenScore | null): MeasuredNumber {
  const { name, value, unit, formula, made, lists = {}, summed = false } = ask
  const { logpStudent = null, logpTeacher = null } = score ?? {}
  return { ...FRAME, logpStudent, logpTeacher, name, value, unit, formula, made, lists, summed }
}

function readingNumber(ask: TokenNumber & ScoreNumber, source: NumberSource): MeasuredNumber | null {
  const { own, score, logpStudent } = source
  const frame: Frame = {
    ...FRAME,
    logpStudent: own ? logpStudent : (score?.logpStudent ?? logpStudent),
    logpTeacher: own ? null : (score?.logpTeacher ?? null),
  }
  if (ask.quantity === 'divergence') {
    const { id, name, formula, kind } = divergenceById(ask.divergence ?? source.divergence)
    const value = score?.divergences[id]
    if (value === undefined) return null
    return { ...frame, name, value, unit: unitOf(id), formula, summed: kind === 'full', divergence: id }
  }
  const { name, unit, sampled, summed, formula, value: read } = PLAIN_QUANTITIES[ask.quantity]
  const value = read(source)
  return value === null
    ? null
    : { ...frame, name, value, unit, formula: formula(own ? 'S' : 'T', ask.reading === 'with'), sampled, summed }
}

interface Known {
  readonly entries: readonly VocabularyEntry[]
  readonly tailStudent: number
  readonly tailTeacher: number
}

/** The longest list of entries that there is. */
function knownOf({ inspection, score }: NumberSource): Known | null {
  if (inspection) {
    const { entries, tail } = inspection
    return { entries, tailStudent: tail.student, tailTeacher: tail.teacher }
  }
  return score && { entries: score.top, tailStudent: score.tailStudent, tailTeacher: score.tailTeacher }
}

function entryNumber({ side, entry, listed, reading }: EntryNumber, source: NumberSource): MeasuredNumber | null {
  const known = knownOf(source)
  if (!known) return null
  const student = side === 'student'
  const model = student ? 'S' : 'T'
  const given = !student && reading === 'with' ? 'x, c, y_{<t}' : 'x, y_{<t}'
  const logpOf = ({ logpStudent, logpTeacher }: VocabularyEntry): number => (student ? logpStudent : logpTeacher)
  if (entry === null) {
    const rest = known.entries.filter(({ id }) => !listed.includes(id))
    const tail = student ? known.tailStudent : known.tailTeacher
    return {
      ...FRAME,
      name: mark('Probability of all others'),
      value: rest.reduce((sum, each) => sum + Math.exp(logpOf(each)), tail),
      unit: null,
      formula: `1 - \\sum_{v \\in \\text{listed}} p_{${model}}(v \\mid ${given})`,
      summed: true,
    }
  }
  const found = known.entries.find(({ id }) => id === entry)
  return (
    (found && {
      ...frameOf(found),
      name: mark('Probability of an entry'),
      value: Math.exp(logpOf(found)),
      unit: null,
      formula: `p_{${model}}(v \\mid ${given}) = \\operatorname{softmax}(z_{${model}})_v`,
    }) ??
    null
  )
}

/** What an entry of the vocabulary brings to a receipt: nothing more than itself. */
function frameOf({ id, text, logpStudent, logpTeacher }: VocabularyEntry): Frame {
  return { ...FRAME, logpStudent, logpTeacher, entry: { id, text, logpStudent, logpTeacher } }
}

function pullNumber(
  { quantity, entry, listed }: ContributionNumber,
  { inspection, divergence }: NumberSource,
): MeasuredNumber | null {
  if (!inspection) return null
  const { id, formula } = divergenceById(divergence)
  const of = quantity === 'push' ? 'gradient' : 'contribution'
  const number = {
    name: PULL_NAMES[quantity][entry === null ? 'others' : 'one'],
    unit: unitOf(id),
    formula: pullFormula(quantity, formula),
    divergence: id,
  }
  // The step goes against the gradient; a zero has no sign.
  const signed = (value: number): number => (quantity === 'push' ? 0 - value : value)
  if (entry === null) {
    const rest = inspection.entries.filter(({ id }) => !listed.includes(id))
    const value = rest.reduce((sum, each) => sum + each[of], inspection.tail[of])
    return { ...FRAME, ...number, value: signed(value), summed: true }
  }
  const found = inspection.entries.find(({ id }) => id === entry)
  return found ? { ...frameOf(found), ...number, value: signed(found[of]) } : null
}

const PULL_NAMES = {
  contribution: {
    one: mark('What an entry adds to the divergence'),
    others: mark('What all others add to the divergence'),
  },
  push: { one: mark('Push of a descent step on a logit'), others: mark('Push on the logits of all others') },
} as const

function pullFormula(quantity: ContributionNumber['quantity'], formula: Divergence['formula']): string {
  return quantity === 'push'
    ? `-\\frac{\\partial}{\\partial z_{S,v}}\\left[\\,${formula}\\,\\right]`
    : `\\left[\\,${formula}\\,\\right]_v`
}

const GHOST_FORMULAS = {
  'ghost-predicted':
    'p_\\theta(v)\\, e^{\\eta s_v}, \\quad s_v = -\\nabla_\\theta \\log p_\\theta(v) \\cdot \\nabla_\\theta D',
  'ghost-actual': 'p_{\\theta - \\eta \\nabla_\\theta D}(v)',
  'ghost-error':
    '\\max_v \\left| \\log p_{\\theta - \\eta \\nabla_\\theta D}(v) - \\log p_\\theta(v) - \\eta s_v \\right|',
  'ghost-norm': '\\lVert \\nabla_\\theta D \\rVert_2',
} as const

const GHOST_NAMES = {
  'ghost-predicted': mark('Predicted probability after the step'),
  'ghost-actual': mark('Probability after the step'),
  'ghost-error': mark('Largest error of the prediction'),
  'ghost-norm': mark('Norm of the gradient on the weights'),
} as const

function ghostNumber({ quantity, entry }: NextStepNumber, source: NumberSource): MeasuredNumber | null {
  const { ghost, taken, rate, divergence, inspection } = source
  if (!ghost) return null
  const found = (taken ?? ghost).entries.find(({ id }) => id === entry)
  const values = {
    'ghost-predicted': found && rate !== null ? Math.exp(found.logp + rate * found.slope) : null,
    'ghost-actual': found && found.after !== null ? Math.exp(found.after) : null,
    'ghost-error': taken?.error ?? null,
    'ghost-norm': ghost.gradientNorm,
  }
  const value = values[quantity]
  if (value === null) return null
  const known = inspection?.entries.find(({ id }) => id === entry)
  return {
    ...(known ? frameOf(known) : FRAME),
    name: GHOST_NAMES[quantity],
    value,
    unit: quantity === 'ghost-error' ? 'nats' : null,
    formula: GHOST_FORMULAS[quantity],
    divergence,
    made: {
      ...(found && { 'd log p / d η': found.slope }),
      ...(quantity === 'ghost-norm' || rate === null ? {} : { η: rate }),
    },
  }
}
