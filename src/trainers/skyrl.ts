/** @file NovaSky SkyRL: its example overwrites the reward with minus the log-ratio. */
import { policyGradient } from './coded.ts'
import { checkout, overrides, script } from './text.ts'
import type { Job, Settings, Trainer } from './trainer.ts'

/** Student, teacher and sampler take turns on all GPUs, as in the example; the defaults are for four. */
function placement({ gpus }: Job): Settings {
  const [nodes, each] = [Math.max(1, Math.ceil(gpus / 8)), Math.min(8, gpus)]
  return {
    'trainer.placement.colocate_all': true,
    'trainer.placement.policy_num_nodes': nodes,
    'trainer.placement.policy_num_gpus_per_node': each,
    'trainer.placement.ref_num_nodes': nodes,
    'trainer.placement.ref_num_gpus_per_node': each,
    'generator.inference_engine.num_engines': nodes * each,
    'generator.inference_engine.tensor_parallel_size': 1,
  }
}

export const SKYRL: readonly Trainer[] = [
  {
    framework: 'skyrl',
    id: 'skyrl',
    name: 'SkyRL',
    version: 'main (a956457)',
    date: '2026-08-21',
    files: ['examples/train/on_policy_distillation/', 'skyrl/train/config/config.py', 'skyrl/train/trainer.py'],
    keys: [
      ...[
        'trainer.policy.model.path',
        'trainer.ref.model.path',
        'trainer.algorithm.advantage_estimator',
        'trainer.algorithm.policy_loss_type',
      ],
      ...['trainer.algorithm.use_kl_in_reward', 'trainer.algorithm.use_kl_loss', 'trainer.policy.optimizer_config.lr'],
      ...[
        'trainer.policy.optimizer_config.weight_decay',
        'trainer.policy.optimizer_config.num_warmup_steps',
        'trainer.policy.optimizer_config.max_grad_norm',
      ],
      ...[
        'trainer.epochs',
        'trainer.max_training_steps',
        'trainer.train_batch_size',
        'trainer.policy_mini_batch_size',
        'trainer.update_epochs_per_batch',
      ],
      ...[
        'trainer.max_prompt_length',
        'trainer.export_path',
        'trainer.logger',
        'trainer.dump_data_batch',
        'trainer.update_ref_every_epoch',
      ],
      ...['colocate_all', 'policy_num_nodes', 'policy_num_gpus_per_node', 'ref_num_nodes', 'ref_num_gpus_per_node'].map(
        (key) => `trainer.placement.${key}`,
      ),
      ...['generator.inference_engine.num_engines', 'generator.inference_engine.tensor_parallel_size'],
      ...['generator.n_samples_per_prompt', 'environment.env_class', 'data.train_data', 'data.val_data'],
      ...['max_generate_length', 'temperature', 'top_p', 'top_k', 'min_p'].map(
        (key) => `generator.sampling_params.${key}`,
      ),
    ],
    cells: {
      'log-ratio': {
        fit: 'yes',
        coded: () => policyGradient(),
        note: 'the coefficient is 1 in its code, whatever the recipe says',
      },
      'reverse-kl': {
        fit: 'near',
        coded: () => policyGradient(),
        note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
      },
      'larger-teacher': {
        fit: 'yes',
        set: (_, job) => ({ 'trainer.ref.model.path': job.teacher }),
        note: 'the place of the reference model',
      },
      'start-teacher': { fit: 'yes', set: (_, job) => ({ 'trainer.ref.model.path': job.student }) },
      'importance-ratio': { fit: 'yes' },
      sampling: { fit: 'yes', note: 'sampling only' },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ 'generator.n_samples_per_prompt': each }) },
      'sum-over-tokens': { fit: 'yes', note: 'importance_sampling is a sum of ratio times advantage' },
      'mean-over-tokens': { fit: 'near', note: 'there it is a sum: the learning rate means another size of step' },
    },
    base: (job) => ({
      'data.train_data': ['$HERE/prompts.jsonl'],
      'data.val_data': ['$HERE/prompts.jsonl'],
      'trainer.policy.model.path': job.student,
      'trainer.algorithm.advantage_estimator': 'no_op',
      'trainer.algorithm.policy_loss_type': 'importance_sampling',
      'trainer.algorithm.use_kl_in_reward': true,
      'trainer.algorithm.use_kl_loss': false,
      'trainer.policy.optimizer_config.lr': job.learningRate,
      'trainer.epochs': job.epochs,
      'trainer.max_training_steps': job.steps,
      'trainer.train_batch_size': job.problems,
      'trainer.policy_mini_batch_size': job.problems,
      'trainer.update_epochs_per_batch': 1,
      'trainer.max_prompt_length': job.maxPromptTokens,
      'trainer.export_path': '$HERE/exports',
      'trainer.logger': 'tensorboard',
      ...placement(job),
      'generator.n_samples_per_prompt': job.each,
      'generator.sampling_params.max_generate_length': job.maxTokens,
      'generator.sampling_params.temperature': job.temperature,
      'generator.sampling_params.top_p': job.topP,
      'generator.sampling_params.top_k': job.topK === 0 ? -1 : job.topK,
      'environment.env_class': 'gsm8k',
    }),
    differs: [
      'the reward of the environment is overwritten by minus the log-ratio: no reward takes part',
      'later versions have an entry of their own (skyrl.train.entrypoints.main_opd, trainer.teacher.*): check out a956457',
      'no clip of the ratio; the loss is a sum, not a mean',
      'dump_data_batch writes pickles; the evaluation’s JSONL can be read by lab import',
    ],
    row: ({ prompt, answer, source }) => ({
      prompt: [{ role: 'user', content: prompt }],
      env_class: 'gsm8k',
      reward_spec: { method: 'rule', ground_truth: answer },
      data_source: source,
    }),
    write: (settings, job) => ({
      'run.sh': script(
        [`${job.name} on SkyRL: SKYRL=/path/to/SkyRL bash run.sh`],
        'uv run --isolated --extra fsdp -m examples.train.on_policy_distillation.main_on_policy_distill',
        overrides(settings),
        [checkout('SKYRL', 'NovaSky-AI/SkyRL')],
      ),
    }),
  },
]
