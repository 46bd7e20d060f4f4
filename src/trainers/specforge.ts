/** @file SpecForge: trains a draft head on the target's features, for speculative decoding; not a policy. */
import { trlJsd } from './coded.ts'
import { script, yaml } from './text.ts'
import type { Trainer } from './trainer.ts'

const MAPPING = 'vocab_mapping.pt'

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
        'model.target_backend',
        'model.vocab_mapping_path',
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
      ...['deployment.mode', 'deployment.trainer.nproc_per_node'],
      ...[
        'control_dir',
        'consumer_state_dir',
        'backend',
        'server_urls',
        'mooncake_metadata_server',
        'mooncake_master_server_addr',
      ].map((key) => `deployment.disaggregated.${key}`),
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
      'model.target_backend': 'sglang',
      'model.vocab_mapping_path': MAPPING,
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
      // Raw texts are read online, and online there is disaggregated only.
      'deployment.mode': 'disaggregated',
      'deployment.trainer.nproc_per_node': Math.max(1, job.gpus - 1),
      'deployment.disaggregated.control_dir': `./outputs/${job.name}/control`,
      'deployment.disaggregated.consumer_state_dir': `./outputs/${job.name}/consumer-state`,
      'deployment.disaggregated.backend': 'mooncake',
      'deployment.disaggregated.server_urls': ['http://127.0.0.1:30000'],
      'deployment.disaggregated.mooncake_metadata_server': 'http://127.0.0.1:35880/metadata',
      'deployment.disaggregated.mooncake_master_server_addr': '127.0.0.1:35551',
    }),
    differs: [
      'the student is a draft head on the target’s hidden states, not a model of its own: model.draft_model_config is left out, so SpecForge derives one EAGLE3 layer from the target’s configuration; a draft of another shape is a JSON file named there (its configs/ has one for each known target)',
      `two things are not in this folder: the capture server (SpecForge’s patched SGLang, with a Mooncake master) at the addresses of config.yaml, and the vocabulary mapping ${MAPPING} (t2d and d2t of the draft’s words), made by SpecForge from prompts.jsonl; run.sh says which is missing`,
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
        [
          'cd "$HERE"',
          `test -f ${MAPPING} || { echo "${MAPPING} is missing: make SpecForge's vocabulary mapping from prompts.jsonl." >&2; exit 1; }`,
          'curl -fsS http://127.0.0.1:30000/health > /dev/null || { echo "No capture server at http://127.0.0.1:30000: start SpecForge\'s SGLang." >&2; exit 1; }',
        ],
      ),
    }),
  },
]
