/** @file verl: PPO and GRPO on Ray with a distillation loss, and Agent-Lightning, which hands its keys through. */
import { estimator, policyGradient, verlTopk } from './coded.ts'
import { overrides, script } from './text.ts'
import { type Cell, type Job, LENGTH_IN_REWARD, type Settings, type Trainer } from './trainer.ts'

const D = 'distillation'
const LOSS = `${D}.distillation_loss`
const TEACHER = `${D}.teacher_models.teacher_model`
const ACTOR = 'actor_rollout_ref'

const KEYS = [
  ...[`${D}.enabled`, `${D}.n_gpus_per_node`, `${D}.nnodes`, `${D}.teacher_key`],
  ...['model_path', 'key', 'num_replicas'].map((key) => `${TEACHER}.${key}`),
  ...['name', 'tensor_model_parallel_size', 'gpu_memory_utilization', 'max_model_len', 'max_num_seqs'].map(
    (key) => `${TEACHER}.inference.${key}`,
  ),
  ...[
    ...[
      'loss_mode',
      'topk',
      'use_policy_gradient',
      'policy_loss_mode',
      'clip_ratio',
      'clip_ratio_low',
      'clip_ratio_high',
    ],
    ...['use_task_rewards', 'distillation_loss_coef', 'loss_max_clamp', 'log_prob_min_clamp'],
  ].map((key) => `${LOSS}.${key}`),
  ...[
    `${ACTOR}.model.path`,
    `${ACTOR}.actor.optim.lr`,
    `${ACTOR}.actor.ppo_mini_batch_size`,
    `${ACTOR}.actor.ppo_epochs`,
  ],
  ...[`${ACTOR}.actor.loss_agg_mode`, `${ACTOR}.actor.use_dynamic_bsz`, `${ACTOR}.actor.ppo_max_token_len_per_gpu`],
  ...[
    'name',
    'n',
    'temperature',
    'top_p',
    'top_k',
    'max_model_len',
    'tensor_model_parallel_size',
    'gpu_memory_utilization',
    'logprobs_mode',
  ].map((key) => `${ACTOR}.rollout.${key}`),
  ...[
    'train_files',
    'val_files',
    'prompt_key',
    'reward_fn_key',
    'train_batch_size',
    'max_prompt_length',
    'max_response_length',
    'shuffle',
    'filter_overlong_prompts',
    'truncation',
  ].map((key) => `data.${key}`),
  ...['algorithm.adv_estimator', 'algorithm.use_kl_in_reward', 'algorithm.norm_adv_by_std_in_grpo'],
  ...['reward.custom_reward_function.path', 'reward.custom_reward_function.name'],
  ...[
    'total_epochs',
    'total_training_steps',
    'logger',
    'project_name',
    'experiment_name',
    'rollout_data_dir',
    'n_gpus_per_node',
    'nnodes',
    'val_before_train',
  ].map((key) => `trainer.${key}`),
]

/** Teacher and student engines share the machine half and half. */
const half = (job: Job): number => Math.max(1, Math.floor(job.gpus / 2))
const tensorParallel = (gpus: number): number => [8, 4, 2].find((size) => size <= Math.min(gpus, 2)) ?? 1

