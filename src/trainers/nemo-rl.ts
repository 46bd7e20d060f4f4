/** @file NVIDIA NeMo-RL: its distillation (top-k logits) and its multi-teacher form on the sampled token (MOPD). */
import { nemoKl, policyGradient } from './coded.ts'
import { checkout, overrides, script } from './text.ts'
import type { Cell, Job, Settings, Trainer } from './trainer.ts'

/** Not in the shipped file, so that Hydra must add them. */
const ADDED = [
  ...['data_path', 'input_key', 'output_key'].map((key) => `data.train.${key}`),
  ...['data_path', 'input_key', 'output_key'].map((key) => `data.validation.${key}`),
]

const POLICY = [
  ...[
    'policy.model_name',
    'policy.train_global_batch_size',
    'policy.train_micro_batch_size',
    'policy.generation_batch_size',
  ],
  ...['policy.max_total_sequence_length', 'policy.precision', 'policy.max_grad_norm'],
  ...['max_new_tokens', 'temperature', 'top_p', 'top_k'].map((key) => `policy.generation.${key}`),
  ...[
    'cluster.gpus_per_node',
    'cluster.num_nodes',
    'logger.log_dir',
    'logger.wandb_enabled',
    'logger.tensorboard_enabled',
  ],
  ...[
    'data.train.dataset_name',
    'data.validation.dataset_name',
    'data.default.env_name',
    'data.default.prompt_file',
    ...ADDED,
  ],
]

const nodes = ({ gpus }: Job): number => Math.max(1, Math.ceil(gpus / 8))

/** The shipped file splits the teacher over eight GPUs. */
function onFewer({ gpus }: Job): Settings {
  if (gpus >= 8) return {}
  return {
    'policy.dtensor_cfg.tensor_parallel_size': Math.min(2, gpus),
    'policy.dtensor_cfg.context_parallel_size': 1,
    'teacher.dtensor_cfg.tensor_parallel_size': Math.min(4, gpus),
    'teacher.dtensor_cfg.context_parallel_size': 1,
  }
}

function shared(job: Job): Settings {
  return {
    'policy.model_name': job.student,
    'policy.train_global_batch_size': job.problems * job.each,
    'policy.max_total_sequence_length': job.maxPromptTokens + job.maxTokens,
    'policy.generation.max_new_tokens': job.maxTokens,
    'policy.generation.temperature': job.temperature,
    'policy.generation.top_p': job.topP,
    'policy.generation.top_k': job.topK === 0 ? null : job.topK,
    'cluster.gpus_per_node': Math.min(8, job.gpus),
    'cluster.num_nodes': nodes(job),
    'logger.log_dir': `logs/${job.name}`,
    'logger.wandb_enabled': false,
    'logger.tensorboard_enabled': true,
  }
}

const plus = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [ADDED.includes(key) ? `++${key}` : key, value]))

const TOP_K = 64
const kl = (kind: 'forward' | 'reverse'): Cell => ({
  fit: 'near',
  set: () => ({ 'loss_fn.kl_type': kind }),
  coded: (_, { k }) => nemoKl(kind, k),
  note: `over the teacher's top ${TOP_K}, both renormalised`,
})

