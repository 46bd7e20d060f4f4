/** @file What a run is called beside others: the part of its configuration in which they differ. */
import type { RunSetup } from '../../engine/training/types.ts'

/** What can differ, each in the words of a label. */
const PARTS: readonly ((setup: RunSetup) => string)[] = [
  ({ recipe }) => recipe.name,
  ({ learningRate }) => `lr ${learningRate}`,
  ({ rolloutsPerStep }) => `${rolloutsPerStep} rollouts`,
  ({ steps }) => `${steps} steps`,
  ({ seed }) => `seed ${seed}`,
  ({ student }) => student,
  ({ teacher }) => `taught by ${teacher}`,
  ({ world, difficulty }) => `${world} ${difficulty}`,
  ({ temperature }) => `temperature ${temperature}`,
  ({ maxTokens }) => `up to ${maxTokens} tokens`,
]

/** The parts in which `setup` differs from one of the others; its recipe where it differs in none. */
export function differenceLabel(setup: RunSetup, others: readonly RunSetup[]): string {
  const differing = PARTS.filter((part) => others.some((other) => part(other) !== part(setup)))
  return (differing.length > 0 ? differing : PARTS.slice(0, 1)).map((part) => part(setup)).join(' · ')
}