/** Every key of the loss is written: the defaults of the YAML and of the dataclass differ. */
function base(job: Job): Settings {
  const length = job.maxPromptTokens + job.maxTokens + 1
  return {
    'algorithm.adv_estimator': 'grpo',
    'algorithm.use_kl_in_reward': false,
    'data.train_files': '$HERE/prompts.jsonl',
    'data.val_files': '$HERE/prompts.jsonl',
    'data.prompt_key': 'prompt',
    'data.reward_fn_key': 'data_source',
    'data.train_batch_size': job.problems,
    'data.max_prompt_length': job.maxPromptTokens,
    'data.max_response_length': job.maxTokens,
    'data.filter_overlong_prompts': true,
    'data.truncation': 'error',
    [`${ACTOR}.model.path`]: job.student,
    [`${ACTOR}.actor.optim.lr`]: job.learningRate,
    [`${ACTOR}.actor.ppo_mini_batch_size`]: job.problems,
    [`${ACTOR}.actor.ppo_epochs`]: 1,
    [`${ACTOR}.actor.loss_agg_mode`]: 'token-mean',
    [`${ACTOR}.actor.use_dynamic_bsz`]: true,
    [`${ACTOR}.actor.ppo_max_token_len_per_gpu`]: Math.max(16384, 2 * length),
    [`${ACTOR}.rollout.name`]: 'vllm',
    [`${ACTOR}.rollout.n`]: job.each,
    [`${ACTOR}.rollout.temperature`]: job.temperature,
    [`${ACTOR}.rollout.top_p`]: job.topP,
    [`${ACTOR}.rollout.top_k`]: job.topK === 0 ? -1 : job.topK,
    [`${ACTOR}.rollout.max_model_len`]: length,
    [`${ACTOR}.rollout.gpu_memory_utilization`]: 0.4,
    [`${D}.enabled`]: true,
    [`${D}.n_gpus_per_node`]: half(job),
    [`${D}.nnodes`]: 1,
    [`${TEACHER}.inference.name`]: 'vllm',
    [`${TEACHER}.inference.tensor_model_parallel_size`]: tensorParallel(half(job)),
    [`${TEACHER}.inference.gpu_memory_utilization`]: 0.4,
    [`${TEACHER}.inference.max_model_len`]: length,
    [`${LOSS}.loss_mode`]: 'k1',
    [`${LOSS}.topk`]: 64,
    [`${LOSS}.use_policy_gradient`]: true,
    [`${LOSS}.policy_loss_mode`]: 'vanilla',
    [`${LOSS}.clip_ratio`]: 0.2,
    [`${LOSS}.clip_ratio_low`]: 0.2,
    [`${LOSS}.clip_ratio_high`]: 0.2,
    [`${LOSS}.use_task_rewards`]: false,
    [`${LOSS}.distillation_loss_coef`]: 1,
    [`${LOSS}.loss_max_clamp`]: null,
    [`${LOSS}.log_prob_min_clamp`]: null,
    'reward.custom_reward_function.path': '$HERE/reward.py',
    'reward.custom_reward_function.name': 'compute_score',
    'trainer.total_epochs': job.epochs,
    'trainer.total_training_steps': job.steps,
    'trainer.n_gpus_per_node': Math.max(1, job.gpus - half(job)),
    'trainer.nnodes': 1,
    'trainer.logger': ['console', 'file'],
    'trainer.project_name': 'opd',
    'trainer.experiment_name': job.name,
    'trainer.rollout_data_dir': `$HERE/rollouts`,
    'trainer.val_before_train': false,
  }
}

const asLoss = (mode: 'k2' | 'k3'): Cell => ({
  fit: 'yes',
  set: () => ({ [`${LOSS}.loss_mode`]: mode, [`${LOSS}.use_policy_gradient`]: false }),
  coded: () => estimator(mode),
  ...(mode === 'k3' && { note: 'd is cut at 20 and the value at 10 on either side' }),
})

const samePolicyGradient = { [`${LOSS}.loss_mode`]: 'k1', [`${LOSS}.use_policy_gradient`]: true }

const cells: Trainer['cells'] = {
  'forward-kl': {
    fit: 'near',
    set: () => ({ [`${LOSS}.loss_mode`]: 'forward_kl_topk', [`${LOSS}.use_policy_gradient`]: false }),
    coded: (_, { k }) => verlTopk(k),
    note: "over the teacher's top 64 as they are: not renormalised, no tail, held above 0",
  },
  'reverse-kl': {
    fit: 'near',
    set: () => samePolicyGradient,
    coded: () => policyGradient(),
    note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
  },
  'log-ratio': {
    fit: 'yes',
    set: () => samePolicyGradient,
    coded: ([scale = 1]) => policyGradient(scale),
    note: 'loss_mode k1 with use_policy_gradient; k1 without it raises there',
  },
  'k2-loss': asLoss('k2'),
  'k3-loss': asLoss('k3'),
  'group-reward': {
    fit: 'yes',
    set: ([deviation = 1]) => ({
      [`${LOSS}.use_task_rewards`]: true,
      'algorithm.norm_adv_by_std_in_grpo': deviation === 1,
    }),
  },
  'length-cost': LENGTH_IN_REWARD,
  'larger-teacher': { fit: 'yes', set: (_, job) => ({ [`${TEACHER}.model_path`]: job.teacher }) },
  'start-teacher': {
    fit: 'yes',
    set: (_, job) => ({ [`${TEACHER}.model_path`]: job.student }),
    note: 'the starting checkpoint in an engine of its own',
  },
  'top-k': {
    fit: 'near',
    set: ([k = 64]) => ({ [`${LOSS}.topk`]: k }),
    note: "the teacher's, never renormalised; only forward_kl_topk reads it",
  },
  'ratio-clip': {
    fit: 'yes',
    set: ([low = 0.8, high = 1.2]) => ({
      [`${LOSS}.clip_ratio_low`]: Number((1 - low).toFixed(6)),
      [`${LOSS}.clip_ratio_high`]: Number((high - 1).toFixed(6)),
    }),
  },
  'importance-ratio': { fit: 'near', note: 'PPO’s clip of 0.2 stays on; one update a batch leaves the ratio at 1' },
  'advantage-limit': {
    fit: 'near',
    set: ([low = -10, high = 10]) => ({ [`${LOSS}.loss_max_clamp`]: Number(Math.min(-low, high).toFixed(6)) }),
    note: 'loss_max_clamp holds on both sides',
  },
  coefficient: {
    fit: 'near',
    set: ([value = 1]) => ({ [`${LOSS}.distillation_loss_coef`]: value }),
    note: 'of the distillation term, read only with use_task_rewards',
  },
  sampling: { fit: 'near', note: 'the student’s log-probs are scaled by the temperature, the teacher’s are not' },
  'max-tokens': { fit: 'yes' },
  group: { fit: 'yes', set: ([each = 1]) => ({ [`${ACTOR}.rollout.n`]: each }) },
  'mean-over-tokens': { fit: 'yes', set: () => ({ [`${ACTOR}.actor.loss_agg_mode`]: 'token-mean' }) },
  'mean-over-texts': { fit: 'yes', set: () => ({ [`${ACTOR}.actor.loss_agg_mode`]: 'seq-mean-token-mean' }) },
  'sum-over-tokens': { fit: 'yes', set: () => ({ [`${ACTOR}.actor.loss_agg_mode`]: 'seq-mean-token-sum' }) },
}

