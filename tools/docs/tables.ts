/**
 * @file The tables of the documentation that are read off the code and the measurements. Each stands in a page between
 * `<!-- name -->` and `<!-- /name -->`.
 */
import evaluation from '../../models/evaluation.json' with { type: 'json' }
import manifest from '../../models/manifest.json' with { type: 'json' }
import type { Measurement } from '../../models/training/table.ts'
import { TERM_GROUPS, TERM_IDS, TERMS } from '../../src/controls/terms.ts'
import { DIVERGENCES } from '../../src/divergence/registry.ts'
import { REGISTRY } from '../../src/features/index.ts'
import { ATLAS, statusOf } from '../../src/methods/atlas/atlas.ts'
import { recordedRuns } from '../../src/methods/atlas/checks.ts'
import { FAMILIES, RECIPES } from '../../src/methods/catalogue/registry.ts'
import { isStrictnessExplained } from '../../src/methods/catalogue/strictness.ts'
import { variantsOf } from '../../src/methods/catalogue/variants.ts'
import { judge } from '../../src/methods/judge.ts'
import { missingParts } from '../../src/methods/parts.ts'
import { publishedOf } from '../../src/methods/published/registry.ts'
import { EXPORT_PART_IDS, EXPORT_PARTS } from '../../src/trainers/parts.ts'
import { TRAINERS } from '../../src/trainers/registry.ts'

const MEASURED = evaluation as readonly unknown[] as readonly Measurement[]
const WORLDS = ['tally', 'tally-sw', 'ledger', 'quest', 'programs'] as const
const MODELS = [
  ...['student', 'student-strong', 'teacher', 'specialist-ledger', 'specialist-programs', 'specialist-tally'],
  ...['student-step-1000', 'student-step-2000', 'student-step-4000', 'student-step-6000', 'student-step-9000'],
] as const

/** The page of each table, below `docs`, and its rows. */
export const TABLES: Readonly<Record<string, { readonly page: string; readonly text: () => string }>> = {
  features: { page: 'features.md', text: features },
  divergences: { page: 'features.md', text: divergences },
  methods: { page: 'methods.md', text: methods },
  atlas: { page: 'atlas.md', text: atlas },
  beside: { page: 'atlas.md', text: beside },
  glossary: { page: 'glossary.md', text: glossary },
  models_table: { page: 'models.md', text: models },
  trainers: { page: 'frameworks.md', text: trainers },
  trainer_parts: { page: 'frameworks.md', text: trainerParts },
}

/** The page's text with the table in its place. @throws where the page has no such place */
export function withTable(page: string, name: string, table: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [start, end] = [page.indexOf(open), page.indexOf(close)]
  if (start < 0 || end < start) throw new Error(`The page has no place for ${name}: write ${open} and ${close}`)
  return `${page.slice(0, start)}${open}\n${table}\n${page.slice(end)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``)

function features(): string {
  const rows = REGISTRY.features.map(({ id, title, summary, tab, embeds = [] }) => [
    title,
    summary,
    code(tab),
    embeds.map(({ view }) => code(view)).join(' '),
    code(id),
  ])
  return table(['feature', 'what it is for', 'tab', 'embed views', 'id'], rows)
}

function divergences(): string {
  const rows = DIVERGENCES.map(({ id, name, meaning, source }) => [code(id), name, meaning, source])
  return table(['id', 'name', 'what it does', 'source'], rows)
}

function methods(): string {
  const rows = FAMILIES.flatMap((family) =>
    family.recipes.map(({ id, name, source }) => [code(id), name, family.name, source]),
  )
  return table(['id', 'name', 'family', 'source'], rows)
}

/** Method by check. What the tests hold (compiles, loss) is as they hold it; the live steps are as they were recorded. */
function atlas(): string {
  const check = (passes: boolean): string => (passes ? 'pass' : 'fail')
  const rows = RECIPES.map((recipe) => {
    const { id } = recipe
    const entry = ATLAS.find((each) => each.id === id)
    const { c1, c2 } = judge(recipe)
    return [
      code(id),
      recipe.name,
      entry && statusOf(entry) === 'runs' ? 'runs' : 'stands in',
      check(missingParts(recipe).length === 0),
      publishedOf(id).length === 0 ? 'absent' : 'pass',
      recordedRuns(recipe),
      check(isStrictnessExplained(recipe, entry?.c1 ?? null, entry?.c2 ?? null)),
      'absent',
      c1.value,
      c2.value,
      variantsOf(id)
        .map(({ name }) => code(name))
        .join(' '),
    ]
  })
  const checks = ['compiles', 'loss', 'runs', 'strictness', 'claim']
  return table(['id', 'name', 'setting', ...checks, 'C1', 'C2', 'other forms'], rows)
}

/** What is explained and does not run. */
function beside(): string {
  const rows = ATLAS.filter((entry) => statusOf(entry) === 'explained').map(({ id, name, kind, c1, c2, outside }) => [
    code(id),
    name,
    kind,
    c1 ?? '',
    c2 ?? '',
    outside ? `${outside.fails.replace('both', 'C1 and C2').replace(/^c/, 'C')}; see ${code(outside.repair)}` : '',
  ])
  return table(['id', 'name', 'kind', 'C1', 'C2', 'what fails'], rows)
}

function glossary(): string {
  const rows = TERM_IDS.map((id) => {
    const { name, meaning, group, type } = TERMS[id]
    return [`**${name}**`, meaning, TERM_GROUPS[group], type ? `\`${type[0]}\` in \`${type[1]}\`` : '']
  })
  return table(['term', 'what it is', 'of', 'type'], rows)
}

