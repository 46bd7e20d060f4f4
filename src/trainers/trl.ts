/** @file Hugging Face TRL: nine trainers, one configuration class each. */
import { policyGradient, sdftTopk, trlJsd } from './coded.ts'
import type { Asked, ExportPart } from './parts.ts'
import { yaml } from './text.ts'
import {
  type Cell,
  type CodedGiven,
  type CodedLoss,
  type Job,
  LENGTH_IN_REWARD,
  type PromptRow,
  type Settings,
  type Trainer,
} from './trainer.ts'

/** Of transformers' TrainingArguments and TRL's ModelConfig, which every one of the classes below is read beside. */
const COMMON = [
  ...['model_name_or_path', 'output_dir', 'max_steps', 'num_train_epochs', 'learning_rate', 'seed', 'bf16'],
  ...[
    'per_device_train_batch_size',
    'gradient_accumulation_steps',
    'gradient_checkpointing',
    'logging_steps',
    'report_to',
  ],
]
const SAMPLING = ['temperature', 'top_p', 'top_k', 'min_p', 'repetition_penalty']
const VLLM = ['use_vllm', 'vllm_mode', 'vllm_server_base_url', 'vllm_server_port', 'vllm_gpu_memory_utilization']
const TEACHER = ['teacher_model_name_or_path', 'teacher_model_revision', 'teacher_model_init_kwargs']
const COMPLETIONS = ['log_completions', 'num_completions_to_print', 'log_unique_prompts']

/**
 * The texts of a step are shared out over the GPUs. TRL refuses a batch in which a prompt's texts do not come whole: `whole` asks for them
 * whole on every GPU, else over all GPUs together.
 */
function shared(job: Job, whole: boolean): Settings {
  const texts = job.problems * job.each
  const even = texts % job.gpus === 0 && !(whole && (texts / job.gpus) % job.each !== 0)
  const local = even ? texts / job.gpus : Math.ceil(job.problems / job.gpus) * job.each
  const perDevice = [8, 7, 6, 5, 4, 3, 2, 1].find((size) => local % size === 0) ?? 1
  return {
    model_name_or_path: job.student,
    output_dir: `runs/${job.name}`,
    max_steps: job.steps,
    learning_rate: job.learningRate,
    per_device_train_batch_size: perDevice,
    gradient_accumulation_steps: local / perDevice,
    gradient_checkpointing: true,
    bf16: true,
    logging_steps: 1,
    seed: job.seed,
    report_to: 'none',
  }
}

const teacherModel: Cell = { fit: 'yes', set: (_, job) => ({ teacher_model_name_or_path: job.teacher }) }
const beta = (key = 'beta'): Readonly<Partial<Record<ExportPart, Cell>>> => ({
  'forward-kl': { fit: 'yes', set: () => ({ [key]: 0 }), coded: (_, { temperature }) => trlJsd(0, temperature) },
  'reverse-kl': { fit: 'yes', set: () => ({ [key]: 1 }), coded: (_, { temperature }) => trlJsd(1, temperature) },
  jsd: {
    fit: 'yes',
    set: ([value = 0.5]) => ({ [key]: value }),
    coded: ([value = 0.5], { temperature }) => trlJsd(value, temperature),
    note: `${key} is the teacher's weight in the mixture, as here`,
  },
})
const meanOverTokens: Cell = {
  fit: 'yes',
  note: 'sum over tokens that carry loss, over their number (num_items_in_batch)',
}
const tiedSampling: Cell = { fit: 'near', note: 'one temperature for sampling and loss' }
const temperatureTied: Cell = {
  fit: 'near',
  set: ([value = 1]) => ({ temperature: value }),
  note: 'one temperature for sampling and loss: the loss temperature is written',
}
const generations: Cell = { fit: 'yes', set: ([value = 1]) => ({ num_generations: value }) }

/** Of a chat whose last turn is the answer: collators take what stands before it as the prompt. */
const answered = (row: PromptRow) => ({
  messages: [...chat(row), { role: 'assistant', content: `Answer: ${row.answer}` }],
})

const chat = ({ prompt }: PromptRow) => [{ role: 'user', content: prompt }]

/** How a trainer class is given the teacher: `key`, from the configuration; `name`, written into the script; not at all. */
type TeacherArgument = 'key' | 'name' | null

