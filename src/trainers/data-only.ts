/** @file Frameworks without a distillation stage, and what of a recipe they can take all the same. */
import type { FrameworkId, PromptRow } from './trainer.ts'

export interface DataOnly {
  readonly framework: FrameworkId
  readonly name: string
  readonly version: string
  readonly date: string
  /** One sentence: that it has no distillation, and what it is given. */
  readonly says: string
  /** Files by path. */
  write(rows: readonly PromptRow[], answers: readonly string[]): Readonly<Record<string, string>>
  readonly rewarded: boolean
}

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const llamaFactory: DataOnly = {
  framework: 'llama-factory',
  name: 'LLaMA-Factory',
  version: 'main (ff6d4d1)',
  date: '2026-08-18',
  says: 'LLaMA-Factory has no distillation stage (its stages are pt, sft, rm, ppo, dpo, kto): it can take the supervised data, as stage sft.',
  write: (rows, answers) => ({
    'sft.jsonl': lines(
      rows.map(({ prompt }, i) => ({
        conversations: [
          { from: 'human', value: prompt },
          { from: 'gpt', value: answers[i] ?? '' },
        ],
      })),
    ),
    'dataset_info.json': `${JSON.stringify(
      { opd: { file_name: 'sft.jsonl', formatting: 'sharegpt', columns: { messages: 'conversations' } } },
      null,
      2,
    )}\n`,
  }),
  rewarded: false,
}

const easyR1: DataOnly = {
  framework: 'easyr1',
  name: 'EasyR1',
  version: 'main (b44b311)',
  date: '2026-08-18',
  says: 'EasyR1 has no distillation stage and no key for a teacher: it can take the problems with the verifier as a reward, for its GRPO.',
  write: (rows) => ({
    'prompts.jsonl': lines(rows.map(({ prompt, answer, source }) => ({ problem: prompt, answer, source }))),
  }),
  rewarded: true,
}

export const DATA_ONLY: readonly DataOnly[] = [llamaFactory, easyR1]