const distillation: Trainer = {
  framework: 'nemo-rl',
  id: 'distillation',
  name: 'NeMo-RL distillation',
  version: 'main (7ea279a)',
  date: '2026-08-22',
  files: ['examples/configs/distillation_math.yaml', 'nemo_rl/algorithms/distillation.py'],
  keys: [
    ...POLICY,
    ...[
      'num_prompts_per_step',
      'num_generations_per_prompt',
      'max_num_steps',
      'max_num_epochs',
      'topk_logits_k',
      'seed',
      'val_period',
      'val_at_start',
      'val_at_end',
    ].map((key) => `distillation.${key}`),
    ...['loss_fn.kl_type', 'loss_fn.mixed_kl_weight', 'loss_fn.zero_outside_topk', 'teacher.model_name'],
    'policy.optimizer.kwargs.lr',
    ...['policy', 'teacher'].flatMap((of) =>
      ['tensor', 'context'].map((kind) => `${of}.dtensor_cfg.${kind}_parallel_size`),
    ),
  ],
  cells: {
    'forward-kl': kl('forward'),
    'reverse-kl': kl('reverse'),
    jeffreys: {
      fit: 'near',
      set: ([w = 0.5]) => ({ 'loss_fn.kl_type': 'mixed', 'loss_fn.mixed_kl_weight': w }),
      coded: ([w = 0.5], { k }) => nemoKl('mixed', k, w),
      note: `mixed_kl_weight is the weight of forward KL; over the teacher's top ${TOP_K}`,
    },
    'top-k': {
      fit: 'near',
      set: ([k = TOP_K]) => ({ 'distillation.topk_logits_k': k, 'loss_fn.zero_outside_topk': false }),
      note: "the teacher's, always renormalised",
    },
    'larger-teacher': { fit: 'yes', set: (_, job) => ({ 'teacher.model_name': job.teacher }) },
    'start-teacher': {
      fit: 'yes',
      set: (_, job) => ({ 'teacher.model_name': job.student }),
      note: 'the starting checkpoint, loaded twice',
    },
    sampling: { fit: 'yes', note: 'sampling only: the loss is at 1' },
    'max-tokens': { fit: 'yes' },
    group: { fit: 'yes', set: ([each = 1]) => ({ 'distillation.num_generations_per_prompt': each }) },
    'mean-over-tokens': { fit: 'yes' },
  },
  base: (job) => ({
    'distillation.num_prompts_per_step': job.problems,
    'distillation.num_generations_per_prompt': job.each,
    'distillation.max_num_steps': job.steps,
    'distillation.max_num_epochs': job.epochs,
    'distillation.topk_logits_k': TOP_K,
    'distillation.seed': job.seed,
    'loss_fn.zero_outside_topk': false,
    ...shared(job),
    'policy.optimizer.kwargs.lr': job.learningRate,
    ...onFewer(job),
    'data.train.dataset_name': 'ResponseDataset',
    'data.train.data_path': '$HERE/prompts.jsonl',
    'data.train.input_key': 'input',
    'data.train.output_key': 'output',
    'data.validation.dataset_name': 'ResponseDataset',
    'data.validation.data_path': '$HERE/prompts.jsonl',
    'data.validation.input_key': 'input',
    'data.validation.output_key': 'output',
    'data.default.env_name': 'math',
    'data.default.prompt_file': null,
  }),
  differs: [
    'the loss sees the teacher’s top-k logits and renormalises them; zero_outside_topk would set the rest to log-prob -100',
    'the math environment judges the answers for its metrics only',
    'unknown keys are accepted silently: these were read from the named commit',
    'logs/NAME/exp_NNN/train_data_step{N}.jsonl can be read by lab import (texts only)',
  ],
  row: ({ prompt, answer }) => ({ input: prompt, output: answer }),
  write: (settings, job) => ({
    'run.sh': script(
      [`${job.name} on NeMo-RL: NEMO_RL=/path/to/RL bash run.sh`],
      'uv run python examples/run_distillation.py --config examples/configs/distillation_math.yaml',
      overrides(plus(settings)),
      [checkout('NEMO_RL', 'NVIDIA-NeMo/RL')],
    ),
  }),
}

const O = 'on_policy_distillation'

/** In the shipped recipe vLLM and the teacher have a node each. */
const OTHER_NODES = 2

