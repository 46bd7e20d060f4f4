/**
 * @file The mechanical proof of a method, check by check: it compiles; its loss and gradient are the published ones; thirty
 * live steps run; its verdicts are the catalogue's or differ for a reason.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { LocalEngine } from '../engine/engine.ts'
import { atlasEntry } from '../methods/atlas/atlas.ts'
import { isStrictnessExplained } from '../methods/catalogue/strictness.ts'
import { compile } from '../methods/compile.ts'
import { recipeFormula } from '../methods/formula.ts'
import { missingParts } from '../methods/parts.ts'
import { type PublishedCase, STUDENTS } from '../methods/published/common.ts'
import { publishedOf } from '../methods/published/registry.ts'
import type { TinyCase } from '../methods/published/tiny-case.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { resized } from '../methods/recipe/resize.ts'
import { validateRecipe } from '../methods/schema/validate.ts'
import { serialize } from '../onnx/model.ts'
import { worldById } from '../world/registry.ts'
import type { LossCase } from './loss-case.ts'
import { lossOf } from './loss-run.ts'

/** `absent`: nobody has looked, or there is nothing to look at. */
export type Check = 'pass' | 'fail' | 'absent'

/** Validates as a file, has a formula, needs nothing that is not built, and every phase becomes a graph. */
export function checkCompiles(recipe: Recipe): Check {
  try {
    validateRecipe(JSON.parse(JSON.stringify(recipe)))
    const graphs = compile(recipe).phases.map((phase) => serialize(phase.lossGraph(8).graph))
    return missingParts(recipe).length === 0 && graphs.length > 0 && recipeFormula(recipe) !== '' ? 'pass' : 'fail'
  } catch {
    return 'fail'
  }
}

/** Allowed error of a loss, relative above 1, and of a gradient's slope along a direction against a central difference. */
const LOSS_TOLERANCE = 1e-9
const GRADIENT_TOLERANCE = 1e-6
const STEP = 1e-5

/** Every published case of the recipe; each phase must have one. */
export async function checkLoss(recipe: Recipe): Promise<Check> {
  const cases = publishedOf(recipe.id)
  if (cases.length === 0) return 'absent'
  if (!recipe.phases.every((_, i) => cases.some(({ phase = 0 }) => phase === i))) return 'fail'
  for (const published of cases) if (!(await matches(recipe, published))) return 'fail'
  return 'pass'
}

async function matches(recipe: Recipe, published: PublishedCase): Promise<boolean> {
  const { sizes = {}, world = STUDENTS, loss } = published
  const { loss: found, grad_logits } = await lossOf(resized(recipe, sizes), caseOf(published, world))
  const wanted = loss(world.frozen, world)
  if (!(Math.abs(found - wanted) <= LOSS_TOLERANCE * Math.max(1, Math.abs(wanted)))) return false
  const moved = (row: number, direction: readonly number[], by: number) =>
    loss(
      world.frozen.map((logits, i) => (i === row ? logits.map((x, v) => x + by * (direction[v] ?? 0)) : logits)),
      world,
    )
  return grad_logits.every((entries, row) =>
    directions(entries.length).every((direction) => {
      const slope = (moved(row, direction, STEP) - moved(row, direction, -STEP)) / (2 * STEP)
      const ours = entries.reduce((sum, entry, v) => sum + entry * (direction[v] ?? 0), 0)
      return Math.abs(ours - slope) <= GRADIENT_TOLERANCE
    }),
  )
}

/**
 * Two ways to move a row's logits, every entry by a size of its own, so that no two wrong entries make up for one another in both. Entry by
 * entry, as the unit tests compare, takes ten times as long.
 */
function directions(vocabulary: number): readonly (readonly number[])[] {
  return [1, 2].map((run) =>
    Array.from(
      { length: vocabulary },
      (_, v) => (Math.floor(v / run) % 2 === 0 ? 1 : -1) * (1 + ((0.618 * run * (v + 1)) % 1)),
    ),
  )
}

function caseOf({ phase = 0, progress = 0 }: PublishedCase, world: TinyCase): LossCase {
  const { frozen, teacher, teachers, tokens, texts, behaviour, reference, special, uniform } = world
  return {
    student: frozen,
    teachers: teachers ? new Map(Object.entries(teachers)) : teacher,
    tokens,
    texts: texts.map((text) => ({ ...text, teacher: null })),
    behaviour,
    reference,
    special,
    refused: world.refused ?? null,
    uniform,
    progress,
    phase,
    sizes: {},
  }
}

const STEPS = 30
/** Steps after which what is kept has its size. */
const SETTLED = 12
/** Bytes that two thirds of the steps may add to native and JavaScript memory, a small part of a leaked tensor a step. */
const MAY_GROW = 24 * 2 ** 20
/** Enough for a whole solution of the least difficulty: where no text is ever right, groups have nothing to learn from. */
const MAX_TOKENS = 64

/** Thirty steps of a problem each on the shipped models: finite, the weights move, memory stays flat. */
export async function checkRuns(engine: LocalEngine, recipe: Recipe): Promise<Check> {
  const world = recipe.world ?? 'tally'
  const sampling = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: MAX_TOKENS }
  const { run } = await engine.openRun({
    ...{ recipe, student: 'student', teacher: 'teacher', world, difficulty: worldById(world).difficulty.min },
    ...{ seed: 1, steps: STEPS, rolloutsPerStep: 1, learningRate: 2e-4, temperature: 1, maxTokens: MAX_TOKENS },
    heldOut: { firstSeed: 0, problems: 1, pinned: { problemSeed: 1, sampling } },
    checkpoints: { every: STEPS, keep: 1 },
  })
  try {
    const before = await engine.saveRun(run)
    let settled = 0
    for (let step = 1; step <= STEPS; step++) {
      const { fault, loss } = await engine.stepRun(run)
      if (fault || !Number.isFinite(loss)) return 'fail'
      if (step === SETTLED) settled = await memory()
    }
    if ((await memory()) - settled > MAY_GROW) return 'fail'
    return Buffer.compare(before, await engine.saveRun(run)) === 0 ? 'fail' : 'pass'
  } finally {
    await engine.closeRun(run)
  }
}

/** Bytes of buffers and heap after a collection; native tensors give theirs back in a later turn. */
async function memory(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let round = 0; round < 3; round++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Its verdicts are those of the catalogue, or the difference is explained. */
export function checkStrictness(recipe: Recipe): Check {
  const { c1, c2 } = atlasEntry(recipe.id)
  return isStrictnessExplained(recipe, c1, c2) ? 'pass' : 'fail'
}