interface Launcher {
  readonly classes: string
  readonly from: string
  readonly teacher: TeacherArgument
  readonly rewarded: boolean
  /** Whether the class leaves the tokenizer to whoever makes it. */
  readonly tokenizer: boolean
}

function trainPy({ classes, from, teacher, rewarded, tokenizer }: Launcher, job: Job): string {
  const rewards = rewarded && job.rewarded
  return [
    '"""Starts the run: accelerate launch train.py --config config.yaml"""',
    'from pathlib import Path',
    '',
    'from datasets import load_dataset',
    ...(tokenizer ? ['from transformers import AutoTokenizer'] : []),
    'from trl import ModelConfig, TrlParser',
    `from ${from} import ${classes}Config, ${classes}Trainer`,
    ...(rewards ? ['', 'from reward import reward'] : []),
    '',
    'HERE = Path(__file__).resolve().parent',
    '',
    '',
    'def main():',
    `    args, model = TrlParser((${classes}Config, ModelConfig)).parse_args_and_config()`,
    '    prompts = load_dataset("json", data_files=str(HERE / "prompts.jsonl"), split="train")',
    ...(tokenizer
      ? [
          '    tokenizer = AutoTokenizer.from_pretrained(model.model_name_or_path, padding_side="left")',
          '    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token',
        ]
      : []),
    `    trainer = ${classes}Trainer(`,
    '        model=model.model_name_or_path,',
    // The trainers do not read the key themselves: TRL's own script hands it over like this.
    ...(teacher === 'key' ? ['        teacher_model=args.teacher_model_name_or_path,'] : []),
    ...(teacher === 'name' ? [`        teacher_model=${JSON.stringify(job.teacher)},`] : []),
    '        args=args,',
    '        train_dataset=prompts,',
    ...(tokenizer ? ['        processing_class=tokenizer,'] : []),
    ...(rewards ? ['        reward_funcs=[reward],'] : []),
    '    )',
    '    trainer.train()',
    '    trainer.save_model(args.output_dir)',
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
    '',
  ].join('\n')
}

interface Draft {
  readonly id: string
  readonly name: string
  readonly classes: string
  readonly from: string
  readonly files: readonly string[]
  readonly keys: readonly string[]
  readonly cells: Trainer['cells']
  readonly base: (job: Job) => Settings
  readonly differs: readonly string[]
  readonly row?: Trainer['row']
  readonly refuses?: Trainer['refuses']
  readonly teacher?: TeacherArgument
  readonly tokenizer?: boolean
  readonly rewarded?: boolean
  /** Whether all texts of a prompt must stand on one GPU. */
  readonly whole?: boolean
  /** Texts that a prompt must have. */
  readonly leastTexts?: number
  readonly asksServers?: boolean
}

function trl(draft: Draft): Trainer {
  const { id, name, classes, from, files, keys, cells, base, differs, row, refuses } = draft
  const {
    teacher = null,
    tokenizer = false,
    rewarded = false,
    whole = false,
    leastTexts = 1,
    asksServers = false,
  } = draft
  return {
    framework: 'trl',
    id,
    name,
    version: '1.13.0',
    date: '2026-09-10',
    files,
    keys: [...COMMON, ...keys],
    cells,
    base: (job) => ({ ...shared({ ...job, each: Math.max(leastTexts, job.each) }, whole), ...base(job) }),
    differs,
    ...(refuses && { refuses }),
    asksServers,
    row: row ?? ((each) => ({ prompt: chat(each), ...reference(each) })),
    write: (settings, job) => ({
      'config.yaml': yaml(settings),
      'train.py': trainPy({ classes, from, teacher, tokenizer, rewarded }, job),
    }),
    ...(rewarded && { reward: TRL_REWARD }),
  }
}

/** Extra columns, which TRL hands to reward functions and otherwise passes over. */
const reference = ({ answer, source }: PromptRow) => ({ answer, source })

const TRL_REWARD = `
def reward(completions, answer, source, **kwargs):
    """TRL's reward function: one number for each completion."""
    texts = [c if isinstance(c, str) else c[-1]["content"] for c in completions]
    return [score(text, gold, world) for text, gold, world in zip(texts, answer, source)]
`

