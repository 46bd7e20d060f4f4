/** @file The atlas: what the list only mentions. */
import { type AtlasEntry, outsideOf } from './entry.ts'

const section = 'Mentions'
const outside = outsideOf(section)

export const MENTIONS: readonly AtlasEntry[] = [
  outside('mention', 'm-star', 'STaR', 'c2', 'apple-ssd', [
    'Keeps own solutions that were right and imitates them, round by round.',
    'The list mentions it to compare with SSD, which does not check.',
  ]),
  outside('mention', 'm-rft-grpo-baselines', 'RFT, GRPO, PPO, DPO, RLVR', 'c2', 'kdrl', [
    'The plain algorithms against which the field measures: filtered imitation, group-relative and proximal reward, preferences.',
    'Each is a term that recipes here can use.',
  ]),
  outside('mention', 'm-avril', 'AVRIL', 'both', 'x-kd', [
    'Learns a reward and a policy at once from demonstrations.',
    'X-KD takes its inference from here.',
  ]),
  outside('mention', 'm-gpt-driver', 'GPT-Driver', 'both', 'opd-avmp', [
    'A planner that writes waypoints as text.',
    'The plan distillation of the list begins from it.',
  ]),
  outside('mention', 'm-sandboxfusion', 'SandboxFusion', 'both', 'open-agentrl', [
    'A place where code is run and judged.',
    'Open-AgentRL uses it; it trains nothing.',
  ]),
  outside('mention', 'm-kwaienv-tree-mcla', 'Tree Training, MCLA, KwaiEnv', 'both', 'kat-coder-v2', [
    'System parts of a production report: environments, trees of turns, and their accounting.',
    'The report that they serve is in the list.',
  ]),
  outside('mention', 'm-nemo-aligner', 'NeMo-Aligner', 'both', 'nemo-rl', [
    'The archived predecessor of NeMo-RL.',
    'What it could do is found there.',
  ]),
  outside('mention', 'm-curators-picks', "Curator's picks table", 'both', 'thinking-machines-opd', [
    "A reading order by the list's curator.",
    'One row of it is known: the blog post on on-policy distillation.',
  ]),
]
