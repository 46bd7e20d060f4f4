/** @file The atlas: another stage of the student. */
import type { AtlasEntry } from './entry.ts'

const section = 'Iterative Self-Bootstrapping'

export const BOOTSTRAPPING: readonly AtlasEntry[] = [
  {
    id: 'spin',
    name: 'SPIN',
    aliases: [],
    kind: 'method',
    section,
    alsoIn: [],
    arxiv: '2401.01335',
    paper: null,
    code: 'uclaml/SPIN',
    date: '2024.01',
    about: [
      "Learns to prefer the data set's answers to those that its own last round wrote.",
      'It stops where the two can no longer be told apart.',
    ],
    teacher: ['earlier-self'],
    signal: ['preference'],
    consumption: ['all', 'negatives'],
    slot: ['mid'],
    granularity: ['sequence'],
    c1: 'yes',
    c2: 'no',
    parts: ['T.ckpt', 'D.dpo', 'R.snap', 'S.round'],
    optional: [],
    fit: 'exact',
  },
  {
    id: 'rstar',
    name: 'rStar / rStar-Math / rStar2-Agent',
    aliases: [],
    kind: 'method',
    section,
    alsoIn: [],
    arxiv: '2501.04519',
    paper: null,
    code: 'microsoft/rStar',
    date: '2025.01',
    about: [
      'Searches over reasoning steps, trains a process preference model on what the search found, and repeats.',
      'Later versions use reinforcement with tools instead of the search.',
    ],
    teacher: ['earlier-self', 'judge'],
    signal: ['text'],
    consumption: ['selected'],
    slot: ['mid', 'rl-replacement'],
    granularity: ['step'],
    c1: 'yes',
    c2: 'no',
    parts: ['T.ckpt', 'T.scorer', 'D.ce', 'R.mcts', 'W.outcome', 'X.verify', 'S.round', 'A.head'],
    optional: [],
    fit: 'other-world',
  },
]
