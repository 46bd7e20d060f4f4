/** @file inclusionAI AReaL: its pure distillation is a policy gradient; its joint loss is refused. */
import { policyGradient } from './coded.ts'
import { yaml } from './text.ts'
import type { Job, Trainer } from './trainer.ts'

const share = ({ gpus }: Job, part: number): number => Math.max(1, Math.floor(gpus / part))

export const AREAL: readonly Trainer[] = [
  {
    framework: 'areal',
    id: 'areal',
    name: 'AReaL',
    version: 'main (4aef98d)',
    date: '2026-05-21',
    files: ['areal/api/cli_args.py', 'areal/trainer/ppo/actor.py', 'examples/distillation/gsm8k_grpo_distill.yaml'],
    keys: [
      ...['experiment_name', 'trial_name', 'seed', 'total_train_epochs', 'tokenizer_path', 'scheduler.type'],
      ...[
        'cluster.n_nodes',
        'cluster.n_gpus_per_node',
        'cluster.fileroot',
        'cluster.name_resolve.type',
        'cluster.name_resolve.nfs_record_root',
      ],
      ...[
        'path',
        'backend',
        'dtype',
        'optimizer.lr',
        'optimizer.type',
        'eps_clip',
        'kl_ctl',
        'ppo_n_minibatches',
        'use_decoupled_loss',
        'recompute_logprob',
        'temperature',
        'gradient_checkpointing',
        'experiment_name',
        'trial_name',
        'mb_spec.max_tokens_per_mb',
      ].map((key) => `actor.${key}`),
      ...['n_samples', 'max_new_tokens', 'temperature', 'top_p', 'top_k', 'greedy'].map((key) => `gconfig.${key}`),
      ...[
        'backend',
        'max_concurrent_rollouts',
        'max_head_offpolicyness',
        'dump_to_file',
        'fileroot',
        'tokenizer_path',
        'experiment_name',
        'trial_name',
      ].map((key) => `rollout.${key}`),
      ...['path', 'type', 'batch_size', 'max_length'].map((key) => `train_dataset.${key}`),
      ...[
        'path',
        'backend',
        'dtype',
        'optimizer',
        'rl_loss_weight',
        'distill_loss_weight',
        'experiment_name',
        'trial_name',
        'mb_spec.max_tokens_per_mb',
      ].map((key) => `teacher.${key}`),
    ],
    cells: {
      'log-ratio': {
        fit: 'yes',
        set: ([scale = 1]) => ({ 'teacher.rl_loss_weight': 0, 'teacher.distill_loss_weight': scale }),
        coded: ([scale = 1]) => policyGradient(scale),
        note: 'rl_loss_weight 0 is the one mode in which the teacher has a gradient',
      },
      'reverse-kl': {
        fit: 'near',
        set: () => ({ 'teacher.rl_loss_weight': 0, 'teacher.distill_loss_weight': 1 }),
        coded: () => policyGradient(),
        note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
      },
      'larger-teacher': { fit: 'yes', set: (_, job) => ({ 'teacher.path': job.teacher }) },
      'start-teacher': { fit: 'yes', set: (_, job) => ({ 'teacher.path': job.student }) },
      'importance-ratio': { fit: 'yes' },
      sampling: { fit: 'yes', note: 'sampling; actor.temperature follows it' },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ 'gconfig.n_samples': each }) },
      'mean-over-tokens': { fit: 'yes' },
    },
    refuses: (asked) =>
      asked.some(({ part }) => part === 'group-reward' || part === 'k1-loss')
        ? 'its joint loss adds log p_S - log p_T as a loss, whose gradient does not depend on the teacher'
        : null,
    base: (job) => ({
      experiment_name: job.name,
      trial_name: 'trial0',
      seed: job.seed,
      total_train_epochs: job.epochs,
      tokenizer_path: job.student,
      'scheduler.type': 'local',
      'cluster.n_nodes': Math.max(1, Math.ceil(job.gpus / 8)),
      'cluster.n_gpus_per_node': Math.min(8, job.gpus),
      'cluster.fileroot': '/tmp/areal/experiments',
      'cluster.name_resolve.type': 'nfs',
      'cluster.name_resolve.nfs_record_root': '/tmp/areal/name_resolve',
      'actor.experiment_name': job.name,
      'actor.trial_name': 'trial0',
      'actor.path': job.student,
      'actor.backend': `fsdp:d${share(job, 4)}p1t1`,
      'actor.dtype': 'bfloat16',
      'actor.gradient_checkpointing': true,
      'actor.optimizer.type': 'adam',
      'actor.optimizer.lr': job.learningRate,
      'actor.mb_spec.max_tokens_per_mb': Math.max(10240, job.maxPromptTokens + job.maxTokens),
      'actor.kl_ctl': 0,
      'actor.ppo_n_minibatches': 1,
      'actor.recompute_logprob': true,
      'actor.use_decoupled_loss': false,
      'actor.temperature': job.temperature,
      'gconfig.n_samples': job.each,
      'gconfig.max_new_tokens': job.maxTokens,
      'gconfig.temperature': job.temperature,
      'gconfig.top_p': job.topP,
      ...(job.topK > 0 && { 'gconfig.top_k': job.topK }),
      'gconfig.greedy': false,
      'rollout.experiment_name': job.name,
      'rollout.trial_name': 'trial0',
      'rollout.backend': `vllm:d${share(job, 2)}p1t1`,
      'rollout.max_concurrent_rollouts': 256,
      'rollout.max_head_offpolicyness': 0,
      'rollout.dump_to_file': true,
      'rollout.fileroot': '/tmp/areal/experiments',
      'rollout.tokenizer_path': job.student,
      'train_dataset.path': 'prompts.jsonl',
      'train_dataset.type': 'rl',
      'train_dataset.batch_size': job.problems,
      'train_dataset.max_length': job.maxPromptTokens,
      'teacher.experiment_name': job.name,
      'teacher.trial_name': 'trial0',
      'teacher.backend': `fsdp:d${share(job, 4)}p1t1`,
      'teacher.dtype': 'bfloat16',
      'teacher.optimizer': null,
      'teacher.mb_spec.max_tokens_per_mb': Math.max(10240, job.maxPromptTokens + job.maxTokens),
      'teacher.rl_loss_weight': 0,
      'teacher.distill_loss_weight': 1,
    }),
    differs: [
      'training, rollouts and teacher have GPUs of their own: a quarter, a half and a quarter of them, one each at least',
      'the joint loss (rl_loss_weight other than 0) has no teacher gradient, so reward and teacher together are refused',
      'eps_clip and rejection sampling act on the reward’s loss only, not on the distillation term',
      'data sets are known by name: train.py hands over prompts.jsonl itself',
      'rollout.dump_to_file writes one JSONL a task, which lab import reads; no log-probs',
    ],
    row: ({ prompt, answer, source }) => ({ messages: [{ role: 'user', content: prompt }], answer, source }),
    write: (settings, job) => ({
      'config.yaml': yaml(settings),
      'train.py': `"""${job.name} on AReaL: python3 train.py --config config.yaml"""
import sys
from pathlib import Path

from areal import PPOTrainer
from areal.api.cli_args import GRPOConfig, load_expr_config
from datasets import load_dataset

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def main(args):
    config, _ = load_expr_config(args, GRPOConfig)
    prompts = load_dataset("json", data_files=str(HERE / "prompts.jsonl"), split="train")
    with PPOTrainer(config, train_dataset=prompts, valid_dataset=prompts) as trainer:
        trainer.train(
            workflow="areal.workflow.rlvr.RLVRWorkflow",
            workflow_kwargs=dict(
                reward_fn="reward.reward_fn",
                gconfig=config.gconfig,
                tokenizer=config.tokenizer_path,
                enable_thinking=False,
            ),
        )


if __name__ == "__main__":
    main(sys.argv[1:])
`,
    }),
    reward: `
def reward_fn(prompt, completions, prompt_ids, completion_ids, answer, source="own", **kwargs):
    """AReaL's reward of one completion; pure distillation logs it and does not learn from it."""
    return score(completions, answer, source)
`,
    alwaysRewards: true,
  },
]
