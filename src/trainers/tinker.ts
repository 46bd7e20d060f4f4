/** @file tinker-cookbook: the service trains a LoRA adapter; prompts of one's own need a script. */
import { policyGradient } from './coded.ts'
import { python } from './text.ts'
import type { Trainer } from './trainer.ts'

const CONFIG = [
  ...[
    'model_name',
    'renderer_name',
    'lora_rank',
    'learning_rate',
    'max_tokens',
    'kl_penalty_coef',
    'kl_discount_factor',
  ],
  ...[
    'num_substeps',
    'loss_fn',
    'loss_fn_config',
    'compute_post_kl',
    'eval_every',
    'save_every',
    'max_steps',
    'log_path',
  ],
  ...['wandb_project', 'base_url', 'load_checkpoint_path', 'dataset_configs'],
]

export const TINKER: readonly Trainer[] = [
  {
    framework: 'tinker',
    id: 'tinker',
    name: 'tinker-cookbook OPD',
    version: 'main (9dfcc3a)',
    date: '2026-08-19',
    files: [
      'tinker_cookbook/distillation/train_on_policy.py',
      'tinker_cookbook/distillation/datasets.py',
      'tinker_cookbook/recipes/distillation/on_policy_distillation.py',
    ],
    keys: [...CONFIG, 'group_size', 'groups_per_batch', 'teacher_model'],
    cells: {
      'log-ratio': {
        fit: 'yes',
        set: ([scale = 1]) => ({ kl_penalty_coef: scale, kl_discount_factor: 0, loss_fn: 'importance_sampling' }),
        coded: ([scale = 1]) => policyGradient(scale),
      },
      'reverse-kl': {
        fit: 'near',
        set: () => ({ kl_penalty_coef: 1, kl_discount_factor: 0, loss_fn: 'importance_sampling' }),
        coded: () => policyGradient(),
        note: 'the sampled token alone, as a reward: the same gradient in expectation, with more noise',
      },
      'discounted-return': {
        fit: 'near',
        set: ([discount = 1]) => ({ kl_penalty_coef: 1, kl_discount_factor: discount, loss_fn: 'importance_sampling' }),
        note: 'the return is not divided by the remaining length',
      },
      'larger-teacher': { fit: 'yes', set: (_, job) => ({ teacher_model: job.teacher }) },
      'start-teacher': { fit: 'yes', set: (_, job) => ({ teacher_model: job.student }), note: 'the base model' },
      'importance-ratio': { fit: 'yes' },
      'ratio-clip': {
        fit: 'near',
        set: () => ({ loss_fn: 'ppo' }),
        note: 'the service’s own limits, unless loss_fn_config gives others',
      },
      'max-tokens': { fit: 'yes' },
      group: { fit: 'yes', set: ([each = 1]) => ({ group_size: each }) },
      'sum-over-tokens': { fit: 'yes', note: 'a sum of ratio times advantage' },
      'mean-over-tokens': { fit: 'near', note: 'there it is a sum: the learning rate means another size of step' },
    },
    base: (job) => ({
      model_name: job.student,
      lora_rank: 128,
      learning_rate: job.learningRate,
      max_tokens: job.maxTokens,
      num_substeps: 1,
      loss_fn: 'importance_sampling',
      loss_fn_config: null,
      kl_penalty_coef: 1,
      kl_discount_factor: 0,
      compute_post_kl: false,
      eval_every: 0,
      save_every: 20,
      max_steps: job.steps,
      log_path: `/tmp/${job.name}`,
      group_size: job.each,
      groups_per_batch: job.problems,
    }),
    differs: [
      'the service trains a LoRA adapter of rank 128, not all weights',
      'no key takes prompts of one’s own, so train.py brings its own dataset builder',
      'no top-p; metrics.jsonl can be read by lab import, but no text or log-prob is written',
      'a privileged context has a recipe of its own there (recipes.sdft.train), for two named data sets only',
    ],
    row: ({ prompt, answer }) => ({ prompt, answer }),
    write: (settings, job) => {
      const { group_size, groups_per_batch, teacher_model, ...config } = settings
      return {
        'train.py': `"""${job.name} on tinker: TINKER_API_KEY=... python train.py"""
import asyncio
import json
from pathlib import Path

import chz
from tinker_cookbook import checkpoint_utils, renderers
from tinker_cookbook.distillation import train_on_policy
from tinker_cookbook.distillation.datasets import DistillationDatasetConfig, PromptOnlyDataset, TeacherConfig
from tinker_cookbook.rl.types import RLDatasetBuilder
from tinker_cookbook.tokenizer_utils import get_tokenizer

HERE = Path(__file__).resolve().parent
GROUP_SIZE = ${python(group_size ?? 1)}
GROUPS_PER_BATCH = ${python(groups_per_batch ?? 1)}
TEACHER_MODEL = ${python(teacher_model ?? job.teacher)}
CONFIG = dict(
${Object.entries(config)
  .map(([key, value]) => `    ${key}=${python(value)},`)
  .join('\n')}
)


@chz.chz
class OwnPrompts(RLDatasetBuilder):
    """prompts.jsonl beside this file, again and again."""

    renderer_name: str

    async def __call__(self):
        tokenizer = get_tokenizer(CONFIG["model_name"])
        lines = (HERE / "prompts.jsonl").read_text(encoding="utf-8").splitlines()
        prompts = [json.loads(line)["prompt"] for line in lines if line.strip()]
        needed = GROUPS_PER_BATCH * CONFIG["max_steps"]
        prompts = [prompts[i % len(prompts)] for i in range(needed)]
        dataset = PromptOnlyDataset(
            prompts=prompts,
            batch_size=GROUPS_PER_BATCH,
            group_size=GROUP_SIZE,
            renderer=renderers.get_renderer(self.renderer_name, tokenizer=tokenizer),
            tokenizer=tokenizer,
            max_prompt_tokens=${job.maxPromptTokens},
            dataset_name="opd",
        )
        return dataset, None


async def main():
    renderer_name = await checkpoint_utils.resolve_renderer_name_from_checkpoint_or_default_async(
        model_name=CONFIG["model_name"], explicit_renderer_name=None, load_checkpoint_path=None, base_url=None
    )
    dataset = DistillationDatasetConfig(
        dataset_builder=OwnPrompts(renderer_name=renderer_name),
        teacher_config=TeacherConfig(base_model=TEACHER_MODEL, load_checkpoint_path=None),
        groups_per_batch=GROUPS_PER_BATCH,
    )
    # Later versions of the cookbook want a name of the recipe.
    named = {"recipe_name": "opd"} if "recipe_name" in train_on_policy.Config.__annotations__ else {}
    config = train_on_policy.Config(dataset_configs=[dataset], renderer_name=renderer_name, **named, **CONFIG)
    await train_on_policy.main(config)


if __name__ == "__main__":
    asyncio.run(main())
`,
      }
    },
  },
]