const generation = (job: Job): Settings => ({
  max_completion_length: job.maxTokens,
  temperature: job.temperature,
  top_p: job.topP,
  top_k: job.topK,
})

/** The loss at a temperature that sampling does not have cannot be told where one key is both. */
function tied(asked: readonly Asked[]): string | null {
  const loss = asked.find(({ part }) => part === 'loss-temperature')?.values[0]
  const sampled = asked.find(({ part }) => part === 'sampling')?.values[0] ?? 1
  return loss !== undefined && loss !== sampled
    ? `one temperature is for sampling (${sampled} here) and loss (${loss} here)`
    : null
}

const offPolicyMix: Cell = {
  fit: 'near',
  set: ([share = 1]) => ({ lmbda: share }),
  note: 'a coin a step for the whole batch; the other texts are the answers of the data set',
}

const distillation = trl({
  id: 'distillation',
  name: 'TRL DistillationTrainer',
  classes: 'Distillation',
  from: 'trl',
  files: ['trl/trainer/distillation_config.py'],
  keys: [
    ...TEACHER,
    'beta',
    ...SAMPLING,
    'max_completion_length',
    'generation_kwargs',
    'chat_template_kwargs',
    ...VLLM,
    'disable_dropout',
    'shuffle_dataset',
    ...COMPLETIONS,
  ],
  cells: {
    ...beta(),
    'larger-teacher': teacherModel,
    'start-teacher': {
      fit: 'yes',
      set: (_, job) => ({ teacher_model_name_or_path: job.student }),
      note: 'the starting checkpoint, loaded twice',
    },
    'loss-temperature': temperatureTied,
    sampling: tiedSampling,
    'max-tokens': { fit: 'yes' },
    'mean-over-tokens': meanOverTokens,
  },
  base: (job) => ({ ...generation(job), log_completions: true }),
  teacher: 'key',
  refuses: tied,
  differs: [
    'temperature is that of sampling and of the loss; there is no factor of temperature squared',
    'always on-policy, one completion a prompt; teacher and student need one vocabulary size',
    'writes completions/completions_{step}.parquet (the last generation batch), which lab import reads',
  ],
})

const gkd = trl({
  id: 'gkd',
  name: 'TRL GKDTrainer',
  classes: 'GKD',
  from: 'trl.experimental.gkd',
  files: ['trl/experimental/gkd/gkd_config.py'],
  keys: [...TEACHER, 'beta', 'lmbda', 'seq_kd', 'temperature', 'max_new_tokens', 'max_length', 'disable_dropout'],
  cells: {
    ...beta(),
    'larger-teacher': teacherModel,
    'start-teacher': {
      fit: 'yes',
      set: (_, job) => ({ teacher_model_name_or_path: job.student }),
      note: 'the starting checkpoint, loaded twice',
    },
    sampling: { fit: 'near', note: 'temperature only, no top-k and top-p; it is not in the loss' },
    'max-tokens': { fit: 'yes' },
    'off-policy-mix': offPolicyMix,
    'mean-over-tokens': meanOverTokens,
  },
  base: (job) => ({
    lmbda: 1,
    seq_kd: false,
    temperature: job.temperature,
    max_new_tokens: job.maxTokens,
    max_length: job.maxPromptTokens + job.maxTokens,
    disable_dropout: true,
  }),
  teacher: 'key',
  tokenizer: true,
  differs: [
    'temperature is that of sampling only: the loss is always at 1',
    'lmbda 1 keeps every step on-policy; the answers in messages are then replaced by the student',
    'writes no file of completions',
  ],
  row: answered,
})

const MASS_NOTE = 'top-k of the teacher; the tail is one bucket'

