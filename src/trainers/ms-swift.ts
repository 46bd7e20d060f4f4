/** @file ModelScope swift: GKD on distributions, and GRPO with the log-ratio in the advantage (OPD-RL). */
import { policyGradient, sdftTopk, trlJsd } from './coded.ts'
import { flags, script } from './text.ts'
import {
  type Cell,
  type CodedGiven,
  type CodedLoss,
  type Job,
  LENGTH_IN_REWARD,
  type Settings,
  type Trainer,
} from './trainer.ts'

const COMMON = [
  ...[
    'rlhf_type',
    'model',
    'teacher_model',
    'teacher_model_server',
    'dataset',
    'tuner_type',
    'temperature',
    'top_p',
    'top_k',
  ],
  ...['repetition_penalty', 'max_completion_length', 'max_length', 'learning_rate', 'per_device_train_batch_size'],
  ...[
    'gradient_accumulation_steps',
    'max_steps',
    'logging_steps',
    'report_to',
    'output_dir',
    'add_version',
    'log_completions',
  ],
  ...['use_vllm', 'vllm_mode', 'vllm_max_model_len', 'sleep_level', 'seed', 'torch_dtype'],
]

function shared(job: Job): Settings {
  return {
    model: job.student,
    dataset: '$HERE/prompts.jsonl',
    tuner_type: 'full',
    torch_dtype: 'bfloat16',
    temperature: job.temperature,
    top_p: job.topP,
    top_k: job.topK === 0 ? -1 : job.topK,
    max_completion_length: job.maxTokens,
    max_length: job.maxPromptTokens + job.maxTokens,
    learning_rate: job.learningRate,
    per_device_train_batch_size: 1,
    gradient_accumulation_steps: Math.max(1, Math.round((job.problems * job.each) / job.gpus)),
    max_steps: job.steps,
    logging_steps: 1,
    seed: job.seed,
    report_to: 'tensorboard',
    output_dir: '$HERE/output',
    add_version: 'false',
    log_completions: 'true',
    use_vllm: 'true',
    vllm_mode: 'colocate',
    vllm_max_model_len: job.maxPromptTokens + job.maxTokens,
  }
}

const teachers: Trainer['cells'] = {
  'larger-teacher': {
    fit: 'yes',
    set: (_, job): Settings =>
      job.servedTeacher ? { teacher_model_server: job.teacherUrl } : { teacher_model: job.teacher },
  },
  'start-teacher': {
    fit: 'yes',
    set: (_, job) => ({ teacher_model: job.student }),
    note: 'the starting checkpoint, loaded twice',
  },
  'live-teacher': { fit: 'yes', note: 'no teacher_model: the live student reads teacher_prompt' },
  'privileged-context': {
    fit: 'yes',
    note: 'column teacher_prompt, which takes the place of the last user turn for the teacher',
  },
}

const row: Trainer['row'] = ({ prompt, answer, source, privileged }) => ({
  messages: [{ role: 'user', content: prompt }],
  ...(privileged !== null && { teacher_prompt: `${prompt}\n\n${privileged}` }),
  solution: answer,
  source,
})

/** What torchrun starts, by swift's own variables. */
const processes = ({ gpus }: Job): string =>
  gpus > 8
    ? `NNODES=${Math.ceil(gpus / 8)} NODE_RANK="\${NODE_RANK:?}" MASTER_ADDR="\${MASTER_ADDR:?}" NPROC_PER_NODE=8`
    : `NPROC_PER_NODE=${gpus}`

const write =
  (type: 'gkd' | 'grpo'): Trainer['write'] =>
  (settings, job) => ({
    'run.sh': script(
      [
        `${job.name} on ms-swift: ${job.gpus > 8 ? 'on each node, NODE_RANK=0 MASTER_ADDR=... bash run.sh' : 'bash run.sh'}`,
      ],
      `${processes(job)} swift rlhf --rlhf_type ${type}`,
      flags(settings, false),
    ),
  })

const differs = [
  'log_completions writes completions.jsonl, one line an event with columns as lists, which lab import reads',
  'logging.jsonl has no step of its own but global_step/max_steps',
]

const swiftLoss = (value: number, { topK, k, temperature }: CodedGiven): CodedLoss =>
  topK ? sdftTopk(value, k, false, 'teacher') : trlJsd(value, temperature)
const beta = (value: number): Cell => ({
  fit: 'yes',
  set: () => ({ beta: value }),
  coded: (_, given) => swiftLoss(value, given),
})
const VERSION = { framework: 'ms-swift', version: '4.6.0.dev0 (3602360)', date: '2026-08-22' } as const

/** What vLLM gives without --max-logprobs; a server needs a top-k. */
const SERVED_TOP_K = 20

