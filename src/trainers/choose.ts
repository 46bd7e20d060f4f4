/** @file Which trainer of a framework runs a recipe, what it loses there, and the refusal where it cannot. */
import type { Recipe } from '../methods/recipe/recipe.ts'
import { type Asked, EXPORT_PARTS, readingOf } from './parts.ts'
import { dataOnly, TRAINERS, trainersOf } from './registry.ts'
import type { Cell, FrameworkId, Trainer } from './trainer.ts'

export interface Match {
  readonly asked: Asked
  /** undefined: the trainer has no way to say it. */
  readonly cell: Cell | undefined
}

export interface Verdict {
  readonly trainer: Trainer
  readonly matches: readonly Match[]
  /** Needed parts that are missing, and combinations that the trainer refuses, in words; empty where it can run the recipe. */
  readonly lacks: readonly string[]
  /** Parts that are given up, in words. */
  readonly loses: readonly string[]
}

/** How a trainer would run a recipe. */
export function judgeExport(recipe: Recipe, trainer: Trainer): Verdict {
  const { asked } = readingOf(recipe)
  const matches = asked.map((each) => ({ asked: each, cell: trainer.cells[each.part] }))
  const missing = matches.filter(({ cell }) => cell === undefined).map(({ asked }) => asked)
  const refused = trainer.refuses?.(asked) ?? null
  const needed = missing.filter(({ part }) => EXPORT_PARTS[part].needed)
  return {
    trainer,
    matches,
    lacks: [
      ...needed.map(lack),
      ...(refused === null ? [] : [refused]),
      ...(asked.some(({ part }) => part.endsWith('-teacher')) ? [] : ['nobody teaches in this recipe']),
    ],
    loses: missing.filter(({ part }) => !EXPORT_PARTS[part].needed).map(({ says }) => says),
  }
}

function lack({ part, says }: Asked): string {
  if (part === 'off-policy-only') return `it learns from texts of the live student only (here: ${says})`
  return part.startsWith('other-') ? `it has no ${says}` : `it has no ${EXPORT_PARTS[part].name} (${says})`
}

/** Less is better: what is lost weighs more than what is only near. */
function distance({ matches }: Verdict): number {
  return matches.reduce((sum, { cell }) => sum + (cell === undefined ? 3 : cell.fit === 'near' ? 1 : 0), 0)
}

const best = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.filter(({ lacks }) => lacks.length === 0).sort((a, b) => distance(a) - distance(b))[0]

/** Trainers that take a recipe through another framework are no nearest one of their own. */
const OWN = TRAINERS.filter(({ framework }) => framework !== 'agent-lightning')

/** The trainer of any framework that loses least; undefined where none can. */
export const nearest = (recipe: Recipe): Verdict | undefined => best(OWN.map((trainer) => judgeExport(recipe, trainer)))

/** How the command line names a trainer. */
export function optionOf({ framework, id }: Trainer): string {
  return trainersOf(framework).length > 1 ? `--to ${framework} --trainer ${id}` : `--to ${framework}`
}

export interface Refusal {
  readonly message: string
  readonly remedy: string
}

/**
 * The trainer to export to, or why none can.
 * @param trainer the value of `--trainer`, one of the framework's; null: the nearest
 */
export function chooseTrainer(recipe: Recipe, framework: FrameworkId, trainer: string | null): Verdict | Refusal {
  const candidates = trainersOf(framework).filter(({ id }) => trainer === null || id === trainer)
  const verdicts = candidates.map((each) => judgeExport(recipe, each))
  const found = best(verdicts)
  if (found) return found
  const closest = [...verdicts].sort((a, b) => a.lacks.length - b.lacks.length || distance(a) - distance(b))[0]
  const name = closest?.trainer.name ?? dataOnly(framework)?.name ?? framework
  return {
    message: `${name} cannot express ${recipe.id}: ${closest?.lacks.join('; ') ?? 'it has no trainer'}.`,
    remedy: remedyFor(recipe),
  }
}

function remedyFor(recipe: Recipe): string {
  const other = nearest(recipe)
  if (!other) {
    const part = OWN.map((trainer) => judgeExport(recipe, trainer)).sort((a, b) => a.lacks.length - b.lacks.length)[0]
    return part
      ? `No trainer here can; nearest is ${part.trainer.name}, but ${part.lacks.join('; ')}.`
      : 'No trainer here can express it.'
  }
  const without = other.loses.length > 0 ? `, if it may do without: ${other.loses.join('; ')}` : ''
  return `${other.trainer.name} can (${optionOf(other.trainer)})${without}.`
}

export const isRefusal = (result: object): result is Refusal => 'remedy' in result