const iwOpd = trl({
  id: 'iw-opd',
  name: 'TRL IWOPDTrainer',
  classes: 'IWOPD',
  from: 'trl.experimental.iw_opd',
  files: ['trl/experimental/iw_opd/iw_opd_config.py'],
  keys: [
    ...TEACHER,
    ...[
      'distillation_objective',
      'iw_opd_gamma',
      'iw_opd_epsilon',
      'beta',
      'lmbda',
      'loss_top_k',
      'loss_add_tail',
      'reverse_kl_top_1_mode',
    ],
    ...[
      'use_teacher_server',
      'teacher_model_server_url',
      'temperature',
      'top_p',
      'top_k',
      'max_length',
      'max_prompt_length',
    ],
    ...['max_completion_length', 'num_generations', 'generation_batch_size', 'vllm_sync_frequency'],
  ],
  cells: {
    'forward-kl': {
      fit: 'yes',
      set: () => ({ distillation_objective: 'jsd', beta: 0, loss_top_k: 0 }),
      coded: (_, { temperature }) => trlJsd(0, temperature),
    },
    'reverse-kl': {
      fit: 'yes',
      set: () => ({ distillation_objective: 'jsd', beta: 1, loss_top_k: 0 }),
      coded: (_, { temperature }) => trlJsd(1, temperature),
    },
    jsd: {
      fit: 'yes',
      set: ([value = 0.5]) => ({ distillation_objective: 'jsd', beta: value, loss_top_k: 0 }),
      coded: ([value = 0.5], { temperature }) => trlJsd(value, temperature),
    },
    'log-ratio': {
      fit: 'yes',
      set: () => ({ distillation_objective: 'iw_opd', iw_opd_gamma: 0 }),
      coded: ([scale = 1]) => policyGradient(scale),
      note: 'iw_opd_gamma 0 makes every weight 1: what is left is the log-ratio as reward',
    },
    'larger-teacher': teacherModel,
    'top-k': {
      fit: 'near',
      set: ([k = 64, , rest = 0]) => ({ loss_top_k: k, loss_add_tail: rest === 1 }),
      note: 'the support follows beta: 0 the teacher, 1 the student, else the union of both',
    },
    'loss-temperature': temperatureTied,
    sampling: tiedSampling,
    'max-tokens': { fit: 'yes' },
    group: generations,
    'off-policy-mix': offPolicyMix,
    'mean-over-tokens': meanOverTokens,
  },
  base: (job) => ({
    ...generation(job),
    max_prompt_length: job.maxPromptTokens,
    max_length: job.maxPromptTokens + job.maxTokens,
    num_generations: job.each,
    lmbda: 1,
  }),
  refuses: tied,
  differs: [
    'the advantage uses the log-probs of the rollout, not those before the step',
    'writes no file of completions',
  ],
  teacher: 'key',
  whole: true,
  row: answered,
})

const sdftLoss = (alpha: number, { topK, k, bucket }: CodedGiven): CodedLoss =>
  topK ? sdftTopk(alpha, k, bucket) : trlJsd(alpha)

const sdftCells: Trainer['cells'] = {
  'forward-kl': {
    fit: 'yes',
    set: () => ({ distillation_mode: 'full_logits', distillation_alpha: 0 }),
    coded: (_, given) => sdftLoss(0, given),
  },
  'reverse-kl': {
    fit: 'yes',
    set: () => ({ distillation_mode: 'full_logits', distillation_alpha: 1 }),
    coded: (_, given) => sdftLoss(1, given),
  },
  jsd: {
    fit: 'yes',
    set: ([alpha = 0.5]) => ({ distillation_mode: 'full_logits', distillation_alpha: alpha }),
    coded: ([alpha = 0.5], given) => sdftLoss(alpha, given),
    note: 'distillation_alpha is our beta',
  },
  'log-ratio': {
    fit: 'yes',
    set: () => ({ distillation_mode: 'sampled_token', distillation_alpha: 1 }),
    coded: ([scale = 1]) => policyGradient(scale),
    note: 'the value that is logged is no divergence; the gradient is that of the log-ratio as reward',
  },
  'top-k': {
    fit: 'near',
    set: ([k = 100, , rest = 0]) => ({
      distillation_mode: 'topk_logits',
      distillation_topk: k,
      distillation_add_tail: rest === 1,
    }),
    note: "the student's top k, renormalised unless the tail is kept",
  },
  'start-teacher': { fit: 'yes', set: () => ({ teacher_model_kind: 'base' }) },
  'live-teacher': { fit: 'yes', set: () => ({ teacher_model_kind: 'live' }) },
  'ema-teacher': {
    fit: 'yes',
    set: ([decay = 0.95]) => ({
      teacher_model_kind: 'ema',
      teacher_update_rate: round(1 - decay),
      teacher_sync_steps: 1,
    }),
    note: 'teacher_update_rate is 1 - decay',
  },
  'snapshot-teacher': {
    fit: 'near',
    set: ([every = 50]) => ({ teacher_model_kind: 'ema', teacher_update_rate: 1, teacher_sync_steps: every }),
    note: 'an average that is replaced whole every so many steps',
  },
  'privileged-context': {
    fit: 'yes',
    set: () => ({ teacher_prompt_template: '{prompt}\n\n{privileged_context}' }),
    note: 'column privileged_context',
  },
  'importance-weight': { fit: 'yes', set: ([most = 2]) => ({ distillation_is_clip: most }) },
  'importance-ratio': { fit: 'near', note: 'the ratio is 1 with num_iterations 1' },
  sampling: { fit: 'yes', note: 'sampling only: the loss is at 1' },
  'max-tokens': { fit: 'yes' },
  group: generations,
  'mean-over-tokens': meanOverTokens,
}

