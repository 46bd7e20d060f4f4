/** @file SpecForge: trains a draft head on the target's features, for speculative decoding; not a policy. */
import { trlJsd } from './coded.ts'
import { script, yaml } from './text.ts'
import type { Trainer } from './trainer.ts'

export const SPECFORGE: readonly Trainer[] = [
  {
    framework: 'specforge',
    id: 'specforge',
    name: 'SpecForge',
    version: 'main (a6b6b02)',
    date: '2026-08-08',
    files: ['specforge/config/schema.py', 'specforge/core/lk_loss.py'],
    keys: [
      ...[
        'model.target_model_path',
        'model.draft_model_config',
        'model.target_backend',
        'data.train_data_path',
        'data.max_length',
        'data.chat_template',
      ],
      ...[
        'training.strategy',
        'training.num_epochs',
        'training.max_steps',
        'training.batch_size',
        'training.learning_rate',
        'training.ttt_length',
      ],
      ...[
        'training.lk_loss_type',
        'training.kl_scale',
        'training.kl_decay',
        'training.log_interval',
        'tracking.report_to',
        'run_id',
        'output_dir',
      ],
    ],
    cells: {
      'forward-kl': {
        fit: 'near',
        coded: () => trlJsd(0),
        note: 'soft cross-entropy on the draft vocabulary: the same gradient where the vocabularies are one',
      },
      tvd: {
        fit: 'near',
        set: () => ({ 'training.lk_loss_type': 'alpha' }),
        note: 'LK loss on the acceptance rate, which is 1 - total variation',
      },
      'larger-teacher': {
        fit: 'yes',
        set: (_, job) => ({ 'model.target_model_path': job.teacher }),
        note: 'the target model',
      },
      'max-tokens': { fit: 'near', note: 'the texts of the data set are cut, nothing is sampled' },
      'mean-over-tokens': { fit: 'yes' },
    },
    base: (job) => ({
      'model.draft_model_config': 'configs/draft.json',
      'model.target_backend': 'sglang',
      'data.train_data_path': 'prompts.jsonl',
      'data.max_length': job.maxPromptTokens + job.maxTokens,
      'data.chat_template': 'qwen',
      'training.strategy': 'eagle3',
      'training.max_steps': job.steps,
      'training.batch_size': 1,
      'training.learning_rate': 1e-4,
      'training.ttt_length': 7,
      'training.log_interval': 10,
      'tracking.report_to': 'tensorboard',
      run_id: job.name,
      output_dir: `./outputs/${job.name}`,
    }),
    differs: [
      'the student is a draft head on the target’s hidden states, not a model of its own: give its configuration as model.draft_model_config',
      'it learns from the texts of the data set, not from texts of the student',
      'unknown keys are errors there',
    ],
    row: ({ prompt, answer, index }) => ({
      id: String(index),
      conversations: [
        { role: 'user', content: prompt },
        { role: 'assistant', content: `Answer: ${answer}` },
      ],
    }),
    write: (settings, job) => ({
      'config.yaml': yaml(settings),
      'run.sh': script(
        [`${job.name} on SpecForge: bash run.sh`],
        'specforge train --config config.yaml',
        [],
        ['cd "$HERE"'],
      ),
    }),
  },
]
