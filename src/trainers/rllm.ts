/** @file rLLM: a workflow hands the teacher's log-ratios over as precomputed advantages, in Python. */
import { policyGradient } from './coded.ts'
import { overrides, script } from './text.ts'
import type { Trainer } from './trainer.ts'

export const RLLM: readonly Trainer[] = [
  {
    framework: 'rllm',
    id: 'rllm',
    name: 'rLLM',
    version: 'main (9beb6e0)',
    date: '2026-08-15',
    files: [
      'rllm/trainer/distill/advantage.py',
      'rllm/workflows/distillation_workflow.py',
      'rllm/trainer/config/',
      'examples/math_distill/',
    ],
    keys: [
      ...['rllm/backend', 'validation.group_size'],
      ...['rllm.algorithm.use_precomputed_advantage', 'rllm.algorithm.loss_fn', 'model.name', 'model.lora_rank'],
      ...['training.group_size', 'training.learning_rate', 'training.max_length', 'training.default_local_dir'],
      ...['data.train_batch_size', 'data.max_prompt_length', 'data.max_response_length', 'rllm.rollout.n'],
      ...['rllm.rollout.train.temperature', 'rllm.rollout.train.top_p', 'rllm.rollout.train.max_tokens'],
      ...[
        'rllm.trainer.total_epochs',
        'rllm.trainer.total_batches',
        'rllm.trainer.project_name',
        'rllm.trainer.experiment_name',
        'rllm.episode_logging.log_episodes',
      ],
    ],
    cells: {
      'log-ratio': {
        fit: 'code',
        coded: () => policyGradient(),
        note: 'the workflow’s advantage; its coefficient is 1',
      },
      'reverse-kl': {
        fit: 'near',
        coded: () => policyGradient(),
        note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
      },
      'larger-teacher': { fit: 'code', note: 'teacher_engine, in train.py' },
      'start-teacher': { fit: 'code', note: 'teacher_engine with the student’s base model, in train.py' },
      'importance-ratio': { fit: 'yes', set: () => ({ 'rllm.algorithm.loss_fn': 'importance_sampling' }) },
      sampling: { fit: 'near', note: 'temperature and top-p; there is no top-k' },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ 'training.group_size': each, 'rllm.rollout.n': each }) },
      'sum-over-tokens': { fit: 'yes', note: 'a sum of ratio times advantage' },
      'mean-over-tokens': { fit: 'near', note: 'there it is a sum: the learning rate means another size of step' },
    },
    base: (job) => ({
      // A group of configurations, not a key: model, training and validation stand in that backend's own file.
      'rllm/backend': 'tinker',
      'model.name': job.student,
      'model.lora_rank': 32,
      'rllm.algorithm.use_precomputed_advantage': true,
      'rllm.algorithm.loss_fn': 'importance_sampling',
      'training.group_size': job.each,
      // Left open there ("???"), as training.group_size is.
      'validation.group_size': 1,
      'training.learning_rate': job.learningRate,
      'training.max_length': job.maxPromptTokens + job.maxTokens,
      'data.train_batch_size': job.problems,
      'data.max_prompt_length': job.maxPromptTokens,
      'data.max_response_length': job.maxTokens,
      'rllm.rollout.n': job.each,
      'rllm.rollout.train.temperature': job.temperature,
      'rllm.rollout.train.top_p': job.topP,
      'rllm.rollout.train.max_tokens': job.maxTokens,
      'rllm.trainer.total_epochs': job.epochs,
      'rllm.trainer.total_batches': job.steps,
      'rllm.trainer.project_name': 'opd',
      'rllm.trainer.experiment_name': job.name,
      'rllm.episode_logging.log_episodes': true,
    }),
    differs: [
      'the backend is tinker: a LoRA adapter, trained by the service',
      'kl_penalty_coef, kl_discount_factor and teacher_prompt_fn exist in the code, but the workflow does not pass them',
      'episodes (texts and rewards) can be read by lab import; no log-probs',
    ],
    row: ({ prompt, answer, source }) => ({ question: prompt, ground_truth: answer, data_source: source }),
    write: (settings, job) => ({
      'run.sh': script(
        [`${job.name} on rLLM: TINKER_API_KEY=... bash run.sh`],
        'python "$HERE/train.py"',
        overrides(settings),
      ),
      'train.py': `"""${job.name} on rLLM, started by run.sh, which gives the keys."""
import json
from pathlib import Path

import hydra
import tinker
from rllm.data.dataset import DatasetRegistry
from rllm.engine.rollout.tinker_engine import TinkerEngine
from rllm.trainer import AgentTrainer
from rllm.workflows.distillation_workflow import DistillationWorkflow
from transformers import AutoTokenizer

from reward import reward_function

HERE = Path(__file__).resolve().parent
TEACHER = ${JSON.stringify(job.teacher)}
LIMIT = None  # a number clips the advantage on both sides; the trainer's own example has 5


@hydra.main(config_path="pkg://rllm.trainer.config", config_name="unified", version_base=None)
def main(config):
    lines = (HERE / "prompts.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    dataset = DatasetRegistry.register_dataset("opd_prompts", rows, "train")
    client = tinker.ServiceClient()
    teacher = TinkerEngine(
        model_name=TEACHER,
        tokenizer=AutoTokenizer.from_pretrained(TEACHER),
        service_client=client,
        sampling_client=client.create_sampling_client(base_model=TEACHER),
        bypass_render_with_parser=True,
    )
    trainer = AgentTrainer(
        workflow_class=DistillationWorkflow,
        workflow_args={
            "reward_function": reward_function,
            "teacher_engine": teacher,
            "shared_tokenizer": True,
            "clip_min": None if LIMIT is None else -LIMIT,
            "clip_max": LIMIT,
        },
        config=config,
        train_dataset=dataset,
        val_dataset=dataset,
        backend="tinker",
    )
    trainer.train()


if __name__ == "__main__":
    main()
`,
    }),
    reward: `
def reward_function(task, action, **kwargs):
    """rLLM's reward function; pure distillation logs it and does not learn from it."""
    return score(str(action), task.get("ground_truth", ""), task.get("data_source", "own"))
`,
    alwaysRewards: true,
  },
]