const round = (value: number): number => Number(value.toFixed(10))

const SDFT_KEYS = [
  ...['distillation_mode', 'distillation_alpha', 'distillation_topk', 'distillation_add_tail', 'distillation_is_clip'],
  ...[
    'teacher_model_kind',
    'teacher_update_rate',
    'teacher_sync_steps',
    'use_teacher_server',
    'teacher_prompt_template',
  ],
  ...[
    'num_generations',
    'max_prompt_length',
    'max_completion_length',
    ...SAMPLING,
    'num_iterations',
    'num_loss_tokens_to_skip',
  ],
]

const sdftBase = (job: Job): Settings => ({
  ...generation(job),
  max_prompt_length: job.maxPromptTokens,
  num_generations: job.each,
  num_iterations: 1,
  distillation_is_clip: null,
})

const sdft = trl({
  id: 'sdft',
  name: 'TRL SDFTTrainer',
  classes: 'SDFT',
  from: 'trl.experimental.sdft',
  files: ['trl/experimental/sdft/sdft_config.py', 'trl/experimental/sdft/sdft_trainer.py'],
  keys: [...SDFT_KEYS, 'generate_from_teacher'],
  cells: sdftCells,
  base: sdftBase,
  differs: [
    'the teacher is the student with another prompt: there is no key for another model',
    'the support of topk_logits is the student’s own top k',
    'writes no file of completions',
  ],
  row: (each) => ({ prompt: chat(each), privileged_context: each.privileged ?? '' }),
})

const sdpo = trl({
  id: 'sdpo',
  name: 'TRL SDPOTrainer',
  classes: 'SDPO',
  from: 'trl.experimental.sdpo',
  files: ['trl/experimental/sdpo/sdpo_config.py', 'trl/experimental/sdpo/sdpo_trainer.py'],
  keys: [
    ...SDFT_KEYS,
    ...[
      'distillation_weight',
      'loss_type',
      'epsilon',
      'epsilon_high',
      'beta',
      'scale_rewards',
      'success_reward_threshold',
    ],
    ...[
      'use_successful_as_teacher',
      'dont_reprompt_on_self_success',
      'include_environment_feedback',
      'max_reprompt_len',
    ],
    ...['reprompt_template', 'solution_template', 'feedback_template'],
  ],
  cells: {
    ...sdftCells,
    'group-reward': {
      fit: 'yes',
      set: ([deviation = 1]) => ({ scale_rewards: deviation === 1 ? 'group' : 'none', distillation_weight: 0.5 }),
      note: 'the loss is (1 - distillation_weight) policy + distillation_weight distillation',
    },
    'length-cost': LENGTH_IN_REWARD,
    'ratio-clip': {
      fit: 'yes',
      set: ([low = 0.8, high = 1.2]) => ({ epsilon: round(1 - low), epsilon_high: round(high - 1) }),
    },
    'success-gate': {
      fit: 'yes',
      set: () => ({ use_successful_as_teacher: true, dont_reprompt_on_self_success: true }),
      note: 'a right attempt of the same prompt stands in the teacher’s prompt; a text never teaches itself',
    },
    'privileged-context': {
      fit: 'near',
      set: () => ({ include_environment_feedback: true }),
      note: 'the column privileged_context is read as feedback, beside the student’s own right attempts',
    },
    coefficient: { fit: 'near', note: 'one weight between policy and distillation' },
  },
  base: (job) => ({ ...sdftBase(job), success_reward_threshold: 1 }),
  differs: [
    'only texts for which there is a right attempt or feedback carry the distillation loss',
    'writes no file of completions',
  ],
  row: (each) => ({ prompt: chat(each), privileged_context: each.privileged ?? '', ...reference(each) }),
  rewarded: true,
})