const mopd: Trainer = {
  framework: 'nemo-rl',
  id: 'mopd',
  name: 'NeMo-RL MOPD',
  version: 'main (7ea279a)',
  date: '2026-08-22',
  files: [
    'examples/configs/recipes/llm/mopd-qwen3-1.7b-3n8g-megatron-pack.yaml',
    'nemo_rl/algorithms/opd.py',
    'nemo_rl/algorithms/advantage_estimator.py',
  ],
  keys: [
    ...POLICY,
    ...['grpo.num_prompts_per_step', 'grpo.num_generations_per_prompt', 'grpo.max_num_steps', 'grpo.max_num_epochs'],
    ...['grpo.seed', 'policy.megatron_cfg.optimizer.lr', 'policy.megatron_cfg.optimizer.min_lr'],
    ...['grpo.adv_estimator.name', 'grpo.async_grpo.enabled', 'grpo.seq_logprob_error_threshold'],
    ...['disable_ppo_ratio', 'use_importance_sampling_correction', 'reference_policy_kl_penalty'].map(
      (key) => `loss_fn.${key}`,
    ),
    ...['type', 'ratio', 'ratio_min'].map((key) => `loss_fn.truncated_importance_sampling_${key}`),
    ...[
      `${O}.enabled`,
      `${O}.teacher_model_by_agent_name.default_teacher`,
      `${O}.default_teacher_alias`,
      `${O}.strict_agent_name_match`,
    ],
    'data.default.processor',
  ],
  cells: {
    'log-ratio': { fit: 'yes', coded: ([scale = 1]) => policyGradient(scale) },
    'reverse-kl': {
      fit: 'near',
      coded: () => policyGradient(),
      note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
    },
    'larger-teacher': {
      fit: 'yes',
      set: (_, job) => ({ [`${O}.teacher_model_by_agent_name.default_teacher`]: job.teacher }),
    },
    'start-teacher': {
      fit: 'yes',
      set: (_, job) => ({ [`${O}.teacher_model_by_agent_name.default_teacher`]: job.student }),
    },
    'importance-ratio': {
      fit: 'near',
      note: 'disable_ppo_ratio; icepop drops tokens whose engines disagree by 0.2 to 5 times',
    },
    sampling: { fit: 'yes', note: 'sampling only' },
    'max-tokens': { fit: 'yes' },
    group: { fit: 'yes', set: ([each = 1]) => ({ 'grpo.num_generations_per_prompt': each }) },
    'mean-over-tokens': { fit: 'yes' },
  },
  base: (job) => ({
    'grpo.num_prompts_per_step': job.problems,
    'grpo.num_generations_per_prompt': job.each,
    'grpo.max_num_steps': job.steps,
    'grpo.max_num_epochs': job.epochs,
    'grpo.seed': job.seed,
    'grpo.adv_estimator.name': 'opd',
    'grpo.async_grpo.enabled': true,
    'grpo.seq_logprob_error_threshold': 2,
    'loss_fn.disable_ppo_ratio': true,
    'loss_fn.use_importance_sampling_correction': true,
    'loss_fn.truncated_importance_sampling_type': 'icepop',
    'loss_fn.truncated_importance_sampling_ratio': 5,
    'loss_fn.truncated_importance_sampling_ratio_min': 0.2,
    'loss_fn.reference_policy_kl_penalty': 0,
    [`${O}.enabled`]: true,
    [`${O}.default_teacher_alias`]: 'default_teacher',
    ...shared(job),
    // The recipe has no policy.optimizer: the rate is Megatron's, whose least may not be above it.
    'policy.megatron_cfg.optimizer.lr': job.learningRate,
    'policy.megatron_cfg.optimizer.min_lr': job.learningRate,
    'cluster.num_nodes': nodes(job) + OTHER_NODES,
    'data.train.dataset_name': 'NemoGymDataset',
    'data.train.data_path': '$HERE/prompts.jsonl',
    'data.validation.dataset_name': 'NemoGymDataset',
    'data.validation.data_path': '$HERE/prompts.jsonl',
    'data.default.processor': 'nemo_gym_data_processor',
  }),
  differs: [
    'the reward of the environment is not used',
    'rows go to a NeMo-Gym agent by agent_ref: check the agent’s name in your Gym configuration',
    'policy and teachers run on Megatron; vLLM and the teacher have a node each beside those of the policy',
    'train_data_step{N}.jsonl holds token ids and log-probs, from which lab import gives the teacher’s too',
  ],
  row: ({ prompt, answer }) => ({
    responses_create_params: { input: [{ role: 'user', content: prompt }] },
    expected_answer: answer,
    agent_ref: { name: 'math' },
  }),
  write: (settings, job) => ({
    'run.sh': script(
      [`${job.name} on NeMo-RL MOPD: NEMO_RL=/path/to/RL bash run.sh`],
      'uv run examples/nemo_gym/run_grpo_nemo_gym.py --config examples/configs/recipes/llm/mopd-qwen3-1.7b-3n8g-megatron-pack.yaml',
      overrides(plus(settings)),
      [checkout('NEMO_RL', 'NVIDIA-NeMo/RL')],
    ),
  }),
}

export const NEMO_RL: readonly Trainer[] = [distillation, mopd]
