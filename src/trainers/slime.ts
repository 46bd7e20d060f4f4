/** @file THUDM slime: Megatron and SGLang; the teacher's opinion of the sampled token is subtracted from the advantage. */
import { policyGradient } from './coded.ts'
import { checkout, flags, script } from './text.ts'
import { LENGTH_IN_REWARD, type Trainer } from './trainer.ts'

const portOf = (url: string): string => (URL.canParse(url) && new URL(url).port) || '30000'

export const SLIME: readonly Trainer[] = [
  {
    framework: 'slime',
    id: 'slime',
    name: 'slime',
    version: 'main (624b824)',
    date: '2026-08-21',
    files: [
      'slime/utils/arguments.py',
      'slime/rollout/on_policy_distillation.py',
      'slime/backends/megatron_utils/loss.py',
    ],
    keys: [
      ...['actor-num-nodes', 'actor-num-gpus-per-node', 'num-gpus-per-node', 'colocate'],
      ...[
        'hf-checkpoint',
        'ref-load',
        'load',
        'save',
        'prompt-data',
        'input-key',
        'label-key',
        'apply-chat-template',
        'num-rollout',
      ],
      ...[
        'rollout-batch-size',
        'n-samples-per-prompt',
        'rollout-max-response-len',
        'rollout-max-prompt-len',
        'rollout-temperature',
      ],
      ...[
        'rollout-top-p',
        'rollout-top-k',
        'global-batch-size',
        'custom-rm-path',
        'custom-reward-post-process-path',
        'rm-url',
      ],
      ...[
        'advantage-estimator',
        'use-opd',
        'opd-type',
        'opd-kl-coef',
        'opd-teacher-load',
        'use-kl-loss',
        'kl-loss-coef',
        'kl-loss-type',
      ],
      ...[
        'entropy-coef',
        'eps-clip',
        'eps-clip-high',
        'normalize-advantages',
        'optimizer',
        'lr',
        'dump-details',
        'loss-type',
      ],
    ],
    cells: {
      'log-ratio': {
        fit: 'yes',
        set: ([scale = 1]) => ({ 'opd-kl-coef': scale }),
        coded: ([scale = 1]) => policyGradient(scale),
        note: 'advantage -= opd-kl-coef (log p_S - log p_T)',
      },
      'reverse-kl': {
        fit: 'near',
        set: () => ({ 'opd-kl-coef': 1 }),
        coded: () => policyGradient(),
        note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
      },
      'k2-loss': {
        fit: 'near',
        set: () => ({ 'opd-kl-coef': 1 }),
        coded: () => policyGradient(),
        note: 'as the log-ratio in the advantage: the gradient of k2 is that one',
      },
      'group-reward': {
        fit: 'yes',
        set: () => ({
          'opd-type': 'megatron',
          'opd-teacher-load': '$TEACHER_TORCH_DIST',
          'custom-rm-path': 'reward.reward_func',
          'custom-reward-post-process-path': null,
          'rm-url': null,
        }),
        note: 'the reward model’s place is then the verifier’s, so the teacher runs in Megatron: convert it to torch_dist',
      },
      'length-cost': LENGTH_IN_REWARD,
      'larger-teacher': { fit: 'yes', note: 'an SGLang server at --rm-url; its model is started by run.sh' },
      'start-teacher': { fit: 'yes', note: 'the starting checkpoint on the SGLang server' },
      'ratio-clip': {
        fit: 'yes',
        set: ([low = 0.8, high = 1.2]) => ({
          'eps-clip': Number((1 - low).toFixed(6)),
          'eps-clip-high': Number((high - 1).toFixed(6)),
        }),
      },
      'importance-ratio': { fit: 'near', note: 'PPO’s clip stays on; one update a rollout leaves the ratio at 1' },
      coefficient: {
        fit: 'near',
        set: ([value = 1]) => ({ 'opd-kl-coef': value }),
        note: 'of the log-ratio in the advantage',
      },
      sampling: { fit: 'yes', note: 'sampling only' },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ 'n-samples-per-prompt': each }) },
      'mean-over-texts': { fit: 'yes', note: 'Megatron’s default: mean over each text, then over texts' },
      'mean-over-tokens': { fit: 'near', note: 'its default is the mean over texts of means' },
    },
    asksServers: true,
    base: (job) => ({
      'actor-num-nodes': Math.max(1, Math.ceil(job.gpus / 8)),
      'actor-num-gpus-per-node': Math.min(8, job.gpus),
      // Under colocate it must be told where a node has fewer than eight.
      ...(job.gpus < 8 && { 'num-gpus-per-node': job.gpus }),
      colocate: true,
      'hf-checkpoint': job.student,
      'ref-load': '$STUDENT_TORCH_DIST',
      load: '$HERE/checkpoints',
      save: '$HERE/checkpoints',
      'prompt-data': '$HERE/prompts.jsonl',
      'input-key': 'prompt',
      'label-key': 'label',
      'apply-chat-template': true,
      'num-rollout': job.steps,
      'rollout-batch-size': job.problems,
      'n-samples-per-prompt': job.each,
      'rollout-max-response-len': job.maxTokens,
      'rollout-max-prompt-len': job.maxPromptTokens,
      'rollout-temperature': job.temperature,
      'rollout-top-p': job.topP,
      'rollout-top-k': job.topK === 0 ? -1 : job.topK,
      'global-batch-size': job.problems * job.each,
      'custom-rm-path': 'slime.rollout.on_policy_distillation.reward_func',
      'custom-reward-post-process-path': 'slime.rollout.on_policy_distillation.post_process_rewards',
      'rm-url': '$TEACHER_URL',
      'advantage-estimator': 'grpo',
      'use-opd': true,
      'opd-type': 'sglang',
      'opd-kl-coef': 1,
      'entropy-coef': 0,
      optimizer: 'adam',
      lr: job.learningRate,
      'dump-details': '$HERE/details',
    }),
    differs: [
      'the sampled token only: no other divergence has a key',
      'weights are in Megatron’s torch_dist form: convert the student once, STUDENT_TORCH_DIST',
      'dumps are pickles: convert_pickle.py (lab import names it) turns them into JSON lines',
    ],
    row: ({ prompt, answer, source }) => ({
      prompt: [{ role: 'user', content: prompt }],
      label: answer,
      metadata: { source },
    }),
    write: (settings, job) => ({
      // With a reward of one's own the teacher is read by Megatron: the server's scores would come in the reward's place.
      'run.sh': script(
        [
          `${job.name} on slime: SLIME=/path/to/slime STUDENT_TORCH_DIST=/path bash run.sh`,
          settings['opd-type'] === 'megatron'
            ? `TEACHER_TORCH_DIST=/path is ${job.teacher} in torch_dist form, of the student's architecture.`
            : `The teacher first: python3 -m sglang.launch_server --model-path ${job.teacher} --port ${portOf(job.teacherUrl)}`,
          'MODEL_ARGS of the student stand in slime/scripts/models: give them as arguments of this script.',
        ],
        `PYTHONPATH="$HERE:\${PYTHONPATH:-}" python3 train.py`,
        flags(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null)), true).map((word) =>
          word.replace(/'?(\$(?:STUDENT_TORCH_DIST|TEACHER_TORCH_DIST|TEACHER_URL))'?/, '"$1"'),
        ),
        [
          checkout('SLIME', 'THUDM/slime'),
          `: "\${STUDENT_TORCH_DIST:?set STUDENT_TORCH_DIST to the student in torch_dist form}"`,
          settings['opd-type'] === 'megatron'
            ? `: "\${TEACHER_TORCH_DIST:?set TEACHER_TORCH_DIST to the teacher in torch_dist form}"`
            : `TEACHER_URL="\${TEACHER_URL:-${job.teacherUrl.replace(/\/+(?:(?:v1|generate)\/?)?$/, '')}/generate}"`,
        ],
      ),
    }),
    reward: `
async def reward_func(args, sample, **kwargs):
    """slime's --custom-rm-path."""
    return score(sample.response, sample.label, (sample.metadata or {}).get("source", "own"))
`,
  },
]
