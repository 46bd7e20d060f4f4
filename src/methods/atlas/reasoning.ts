/** @file The atlas: works on reasoning that the list leaves out. */
import { type AtlasEntry, outsideOf } from './entry.ts'

const section = 'Reasoning OPD'
const outside = outsideOf(section)

export const REASONING: readonly AtlasEntry[] = [
  {
    id: 'opd-avmp',
    name: 'OPD for AV motion planning',
    aliases: [],
    kind: 'method',
    section,
    alsoIn: [],
    arxiv: '2604.07944',
    paper: null,
    code: null,
    date: '2026.04',
    about: [
      "A small model plans a car's way as text, and a large planner grades every token of the plan.",
      'It is plain generalised distillation on an unusual kind of text.',
    ],
    teacher: ['larger'],
    signal: ['distribution'],
    consumption: ['all'],
    slot: ['compression'],
    granularity: ['token'],
    c1: 'yes',
    c2: 'yes',
    parts: ['T.larger', 'D.jsd'],
    optional: [],
    fit: 'other-world',
  },
  outside('excluded', 'x-r1-sft', 'SFT distillation from R1 (group)', 'c1', 'qwen3', [
    'Small models tuned on solutions that a large reasoning model wrote.',
    "Such texts are a good first phase; a second one with own texts and the teacher's logits makes it on-policy.",
  ]),
  outside('excluded', 'x-skywork-or1', 'Skywork-OR1', 'c2', 'kdrl', [
    'Long-run reinforcement of a reasoning model with a verifier as its only voice.',
    "Add a teacher's log-ratio to the reward.",
  ]),
  outside('excluded', 'x-simplerl-zoo', 'SimpleRL-Zoo', 'c2', 'kdrl', [
    'Reinforcement from base models of many families with a rule as reward.',
    'A rule says right or wrong for a whole text; a teacher would say it token by token.',
  ]),
  outside('excluded', 'x-time-r1', 'Time-R1', 'c2', 'rlsd', [
    'Reinforcement for reasoning about time, in stages of rewards.',
    'Showing the answer to the model itself would turn the reward into advice for each token.',
  ]),
  outside('excluded', 'x-analysis-only', 'Analysis-only reasoning papers (group)', 'both', 'why-sd-degrades', [
    "Studies of reasoning that train nothing on the student's texts with a teacher.",
    'The one analysis of this kind that trains is in the list with a recipe.',
  ]),
]
