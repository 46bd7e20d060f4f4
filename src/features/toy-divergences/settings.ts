/** @file Settings of the divergence bench: the teacher on the line, and who learns from it by which divergences. */

import { DIVERGENCES } from '../../divergence/registry.ts'
import type { Gaussian, Mixture, Mode } from '../../divergence/toy/density.ts'
import { PRESETS } from '../../divergence/toy/presets.ts'
import { STUDENT_KINDS, type StudentKind } from '../../divergence/toy/student.ts'
import { message } from '../../message/message.ts'
import { choice, type Field, subset } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    /** A mixture of one to three Gaussians; its weights sum to 1. */
    readonly toyTeacher: Mixture
    /** Where every student starts. */
    readonly toyStart: Gaussian
    readonly toyStudent: StudentKind
    /** Ids of the divergences that descend side by side, in the order of the registry. */
    readonly toyDivergences: readonly string[]
  }
}

/** Ends of what a hand can set. Narrower humps would fall between the points of the grid. */
export const TOY_LIMITS = {
  mean: { min: -5, max: 5 },
  width: { min: 0.25, max: 3 },
  weight: { min: 0.02, max: 1 },
} as const
export const MOST_MODES = 3

/** Those that read whole distributions: an estimator has no value without a sample. */
export const TOY_IDS: readonly string[] = DIVERGENCES.filter(({ kind }) => kind === 'full').map(({ id }) => id)

/** `-2.2:0.6`, or undefined. */
function numbersOf(text: string, names: readonly (keyof typeof TOY_LIMITS)[]): readonly number[] | undefined {
  const parts = text.split(':')
  if (parts.length !== names.length) return undefined
  const values = parts.map((part) => (/^-?\d(\.\d{1,3})?$/.test(part) ? Number(part) : Number.NaN))
  const fit = names.every((name, i) => {
    const value = values[i] ?? Number.NaN
    return value >= TOY_LIMITS[name].min && value <= TOY_LIMITS[name].max
  })
  return fit ? values : undefined
}

function parseMode(text: string): Mode | undefined {
  const [mean, width, weight] = numbersOf(text, ['mean', 'width', 'weight']) ?? []
  return mean === undefined || width === undefined || weight === undefined ? undefined : { mean, width, weight }
}

/** Weights are written with two digits, and none is let vanish: their sum is 1 within this. */
const ROUNDING = 0.08

/** `-2.2:0.6:0.55,2.2:0.6:0.45`: mean, width and weight of every mode. */
const mixture: Field<Mixture> = {
  key: 'bench',
  takes: { kind: 'text', expected: message('modes such as -2:0.6:1 (mean, width and weight) whose weights add to 1') },
  parse(text) {
    const parts = text.split(',')
    const modes = parts.map(parseMode).filter((mode) => mode !== undefined)
    const weight = modes.reduce((sum, mode) => sum + mode.weight, 0)
    const whole = Math.abs(weight - 1) <= ROUNDING && modes.length <= MOST_MODES
    return modes.length === parts.length && whole ? modes : undefined
  },
  print: (modes) => modes.map(({ mean, width, weight }) => `${mean}:${width}:${weight}`).join(','),
}

const start: Field<Gaussian> = {
  key: 'bench-start',
  takes: { kind: 'text', expected: message('mean and width such as 1:1') },
  parse(text) {
    const [mean, width] = numbersOf(text, ['mean', 'width']) ?? []
    return mean === undefined || width === undefined ? undefined : { mean, width }
  },
  print: ({ mean, width }) => `${mean}:${width}`,
}

export const TOY_SETTINGS = settingsPart({
  defaults: {
    toyTeacher: PRESETS[0].teacher,
    toyStart: PRESETS[0].start,
    toyStudent: 'gaussian',
    toyDivergences: ['forward-kl', 'reverse-kl', 'jsd'],
  },
  fields: {
    toyTeacher: mixture,
    toyStart: start,
    toyStudent: choice('bench-student', STUDENT_KINDS),
    toyDivergences: subset('bench-divergences', TOY_IDS, 1),
  },
})