const gkd: Trainer = {
  ...VERSION,
  id: 'gkd',
  name: 'ms-swift GKD',
  files: ['swift/arguments/rlhf_args.py', 'swift/rlhf_trainers/args_mixin.py', 'swift/rlhf_trainers/gkd_trainer.py'],
  keys: [...COMMON, 'beta', 'lmbda', 'sft_alpha', 'gkd_logits_topk'],
  cells: {
    'forward-kl': beta(0),
    'reverse-kl': beta(1),
    jsd: {
      fit: 'yes',
      set: ([value = 0.5]) => ({ beta: value }),
      coded: ([value = 0.5], given) => swiftLoss(value, given),
      note: "beta is the teacher's weight in the mixture, as here",
    },
    'top-k': {
      fit: 'near',
      set: ([k = 64]) => ({ gkd_logits_topk: k }),
      note: "the teacher's, both renormalised",
    },
    ...teachers,
    'larger-teacher': {
      fit: 'yes',
      set: (_, job): Settings =>
        job.servedTeacher
          ? { teacher_model_server: job.teacherUrl, gkd_logits_topk: SERVED_TOP_K }
          : { teacher_model: job.teacher },
      note: `with teacher_model_server the loss is over the teacher's top ${SERVED_TOP_K} alone, both renormalised`,
    },
    'loss-temperature': {
      fit: 'near',
      set: ([value = 1]) => ({ temperature: value }),
      note: 'one temperature for sampling and loss',
    },
    sampling: { fit: 'near', note: 'one temperature for sampling and loss' },
    'max-tokens': { fit: 'yes' },
    'off-policy-mix': {
      fit: 'near',
      set: ([share = 1]) => ({ lmbda: share }),
      note: 'needs an assistant turn in each row',
    },
    'mean-over-tokens': { fit: 'yes' },
  },
  base: (job) => ({ ...shared(job), lmbda: 1, sft_alpha: 0 }),
  refuses: (asked) => {
    const loss = asked.find(({ part }) => part === 'loss-temperature')?.values[0]
    const sampled = asked.find(({ part }) => part === 'sampling')?.values[0] ?? 1
    return loss !== undefined && loss !== sampled
      ? `one temperature is for sampling (${sampled} here) and loss (${loss} here)`
      : null
  },
  differs,
  row,
  asksServers: true,
  write: write('gkd'),
}

/** GRPO's configuration, TRL's below it, refuses fewer. */
const texts = (each: number): number => Math.max(2, each)

const grpo: Trainer = {
  ...VERSION,
  id: 'grpo',
  name: 'ms-swift OPD-RL (GRPO)',
  files: ['swift/arguments/rlhf_args.py', 'swift/rlhf_trainers/grpo_trainer.py', 'swift/rl_core/advantage.py'],
  keys: [
    ...[
      ...COMMON,
      'teacher_kl_coef',
      'num_generations',
      'num_iterations',
      'epsilon',
      'epsilon_high',
      'steps_per_generation',
    ],
    ...[
      'generation_batch_size',
      'sdar_loss_coef',
      'sdar_gate_beta',
      'advantage_reweight',
      'rlsd_lambda',
      'rlsd_reweight_clip_range',
    ],
    ...['reward_funcs', 'external_plugins', 'beta'],
  ],
  cells: {
    'log-ratio': {
      fit: 'yes',
      set: ([scale = 1]) => ({ teacher_kl_coef: scale }),
      coded: ([scale = 1]) => policyGradient(scale),
      note: 'what is logged as teacher_kl is k3, not the log-ratio that is applied',
    },
    'reverse-kl': {
      fit: 'near',
      set: () => ({ teacher_kl_coef: 1 }),
      coded: () => policyGradient(),
      note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
    },
    'k2-loss': {
      fit: 'near',
      set: () => ({ teacher_kl_coef: 1 }),
      coded: () => policyGradient(),
      note: 'as the log-ratio in the advantage: the gradient of k2 is that one',
    },
    'group-reward': { fit: 'yes', set: () => ({ external_plugins: '$HERE/reward.py', reward_funcs: 'opd_verifier' }) },
    evidence: {
      fit: 'yes',
      set: ([epsilon = 0.2]) => ({
        advantage_reweight: 'rlsd',
        rlsd_lambda: 1,
        rlsd_reweight_clip_range: epsilon,
        teacher_kl_coef: 0,
      }),
      note: 'rlsd_lambda 1 is the whole weight; its default of 0.5 mixes it with 1',
    },
    ...teachers,
    'length-cost': LENGTH_IN_REWARD,
    'ratio-clip': {
      fit: 'yes',
      set: ([low = 0.8, high = 1.2]) => ({
        epsilon: Number((1 - low).toFixed(6)),
        epsilon_high: Number((high - 1).toFixed(6)),
      }),
    },
    'importance-ratio': { fit: 'near', note: 'GRPO’s clip stays on; one update a batch leaves the ratio at 1' },
    coefficient: {
      fit: 'near',
      set: ([value = 1]) => ({ teacher_kl_coef: value }),
      note: 'of the log-ratio in the advantage',
    },
    sampling: { fit: 'yes', note: 'sampling' },
    'max-tokens': { fit: 'yes' },
    group: { fit: 'yes', set: ([each = 1]) => ({ num_generations: texts(each) }) },
    'mean-over-texts': { fit: 'yes', note: 'GRPO’s default' },
    'mean-over-tokens': { fit: 'near', note: 'GRPO’s default is the mean over texts of means' },
  },
  base: (job) => ({
    ...shared({ ...job, each: texts(job.each) }),
    num_generations: texts(job.each),
    num_iterations: 1,
    beta: 0,
  }),
  differs: [...differs, 'GRPO wants two texts a problem at least, so num_generations is never 1'],
  row,
  asksServers: true,
  write: write('grpo'),
  reward: `
try:
    from swift.rewards import ORM, orms
except ImportError:  # an older place
    from swift.plugin import ORM, orms


class OpdVerifier(ORM):
    def __call__(self, completions, solution, source, **kwargs):
        return [score(text, gold, world) for text, gold, world in zip(completions, solution, source)]


orms["opd_verifier"] = OpdVerifier
`,
}

export const MS_SWIFT: readonly Trainer[] = [gkd, grpo]
