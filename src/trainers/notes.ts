/** @file EXPORT.md: which key expresses which part, what was converted, what is lost, what the trainer does differently. */
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { Verdict } from './choose.ts'
import { type Estimate, estimate, GPU_KINDS, TRAINING_BYTES, UTILISATION } from './estimate.ts'
import { CASE, fidelityCard } from './fidelity.ts'
import { EXPORT_PARTS } from './parts.ts'
import { python } from './text.ts'
import type { Job, Settings } from './trainer.ts'

interface Noted {
  readonly recipe: Recipe
  readonly verdict: Verdict
  readonly job: Job
  readonly settings: Settings
  readonly files: Readonly<Record<string, string>>
  readonly world: string
}

const FITS = { yes: 'same', near: 'near', code: 'in Python' } as const

const cellText = (text: string): string => text.replaceAll('|', '\\|')
const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(head),
  `|${head.map(() => '---|').join('')}`,
  ...rows.map(row),
]
const list = (lines: readonly string[], none: string): readonly string[] =>
  lines.length > 0 ? lines.map((line) => `- ${line}`) : [none]

/** The whole text. */
export function notesOf(noted: Noted): string {
  const { recipe, verdict, job, files, world } = noted
  const { trainer } = verdict
  return [
    `# ${recipe.name} for ${trainer.name}`,
    '',
    `${recipe.description} (${recipe.source})`,
    '',
    `Keys of ${trainer.name} ${trainer.version}, ${trainer.date}, as they stand in ${trainer.files.map((file) => `\`${file}\``).join(', ')}. Nothing was launched to write this.`,
    '',
    '## Files',
    '',
    ...Object.keys(files).map((path) => `- \`${path}\`: ${FILES[path] ?? 'configuration'}`),
    '',
    `Problems: ${world === 'own' ? 'your own' : `the world "${world}", written for this playground`}. ${
      job.privileged
        ? `What only the teacher is told stands in a column of its own${recipe.context?.kinds.some((kind) => ATTEMPT.includes(kind)) ? '; where it speaks of an attempt, it is the world’s own faulty one, not the student’s' : ''}.`
        : ''
    }`.trimEnd(),
    '',
    '## Which key expresses which part',
    '',
    ...table(
      ['part', 'the recipe', 'keys', 'fit'],
      verdict.matches.map(({ asked, cell }) => [
        EXPORT_PARTS[asked.part].name,
        asked.says,
        cell === undefined ? '' : keysText(cell.set?.(asked.values, job) ?? {}),
        cell === undefined ? 'not expressed' : FITS[cell.fit],
      ]),
    ),
    '',
    '## What was converted, and what is only near',
    '',
    ...list(conversionsOf(verdict), 'Nothing.'),
    '',
    '## What cannot be expressed',
    '',
    ...list(verdict.loses, 'Nothing: the trainer has a key for every part.'),
    '',
    '## What the trainer does differently',
    '',
    ...list(trainer.differs, 'Nothing that is known.'),
    '',
    '## Fidelity card',
    '',
    ...card(noted),
    '',
    '## Estimate',
    '',
    ...estimateLines(recipe, job),
    '',
  ].join('\n')
}

/** What was converted, and what is only near, a line each. */
export const conversionsOf = ({ matches }: Verdict): readonly string[] =>
  matches
    .filter(({ cell }) => cell?.note !== undefined || cell?.fit === 'near')
    .map(({ asked, cell }) => `${EXPORT_PARTS[asked.part].name}: ${cell?.note ?? 'near'}`)

const ATTEMPT: readonly string[] = ['feedback', 'revise', 'memory', 'reflection']

const FILES: Readonly<Record<string, string>> = {
  'config.yaml': 'the configuration',
  'train.py': 'the launcher',
  'run.sh': 'the launcher, with the keys',
  'prompts.jsonl': 'the problems, in the trainer’s columns',
  'reward.py': 'the verifier as a reward function',
}

function keysText(settings: Settings): string {
  return Object.entries(settings)
    .map(([key, value]) => `\`${key} = ${python(value)}\``)
    .join(', ')
}

function card({ recipe, verdict }: Noted): readonly string[] {
  const lines = fidelityCard(recipe, verdict)
  if (lines.length === 0)
    return ['The trainer’s formula for this loss is not among those that were read, so there is nothing to compare.']
  return [
    `One position of six words, student logits ${JSON.stringify(CASE.student)}, teacher logits ${JSON.stringify(CASE.teacher)}, sampled word ${CASE.token + 1}; top-k cut to 3. Ours is the playground’s loss; theirs the trainer’s formula as coded, written anew. Nats.`,
    '',
    ...table(
      ['loss', 'ours', 'theirs', 'largest difference of the gradient', ''],
      lines.map(({ part, ours, theirs, gradient, verdict }) => [
        part,
        ours.toFixed(6),
        theirs.toFixed(6),
        gradient < 1e-8 ? '0' : gradient.toExponential(1),
        verdict,
      ]),
    ),
  ]
}

function estimateLines(recipe: Recipe, job: Job): readonly string[] {
  const found = estimate(recipe, job)
  if (!found) return ['The hub ids do not name the sizes of the models, so there is no estimate.']
  const { tokensWritten, tokensScored, tokensTrained, flops, bytes, hours } = found
  const n = (value: number): string => value.toExponential(2)
  return [
    `An estimate, not a promise: ${job.steps} steps of ${job.problems} problems, ${job.each} texts each, of ${job.maxTokens / 2} tokens on average (half the limit).`,
    '',
    ...table(
      ['', ''],
      [
        ['tokens written', n(tokensWritten)],
        ['tokens scored by the teacher', n(tokensScored)],
        ['tokens learnt from', n(tokensTrained)],
        ['floating point operations', n(flops)],
        ['memory, all GPUs together', `${(bytes / 1e9).toFixed(0)} GB`],
        ...hoursRows(hours, job),
      ],
    ),
    '',
    `Operations: 2 for each parameter and token read or written, 4 more for the backward pass. Memory: ${TRAINING_BYTES} bytes a parameter of the student in training (bfloat16 weights and gradients, float32 copy, two moments), 2 for its copy in the sampler and for the teacher, and the logits of one text a GPU. Hours: operations over peak times ${UTILISATION.training} (training and scoring) or ${UTILISATION.sampling} (sampling).`,
  ]
}

function hoursRows(hours: Estimate['hours'], job: Job): readonly (readonly string[])[] {
  return GPU_KINDS.map((gpu) => [`hours on ${job.gpus} ${gpu}`, hours[gpu].toPrecision(2)])
}
