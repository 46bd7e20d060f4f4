/** @file KDFlow: full-vocabulary distillation with a rich choice of divergences; its JSD counts beta for the student. */
import {
  kdflowAkl,
  kdflowJsd,
  kdflowKl,
  kdflowRkl,
  kdflowSkl,
  kdflowSrkl,
  kdflowTop1,
  kdflowTvd,
  warmed,
} from './coded.ts'
import { flags, script } from './text.ts'
import type { Cell, CodedLoss, Trainer } from './trainer.ts'

const loss = (kd_loss_fn: string, coded: CodedLoss): Cell => ({
  fit: 'yes',
  set: () => ({ kd_loss_fn }),
  coded: (_, { temperature }) => warmed(coded, temperature),
})
const sameAsStudent: Cell['set'] = (_, job) => ({ teacher_name_or_path: job.student })
/** Larger than any run: the teacher is never synchronised. */
const NEVER = 1_000_000_000

export const KDFLOW: readonly Trainer[] = [
  {
    framework: 'kdflow',
    id: 'kdflow',
    name: 'KDFlow',
    version: '0.1.3+ (3a7a21a)',
    date: '2026-04-30',
    files: [
      'kdflow/arguments/distillation_args.py',
      'kdflow/arguments/rollout_args.py',
      'kdflow/trainer/on_policy_kd_trainer.py',
      'kdflow/loss/js_div.py',
    ],
    keys: [
      ...[
        'backend',
        'num_nodes',
        'num_gpus_per_node',
        'student_name_or_path',
        'teacher_name_or_path',
        'enable_thinking',
      ],
      ...[
        'train_batch_size',
        'micro_train_batch_size',
        'learning_rate',
        'lr_scheduler',
        'min_lr',
        'lr_warmup_ratio',
        'num_epochs',
      ],
      ...[
        'rollout_batch_size',
        'rollout_num_engines',
        'n_samples_per_prompt',
        'train_dataset_path',
        'input_key',
        'label_key',
      ],
      ...[
        'apply_chat_template',
        'max_len',
        'prompt_max_len',
        'generate_max_len',
        'temperature',
        'top_p',
        'kd_ratio',
        'kd_temperature',
      ],
      ...[
        'kd_algorithm',
        'kd_loss_fn',
        'jsd_beta',
        'skew_lambda',
        'adaptive_alpha',
        'teacher_update_freq',
        'teacher_input_key',
      ],
      ...['teacher_tp_size', 'teacher_dp_size', 'bf16', 'save_path', 'logging_steps'],
    ],
    cells: {
      'forward-kl': loss('kl', kdflowKl),
      'reverse-kl': loss('rkl', kdflowRkl),
      jsd: {
        fit: 'yes',
        set: ([beta = 0.5]) => ({ kd_loss_fn: 'jsd', jsd_beta: Number((1 - beta).toFixed(10)) }),
        coded: ([beta = 0.5], { temperature }) => warmed(kdflowJsd(1 - beta), temperature),
        note: 'jsd_beta is 1 - our beta: it weighs the student in the mixture',
      },
      'skew-forward-kl': {
        fit: 'yes',
        set: ([alpha = 0.1]) => ({ kd_loss_fn: 'skl', skew_lambda: alpha }),
        coded: ([alpha = 0.1], { temperature }) => warmed(kdflowSkl(alpha), temperature),
      },
      'skew-reverse-kl': {
        fit: 'yes',
        set: ([alpha = 0.1]) => ({ kd_loss_fn: 'srkl', skew_lambda: alpha }),
        coded: ([alpha = 0.1], { temperature }) => warmed(kdflowSrkl(alpha), temperature),
      },
      tvd: loss('tvd', kdflowTvd),
      akl: {
        fit: 'yes',
        set: ([mu = 0.5]) => ({ kd_loss_fn: 'akl', adaptive_alpha: mu }),
        coded: ([mu = 0.5], { temperature }) => warmed(kdflowAkl(mu), temperature),
        note: 'adaptive_alpha is the mass of the tail, our mu',
      },
      'argmax-ce': {
        ...loss('top1_ce', kdflowTop1),
        fit: 'near',
        note: 'weighed by the teacher’s probability of its first choice',
      },
      'larger-teacher': { fit: 'yes', set: (_, job) => ({ teacher_name_or_path: job.teacher }) },
      'start-teacher': {
        fit: 'near',
        set: (values, job) => ({ ...sameAsStudent(values, job), teacher_update_freq: NEVER }),
        note: 'one path for both, and a synchronisation that never comes',
      },
      'live-teacher': {
        fit: 'near',
        set: (values, job) => ({ ...sameAsStudent(values, job), teacher_update_freq: 1 }),
        note: 'a copy that is replaced after each step',
      },
      'snapshot-teacher': {
        fit: 'yes',
        set: ([every = 50], job) => ({ teacher_name_or_path: job.student, teacher_update_freq: every }),
      },
      'privileged-context': {
        fit: 'yes',
        set: () => ({ teacher_input_key: 'teacher_messages' }),
        note: 'column teacher_messages: the prompt with the context, whole',
      },
      'loss-temperature': { fit: 'yes', set: ([value = 1]) => ({ kd_temperature: value }) },
      sampling: { fit: 'near', note: 'temperature and top_p; there is no top-k' },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ n_samples_per_prompt: each }) },
      'mean-over-tokens': { fit: 'yes', note: 'sum over tokens by the mean number of tokens of the workers' },
    },
    base: (job) => ({
      backend: 'fsdp2',
      num_nodes: Math.max(1, Math.ceil(job.gpus / 8)),
      num_gpus_per_node: Math.min(8, job.gpus),
      student_name_or_path: job.student,
      enable_thinking: 'False',
      train_batch_size: job.problems * job.each,
      micro_train_batch_size: 1,
      learning_rate: job.learningRate,
      num_epochs: job.epochs,
      rollout_batch_size: job.problems,
      rollout_num_engines: job.gpus,
      n_samples_per_prompt: job.each,
      train_dataset_path: '$HERE/prompts.jsonl',
      input_key: 'messages',
      apply_chat_template: 'True',
      max_len: job.maxPromptTokens + job.maxTokens,
      prompt_max_len: job.maxPromptTokens,
      generate_max_len: job.maxTokens,
      temperature: job.temperature,
      top_p: job.topP,
      kd_ratio: 1,
      kd_temperature: 1,
      kd_algorithm: 'vanilla_kd',
      teacher_tp_size: Math.min(8, job.gpus),
      bf16: 'True',
      save_path: '$HERE/checkpoints',
      logging_steps: 1,
    }),
    differs: [
      'kd_ratio must be 1: on-policy training asserts it',
      'there is no number of steps: prompts.jsonl and num_epochs set it',
      'vocabularies of different size are cut to the smaller one',
      'checkpoints/rollout_data/{step}.jsonl can be read by lab import',
    ],
    row: ({ prompt, privileged }) => ({
      messages: [{ role: 'user', content: prompt }],
      ...(privileged !== null && { teacher_messages: [{ role: 'user', content: `${prompt}\n\n${privileged}` }] }),
    }),
    write: (settings, job) => ({
      'run.sh': script(
        [`${job.name} on KDFlow: bash run.sh`],
        'python -m kdflow.cli.train_kd_on_policy',
        flags(settings, false),
      ),
    }),
  },
]
