/** @file A model's card: models/<id>/README.md, written from its recipe and its measurements. */
import { stepsOf, type TrainingRecipe } from './recipes.ts'
import { gain, type Measurement } from './table.ts'

export interface CardFacts {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly parameters: number
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  /** The recipe that made it, and the step at which it was taken. */
  readonly recipe: TrainingRecipe
  readonly step: number
  /** Tokens read (padding included) and hours of one core, from the training log; null when there is no log. */
  readonly log: { readonly tokens: number; readonly hours: number } | null
  readonly measurements: readonly Measurement[]
}

const percent = (x: number) => `${(100 * x).toFixed(1)} %`
const points = (x: number) => `${x < 0 ? '−' : '+'}${Math.abs(100 * x).toFixed(1)}`

/** The card as Markdown. */
export function card(facts: CardFacts): string {
  const { recipe } = facts
  const { mixture } = recipe
  const shares = Object.entries(mixture.worlds).map(([world, share]) => `${world} ${share}`)
  const start = recipe.start ? `weights of \`${recipe.start.id}\` at step ${recipe.start.step}` : 'fresh weights'
  const log = facts.log
    ? `, ${(facts.log.tokens / 1e6).toFixed(1)} M tokens, ${facts.log.hours.toFixed(2)} hours on one core`
    : ''
  return `# ${facts.name}

${facts.description}

- **Parameters**: ${facts.parameters.toLocaleString('en')} (Llama: ${recipe.architecture.layers} layers, width ${recipe.architecture.hiddenSize}, ${recipe.architecture.heads} query and ${recipe.architecture.kvHeads} key-value heads, feed-forward ${recipe.architecture.ffnSize}, tied embeddings)
- **Training**: step ${facts.step} of ${stepsOf(recipe)}, from ${start}, seed ${recipe.seed}${log}
- **Data**: generated from the worlds (shares: ${shares.join(', ')}); ${percent(mixture.bare)} without context, of which careful writers: ${Object.entries(
    mixture.careful,
  )
    .map(([world, share]) => `${world} ${percent(share)}`)
    .join(', ')}; with a context all writers are careful; ${percent(mixture.verbose)} verbose
- **Again**: \`npm run models:train -- --only ${recipe.id}\`, then \`npm run models:eval\`

## Files

| file | bytes | SHA-256 |
|---|---|---|
${facts.files.map(({ path, bytes, sha256 }) => `| \`${path}\` | ${bytes.toLocaleString('en')} | \`${sha256}\` |`).join('\n')}

## Accuracy

Greedy, held-out problems at each world's default difficulty; 95 % intervals (Wilson; gains: Newcombe).

| world | context | accuracy | 95 % interval | gain over no context | mean tokens | problems | first seed |
|---|---|---|---|---|---|---|---|
${facts.measurements.map((row) => tableRow(row, facts.measurements)).join('\n')}
`
}

function tableRow(row: Measurement, all: readonly Measurement[]): string {
  const without = all.find(({ world, context }) => world === row.world && context === null)
  const by = row.context !== null && without ? gain(row, without) : null
  const cells = [
    row.world,
    row.context ?? 'none',
    percent(row.accuracy),
    `${percent(row.interval[0])} to ${percent(row.interval[1])}`,
    by ? `${points(by.difference)} (${points(by.interval[0])} to ${points(by.interval[1])})` : '',
    row.meanTokens.toFixed(1),
    String(row.n),
    String(row.firstSeed),
  ]
  return `| ${cells.join(' | ')} |`
}