const minillm = trl({
  id: 'minillm',
  name: 'TRL MiniLLMTrainer',
  classes: 'MiniLLM',
  from: 'trl.experimental.minillm',
  files: ['trl/experimental/minillm/minillm_config.py'],
  keys: [
    ...[
      'rkl_advantage',
      'single_step_decomposition',
      'kd_temperature',
      'gamma',
      'length_normalization',
      'num_generations',
    ],
    ...[
      'max_completion_length',
      ...SAMPLING,
      'num_iterations',
      'epsilon',
      'epsilon_high',
      'beta',
      'loss_type',
      'scale_rewards',
      ...COMPLETIONS,
    ],
  ],
  cells: {
    'log-ratio': {
      fit: 'near',
      set: () => ({ rkl_advantage: true, single_step_decomposition: false, gamma: 0, length_normalization: false }),
      coded: ([scale = 1]) => policyGradient(scale),
      note: 'the advantage is not detached there',
    },
    'discounted-return': {
      fit: 'near',
      set: ([discount = 1, normalise = 1]) => ({
        rkl_advantage: true,
        single_step_decomposition: false,
        gamma: discount,
        length_normalization: normalise === 1,
      }),
      note: 'powers of gamma count from the start of the text, which cancels only with length_normalization',
    },
    'reverse-kl': {
      fit: 'near',
      set: () => ({ rkl_advantage: false, single_step_decomposition: true }),
      coded: () => trlJsd(1),
      note: 'padding is counted in the single-step loss',
    },
    'group-reward': { fit: 'yes', set: ([deviation = 1]) => ({ scale_rewards: deviation === 1 ? 'group' : 'none' }) },
    'length-cost': LENGTH_IN_REWARD,
    'ratio-clip': {
      fit: 'yes',
      set: ([low = 0.8, high = 1.2]) => ({ epsilon: round(1 - low), epsilon_high: round(high - 1) }),
    },
    'larger-teacher': { fit: 'code', note: 'argument teacher_model of the trainer, in train.py' },
    'loss-temperature': { fit: 'yes', set: ([value = 1]) => ({ kd_temperature: value }) },
    sampling: { fit: 'yes', note: 'sampling only; the loss has kd_temperature' },
    'max-tokens': { fit: 'yes' },
    group: generations,
    'mean-over-tokens': { fit: 'near', note: 'GRPO’s reduction, loss_type' },
  },
  base: (job) => ({ ...generation(job), num_generations: Math.max(2, job.each), beta: 0, log_completions: true }),
  differs: ['a GRPO trainer: at least two texts a prompt', 'the teacher is an argument, not a key'],
  teacher: 'name',
  leastTexts: 2,
  rewarded: true,
})

const gold = trl({
  id: 'gold',
  name: 'TRL GOLDTrainer',
  classes: 'GOLD',
  from: 'trl.experimental.gold',
  files: ['trl/experimental/gold/gold_config.py'],
  keys: [
    ...[
      ...TEACHER,
      'teacher_tokenizer_name_or_path',
      'beta',
      'lmbda',
      'temperature',
      'top_p',
      'top_k',
      'max_completion_length',
      'max_length',
    ],
    ...['num_generations', 'generation_batch_size', 'use_uld_loss', 'use_extended_uld', 'uld_use_hybrid_loss'],
    ...['uld_crossentropy_weight', 'uld_distillation_weight', 'uld_student_temperature', 'uld_teacher_temperature'],
  ],
  cells: {
    ...beta(),
    'larger-teacher': {
      fit: 'yes',
      set: (_, job) => ({ teacher_model_name_or_path: job.teacher, teacher_tokenizer_name_or_path: job.teacher }),
    },
    'loss-temperature': temperatureTied,
    sampling: tiedSampling,
    'max-tokens': { fit: 'yes' },
    group: generations,
    'off-policy-mix': offPolicyMix,
    'mean-over-tokens': meanOverTokens,
  },
  base: (job) => ({
    ...generation(job),
    max_length: job.maxPromptTokens + job.maxTokens,
    num_generations: job.each,
    lmbda: 1,
    use_uld_loss: false,
  }),
  refuses: tied,
  differs: [
    'made for two tokenizers (use_uld_loss); with one it is GKD with the temperature in the loss',
    'writes no file of completions',
  ],
  teacher: 'key',
  whole: true,
  row: answered,
})