function trainers(): string {
  const rows = TRAINERS.map(({ framework, id, name, version, date, files }) => [
    name,
    code(framework === id ? `--to ${framework}` : `--to ${framework} --trainer ${id}`),
    `${version}, ${date}`,
    files.map(code).join(' '),
  ])
  return table(['trainer', 'option', 'version of the keys', 'read in'], rows)
}

const FIT = { yes: '✓', near: '~', code: 'py' } as const

/** Parts as rows, trainers as columns; a column's name is the trainer's, its framework first where it has several. */
function trainerParts(): string {
  const head = TRAINERS.map(({ framework, id }) => (framework === id ? id : `${framework} ${id}`))
  const rows = EXPORT_PART_IDS.map((part) => [
    `${EXPORT_PARTS[part].name}${EXPORT_PARTS[part].needed ? '' : ' °'}`,
    ...TRAINERS.map(({ cells }) => {
      const cell = cells[part]
      return cell ? FIT[cell.fit] : ''
    }),
  ])
  return table(['part', ...head], rows)
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const interval = ({ interval: [low, high] }: Measurement): string =>
  `(${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`

function measured(model: string, world: string, context: string | null = null): Measurement | undefined {
  return MEASURED.find((row) => row.model === model && row.world === world && row.context === context)
}

function models(): string {
  const parameters = (id: string): string =>
    `${((manifest.models.find((model) => model.id === id)?.parameters ?? Number.NaN) / 1e6).toFixed(2)} M`
  const rows = MODELS.map((id) => [
    code(id),
    parameters(id),
    ...WORLDS.map((world) => {
      const row = measured(id, world)
      return row ? percent(row.accuracy) : ''
    }),
  ])
  const contexts = MEASURED.filter(({ model, world, context }) => model === 'student' && world === 'tally' && context)
  const [without, document] = [measured('student', 'tally'), measured('student', 'ledger', 'document')]
  const ledger = measured('student', 'ledger')
  if (!without || !document || !ledger) throw new Error('models/evaluation.json lacks rows of the student')
  return `Greedy accuracy without context on held-out problems of default difficulty (500 each, checkpoints 250; problem seeds from 10,000).

${table(['model', 'parameters', ...WORLDS], rows)}

The student on tally with a context (without: ${percent(without.accuracy)} ${interval(without)}, ${without.meanTokens.toFixed(1)} tokens):

${table(
  ['context', 'accuracy (95 % interval)', 'tokens'],
  contexts.map((row) => [row.context ?? '', `${percent(row.accuracy)} ${interval(row)}`, row.meanTokens.toFixed(1)]),
)}

On ledger the \`document\` lifts it from ${percent(ledger.accuracy)} to ${percent(document.accuracy)} ${interval(document)}.`
}
