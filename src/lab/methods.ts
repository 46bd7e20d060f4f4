/** @file `lab methods`: all of the field, what runs here, and how far each is proved. */
import { readFile, stat } from 'node:fs/promises'
import type { LocalEngine } from '../engine/engine.ts'
import { ATLAS } from '../methods/atlas/atlas.ts'
import { type CheckRecord, fingerprintOf, recordedRuns } from '../methods/atlas/checks.ts'
import type { AtlasEntry, EntryKind, Strictness } from '../methods/atlas/entry.ts'
import { RECIPES } from '../methods/catalogue/registry.ts'
import { DIFFERS } from '../methods/catalogue/strictness.ts'
import { variantsOf } from '../methods/catalogue/variants.ts'
import { recipeFormula } from '../methods/formula.ts'
import { judge } from '../methods/judge.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { type Check, checkCompiles, checkLoss, checkRuns, checkStrictness } from './methods-check.ts'
import type { MethodsOptions } from './methods-options.ts'
import { bad } from './option-values.ts'
import { checkWritable, writeOut } from './write-out.ts'

/** The five checks of a method. */
export interface MethodStatus {
  readonly compiles: Check
  readonly loss: Check
  readonly runs: Check
  readonly strictness: Check
  readonly claim: Check
}

/** One entry of `lab methods --json`. */
export interface MethodJson {
  readonly id: string
  readonly name: string
  readonly kind: EntryKind
  /** Whether a recipe of this id runs here. */
  readonly runs: boolean
  readonly status: MethodStatus
  /** Computed from the recipe where there is one, else as catalogued; null for what the catalogue does not judge. */
  readonly c1: Strictness | null
  readonly c2: Strictness | null
  readonly catalogued: { readonly c1: Strictness | null; readonly c2: Strictness | null }
  /** Why the computed verdicts are other than the catalogued ones; null where they are not. */
  readonly explained: string | null
  /** KaTeX, generated from the recipe; null where nothing runs. */
  readonly formula: string | null
  /** Names for `lab loss --variant`. */
  readonly variants: readonly string[]
}

const NOTHING: MethodStatus = {
  ...({ compiles: 'absent', loss: 'absent', runs: 'absent', strictness: 'absent', claim: 'absent' } as const),
}

/** Takes one line of the answer. */
type Write = (line: string) => void

/**
 * Answers `lab methods`: compile, loss and strictness are looked at now, the live steps are as they were recorded.
 * @throws EngineError 'bad-request' for an unknown id
 */
export async function methods(options: MethodsOptions, write: Write): Promise<void> {
  const rows: MethodJson[] = []
  for (const entry of entriesOf(options.id)) rows.push(await rowOf(entry, async (recipe) => recordedRuns(recipe)))
  write(options.json ? JSON.stringify(rows) : rows.map(line).join('\n'))
}

/**
 * Answers `lab methods --check`: every check is made now. Without --json a line a method as it comes.
 * @param engine with its backend started
 */
export async function checkMethods(engine: LocalEngine, options: MethodsOptions, write: Write): Promise<void> {
  const { out } = options
  let records = out === null ? {} : await readRecord(out)
  const rows: MethodJson[] = []
  for (const entry of entriesOf(options.id)) {
    if (options.id === null && !recipeOf(entry)) continue
    const row = await rowOf(entry, (recipe) => checkRuns(engine, recipe))
    rows.push(row)
    if (!options.json) write(line(row))
    records = withOutcome(records, row)
    if (out !== null) await writeOut(out, `${JSON.stringify(records, null, 2)}\n`, '-o')
  }
  if (options.json) write(JSON.stringify(rows))
}

function entriesOf(id: string | null): readonly AtlasEntry[] {
  const found = ATLAS.filter((entry) => id === null || entry.id === id)
  if (found.length > 0) return found
  throw bad(`There is no method "${id}".`, 'See the ids with: npm run --silent lab -- methods.')
}

const recipeOf = ({ id }: AtlasEntry): Recipe | undefined => RECIPES.find((recipe) => recipe.id === id)

async function rowOf(entry: AtlasEntry, runs: (recipe: Recipe) => Promise<Check>): Promise<MethodJson> {
  const { id, name, kind, c1, c2 } = entry
  const catalogued = { c1, c2 }
  const recipe = recipeOf(entry)
  if (!recipe) {
    const bare = { explained: null, formula: null, variants: [] }
    return { id, name, kind, runs: false, status: NOTHING, c1, c2, catalogued, ...bare }
  }
  const verdict = judge(recipe)
  const status: MethodStatus = {
    compiles: checkCompiles(recipe),
    loss: await checkLoss(recipe),
    runs: await runs(recipe),
    strictness: checkStrictness(recipe),
    claim: 'absent',
  }
  return {
    ...{ id, name, kind, runs: true, status, c1: verdict.c1.value, c2: verdict.c2.value, catalogued },
    explained: DIFFERS[id]?.why ?? null,
    formula: recipeFormula(recipe),
    variants: variantsOf(id).map((variant) => variant.name),
  }
}

function line({ id, kind, runs, status, c1, c2 }: MethodJson): string {
  const checks = Object.entries(status).map(([name, check]) => `${name} ${check}`)
  const verdicts = `C1 ${c1 ?? '-'}, C2 ${c2 ?? '-'}`
  return `${id.padEnd(24)}${kind.padEnd(11)}${verdicts.padEnd(24)}${runs ? checks.join(', ') : 'explained only'}`
}

type Records = Readonly<Record<string, CheckRecord>>

/** What stands in the record already. @throws EngineError 'bad-request' for a file that holds something else, or cannot be written */
async function readRecord(file: string): Promise<Records> {
  await checkWritable(file, '-o')
  // A device is no file: its reading may have no end.
  if (!(await stat(file).catch(() => null))?.isFile()) return {}
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Records
  } catch {
    throw bad(`The file ${file} holds something else than a record.`, 'Give -o a new file, or a record of lab methods.')
  }
}

/** The record with a method's outcome in it. */
function withOutcome(before: Records, { id, status }: MethodJson): Records {
  const recipe = RECIPES.find((each) => each.id === id)
  if (!recipe || status.runs === 'absent') return before
  const now: CheckRecord = { recipe: fingerprintOf(recipe), runs: status.runs }
  return Object.fromEntries(Object.entries({ ...before, [id]: now }).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