const serverCells = (topKey: string): Trainer['cells'] => ({
  'forward-kl': {
    fit: 'near',
    set: () => ({ beta: 0, [topKey]: 20 }),
    coded: (_, { k }) => sdftTopk(0, k, true, 'teacher'),
    note: MASS_NOTE,
  },
  'reverse-kl': {
    fit: 'near',
    set: () => ({ beta: 1, [topKey]: 1 }),
    note: 'two buckets: the sampled token and the rest',
  },
  jsd: {
    fit: 'near',
    set: ([value = 0.5]) => ({ beta: value, [topKey]: 1 }),
    note: 'two words: the teacher’s first and the sampled one',
  },
  'top-k': {
    fit: 'near',
    set: ([k = 20]) => ({ [topKey]: k }),
    note: 'the teacher’s, with beta 0 only; the cap of vllm serve --max-logprobs is 20',
  },
  'max-tokens': { fit: 'yes' },
  sampling: { fit: 'near', note: 'the server’s log-probs are always at temperature 1, so temperature stays 1' },
  'mean-over-tokens': meanOverTokens,
})

/** Servers score at temperature 1 whatever is asked, so another one would silently mismatch the student's. */
const atOne = (job: Job): Settings => ({ ...generation(job), temperature: 1 })

const server = trl({
  id: 'server',
  name: 'TRL ServerDistillationTrainer',
  classes: 'ServerDistillation',
  from: 'trl.experimental.server_distillation',
  files: ['trl/experimental/server_distillation/server_distillation_config.py'],
  keys: [
    'teacher_model_server_url',
    'beta',
    'loss_top_k',
    'loss_add_tail',
    'reverse_kl_top_1_mode',
    ...SAMPLING,
    'max_completion_length',
    ...VLLM,
    ...COMPLETIONS,
  ],
  cells: {
    ...serverCells('loss_top_k'),
    'larger-teacher': { fit: 'yes', set: (_, job) => ({ teacher_model_server_url: job.teacherUrl }) },
  },
  asksServers: true,
  base: (job) => ({ ...atOne(job), loss_add_tail: true, reverse_kl_top_1_mode: 'sampled', log_completions: true }),
  differs: [
    'prompt log-probs ignore temperature: 1 is written',
    'start the teacher with: vllm serve TEACHER --max-logprobs 20',
  ],
})

const asynchronous = trl({
  id: 'async',
  name: 'TRL AsyncDistillationTrainer',
  classes: 'AsyncDistillation',
  from: 'trl.experimental.async_distillation',
  files: ['trl/experimental/async_distillation/async_distillation_config.py'],
  keys: [
    ...[
      'teacher_server_urls.default',
      'beta',
      'teacher_top_k',
      'add_tail_bucket',
      'teacher_temperature',
      ...SAMPLING,
      'max_completion_length',
    ],
    ...[
      'vllm_server_base_url',
      'dtype',
      'max_staleness',
      'token_budget',
      'max_inflight_tasks',
      'queue_maxsize',
      'weight_sync_steps',
      'log_completions_steps',
    ],
  ],
  cells: {
    ...serverCells('teacher_top_k'),
    'larger-teacher': {
      fit: 'yes',
      set: (_, job) => ({ 'teacher_server_urls.default': job.teacherUrl }),
      note: 'a server for each teacher_id; without that column, default',
    },
  },
  asksServers: true,
  base: (job) => ({
    ...atOne(job),
    add_tail_bucket: true,
    teacher_temperature: 1,
    max_staleness: 4,
    weight_sync_steps: 1,
  }),
  differs: [
    'texts may be some weight versions old (max_staleness)',
    'needs two vLLM servers: the student on 8000, the teacher on 8001',
  ],
})

/** In the order in which equals are preferred. */
export const TRL: readonly Trainer[] = [distillation, gkd, sdft, sdpo, iwOpd, minillm, gold, server, asynchronous]