const REWARD = `
def compute_score(data_source, solution_str, ground_truth, extra_info=None, **kwargs):
    """verl's custom reward function."""
    return score(solution_str, ground_truth, data_source)
`

const row: Trainer['row'] = ({ prompt, answer, source, index }) => ({
  data_source: source,
  prompt: [{ role: 'user', content: prompt }],
  ability: 'math',
  reward_model: { style: 'rule', ground_truth: answer },
  extra_info: { split: 'train', index },
})

export const VERL: readonly Trainer[] = [
  {
    framework: 'verl',
    id: 'verl',
    name: 'verl',
    version: '0.10.0.dev (1dda039)',
    date: '2026-08-22',
    files: [
      'verl/trainer/config/ppo_trainer.yaml',
      'verl/trainer/config/distillation/distillation.yaml',
      'verl/trainer/config/data/legacy_data.yaml',
      'verl/trainer/config/rollout/rollout.yaml',
      'verl/trainer/config/reward/reward.yaml',
    ],
    keys: KEYS,
    cells,
    base,
    differs: [
      'the teacher runs in an engine of its own, on half of the GPUs, always at temperature 1',
      'a reward is computed although nothing uses it: reward.py is the custom reward function',
      'rollouts/{step}.jsonl and opd/NAME.jsonl (metrics) can be read by lab import; teacher log-probs are never written',
    ],
    row,
    write: (settings, job) => ({
      'run.sh': script(
        [`${job.name} on verl 0.10: bash run.sh`, 'Run it where verl, vLLM and Ray are installed.'],
        'python3 -m verl.trainer.main_ppo',
        overrides(settings, true),
      ),
    }),
    reward: REWARD,
    alwaysRewards: true,
  },
]

const LIGHTNING = 'agentlightning'

/** Not a trainer of its own: it gathers traces and has verl learn from them. */
export const AGENT_LIGHTNING: readonly Trainer[] = [
  {
    ...VERL[0]!,
    framework: 'agent-lightning',
    id: 'agent-lightning',
    name: 'Agent-Lightning (through verl)',
    version: '1.0 (c632d8d)',
    date: '2026-08-22',
    files: ['agentlightning/verl/config.yaml', 'agentlightning/config/server.yaml'],
    keys: [
      ...KEYS,
      `${LIGHTNING}.agl_base_url`,
      `${LIGHTNING}.rollout_timeout_seconds`,
      `${LIGHTNING}.trace_aggregator.level`,
    ],
    base: (job) => ({
      ...base(job),
      [`${LIGHTNING}.agl_base_url`]: 'http://127.0.0.1:4747',
      [`${LIGHTNING}.rollout_timeout_seconds`]: 600,
      [`${LIGHTNING}.trace_aggregator.level`]: 'trajectory',
    }),
    differs: [
      'Agent-Lightning has no distillation stage and no key for a teacher: these are the keys of verl, which it passes through',
      'the prompts are those of your agent: prompts.jsonl is what it may be asked',
      'GET /api/rollouts/{id}/events?format=triplet gives token ids and log-probs of the student, which lab import reads',
    ],
    write: (settings, job) => ({
      'run.sh': script(
        [`${job.name} through Agent-Lightning 1.0: start agl-server first, then bash run.sh`],
        'python3 -m agentlightning.verl',
        overrides(settings, true),
      ),
    }),
  },
]
