/**
 * @file OPSD: the teacher is the student itself, told something that the student does not know. What differs is what it is
 * told, how the gap is measured and which of its own texts the student learns from.
 */

import type { OtherTaughtRecipe, Recipe, SelfTaughtRecipe, UntaughtRecipe } from '../recipe/recipe.ts'
import { student } from '../recipe/rollouts.ts'

/** A teacher with the student's live weights, or near them, moves along: at the default rate the two run away together. */
const CALM = 5e-5

const opsd: OtherTaughtRecipe = {
  id: 'opsd',
  name: 'OPSD',
  description: 'The starting weights, shown the worked solution, grade every token that the student writes without it.',
  source: 'Self-Distilled Reasoner, arXiv:2601.18734; code siyan-zhao/OPSD',
  teacher: { kind: 'start' },
  context: { kinds: ['trace'] },
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, decoding: { temperature: 1.1, topK: 20, topP: 0.95 } }] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'jsd', beta: 0.5 },
          temperature: 1.1,
          entryClip: 0.05,
          on: ['student'],
        },
      ],
    },
  ],
  note:
    "The scripts' beta of 0.5 with the newer clip of 0.05, which cuts each vocabulary entry from above and leaves what it " +
    'cuts without gradient: tried here, JSD still teaches under it, while forward (beta 0) and reverse KL (beta 1) lose ' +
    'what the student could do.',
}

const sdft: OtherTaughtRecipe = {
  id: 'sdft-continual',
  name: 'SDFT',
  description: 'A slow average of the student, shown a worked example, teaches the student that has seen none.',
  source: 'Self-distillation for continual learning, arXiv:2601.19897; trainer TRL SDFTTrainer',
  teacher: { kind: 'ema', decay: 0.95 },
  context: { kinds: ['demo'] },
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          support: { topK: 100, of: 'student', rest: 'renormalise' },
          weights: [{ kind: 'importance', most: 2 }],
          on: ['student'],
        },
      ],
    },
  ],
  note: "The paper's reverse KL in TRL's form: the student's 100 likeliest tokens, mean over tokens, importance clipped at 2.",
}

const opcd: OtherTaughtRecipe = {
  id: 'opcd',
  name: 'OPCD',
  description: 'The starting weights keep a list of rules in their prompt; the student learns to do without the list.',
  source: 'On-policy context distillation, arXiv:2602.12275; code microsoft/LMOps',
  teacher: { kind: 'start' },
  context: { kinds: ['skill'], plays: 'knowledge' },
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'], per: 'texts' }],
    },
  ],
  note: "The world's skill text stands for the system prompt or the notes that the paper distils.",
}

const gates: SelfTaughtRecipe = {
  id: 'gates',
  name: 'GATES',
  description:
    'A tutor that reads the document answers four times; only where the answers agree does the student learn.',
  source: 'Consensus-gated self-distillation, arXiv:2602.20574',
  world: 'ledger',
  teacher: { kind: 'self' },
  context: { kinds: ['document'] },
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          { id: 'student', writer: 'student', each: 4 },
          { id: 'tutor', writer: 'teacher', each: 4 },
        ],
      },
      loss: [
        {
          kind: 'cross-entropy',
          on: ['tutor'],
          weights: [{ kind: 'consensus', draw: 'tutor', share: 0.5, texts: 'agreeing' }],
          per: 'kept',
        },
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          shape: { clip: 1 },
          surrogate: { kind: 'none' },
          weights: [{ kind: 'consensus', draw: 'tutor', share: 0.5, texts: 'all' }],
          per: 'kept',
        },
      ],
    },
  ],
  note:
    'Four tutors in place of eight; that the two parts weigh 1 each, half of the tutors must agree and the advantage is ' +
    'held within 1 are our choices; the extra consensus reward and KL term are left out.',
}

const crisp: OtherTaughtRecipe = {
  id: 'crisp-opsdc',
  name: 'CRISP',
  description: 'The student as it was a few steps ago, told to be brief, teaches the student to be brief unasked.',
  source: 'CRISP (first called OPSDC), arXiv:2603.05433; code HJSang/CRISP_Reasoning_Compression',
  teacher: { kind: 'snapshot', every: 50 },
  context: { kinds: ['concise'] },
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'], per: 'sum' }],
    },
  ],
}

const whyDegrades: SelfTaughtRecipe = {
  id: 'why-sd-degrades',
  name: 'Why self-distillation degrades',
  description: 'How much the teacher is told is the variable; here it knows both the answer and the whole solution.',
  source: 'Analysis, arXiv:2603.24472; code beanie00/self-distillation-analysis',
  teacher: { kind: 'self' },
  context: { kinds: ['answer', 'trace'] },
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'The rich side of the comparison: take the trace out of the context for the thin one, and race the two.',
}

const appleSsd: UntaughtRecipe = {
  id: 'apple-ssd',
  name: 'SSD',
  description:
    'The student is fine-tuned on its own first texts, sampled hot and cut to ten candidates, right or wrong.',
  source: 'Embarrassingly simple self-distillation, arXiv:2604.01193; code apple/ml-ssd',
  teacher: null,
  context: null,
  phases: [
    {
      until: 1,
      rollouts: {
        draws: [
          {
            id: 'own',
            writer: 'start',
            each: 1,
            decoding: { temperature: 2, topK: 10 },
            store: { kind: 'once', problems: 256 },
          },
        ],
      },
      loss: [{ kind: 'cross-entropy', on: ['own'] }],
    },
  ],
  note: 'Temperature 2 and top 10 are one of the settings of the paper, which tunes them for each model.',
}

const opsdl: SelfTaughtRecipe = {
  id: 'opsdl',
  name: 'OPSDL',
  description: 'The student reads the long problem, its teacher the same problem without the distractions.',
  source: 'OPSD for long contexts, arXiv:2604.17535',
  world: 'tally',
  teacher: { kind: 'self' },
  context: { kinds: ['short-context'] },
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'policy-gradient',
          on: ['student'],
          advantage: [{ kind: 'log-ratio' }],
          surrogate: { kind: 'none' },
        },
      ],
    },
  ],
  note: 'The teacher reads the short text beside the long one, not in its place.',
}

const msd: SelfTaughtRecipe = {
  id: 'msd',
  name: 'MSD',
  description:
    'Problems in Swahili: the teacher also reads them in English, and counts most where it hesitates and the student errs.',
  source: 'Multilingual safety self-distillation, arXiv:2605.02971',
  world: 'tally-sw',
  teacher: { kind: 'self' },
  context: { kinds: ['translation'] },
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'divergence',
          divergence: { id: 'reverse-kl' },
          on: ['student'],
          weights: [{ kind: 'safety', topK: 20 }],
          per: 'texts',
        },
      ],
    },
  ],
  note: 'The on-policy variant, on arithmetic in place of safety; the 20 candidates of the entropy are our choice.',
}

const copsd: OtherTaughtRecipe = {
  id: 'copsd',
  name: 'COPSD',
  description:
    'Problems in Swahili: the starting weights teach, with the English text and the worked solution before them.',
  source: 'Crosslingual OPSD, arXiv:2605.09548; code cisnlp/COPSD',
  world: 'tally-sw',
  teacher: { kind: 'start' },
  context: { kinds: ['translation', 'trace'] },
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ ...student, decoding: { temperature: 1.1, topK: 20, topP: 0.95 } }] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: "Sources differ on the direction: reverse KL here; the authors' script sets forward KL with OPSD's clip of 0.05.",
}

const codeEditing: SelfTaughtRecipe = {
  id: 'code-editing',
  name: 'CODE',
  description: 'New facts, explained by a document: first imitate right answers given with it, then distil without it.',
  source: 'Causal editing by OPSD, arXiv:2605.28303; code CrashBugger/CODE',
  world: 'ledger',
  teacher: { kind: 'self' },
  context: { kinds: ['document'], plays: 'narrative' },
  learningRate: CALM,
  phases: [
    {
      name: 'SFT',
      until: 0.3,
      rollouts: { draws: [{ id: 'informed', writer: 'teacher', each: 1, keep: 'right' }] },
      loss: [{ kind: 'cross-entropy', on: ['informed'] }],
    },
    {
      name: 'distil',
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'forward-kl' }, on: ['student'] }],
    },
  ],
  note: "The ledger's document stands for the causal story of an edit; the first 30 % of the run for its short first stage.",
}

const sdZero: OtherTaughtRecipe = {
  id: 'sd-zero',
  name: 'SD-Zero',
  description:
    'First learn to mend answers that are marked right or wrong; then the mender, shown each answer and its mark, teaches.',
  source: 'Self-revision as a teacher, arXiv:2604.12002',
  teacher: { kind: 'kept', model: 'reviser' },
  context: { kinds: ['revise'] },
  phases: [
    {
      name: 'revise',
      until: 0.4,
      keeps: 'reviser',
      rollouts: {
        draws: [
          { id: 'own', writer: 'student', each: 2 },
          {
            id: 'revised',
            writer: 'student',
            each: 2,
            context: { kinds: ['revise'] },
            after: 'own',
            behind: 'context',
            keep: 'right',
          },
        ],
      },
      loss: [
        { kind: 'cross-entropy', on: ['revised'] },
        { kind: 'cross-entropy', on: ['own'], weights: [{ kind: 'outcome', keep: 'right' }], per: 'kept' },
      ],
    },
    {
      name: 'distil',
      until: 1,
      rollouts: { draws: [student] },
      loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
    },
  ],
  note: 'One round. The first phase repeats right revisions behind attempt and mark, and right answers behind the question alone.',
}

const sgsd: OtherTaughtRecipe = {
  id: 'sgsd',
  name: 'SGSD (skill-conditioned gated self-distillation)',
  description:
    'Two copies of the student judge each text, one with the skill, one with its mistakes in view; outcomes set the sign.',
  source: 'Skill-conditioned gated self-distillation, arXiv:2605.28791; code walawalagoose/SGSD',
  teacher: { kind: 'panel', contexts: ['skill', 'memory'] },
  context: null,
  learningRate: CALM,
  phases: [
    {
      until: 1,
      rollouts: { draws: [student] },
      loss: [
        {
          kind: 'bounded-gap',
          tau: 1,
          on: ['student'],
          weights: [{ kind: 'polarity', clip: 3, threshold: 0.05 }, { kind: 'no-special' }],
          per: 'texts-counted',
        },
      ],
    },
  ],
  note:
    "The world's note on the skill and its tips on the slips of this attempt stand for pairs from a bank; with two that are " +
    'always at hand nothing is retrieved, and both weigh the same.',
}

export const PRIVILEGED: readonly Recipe[] = [
  opsd,
  sdft,
  opcd,
  gates,
  crisp,
  whyDegrades,
  appleSsd,
  opsdl,
  msd,
  copsd,
  codeEditing,
  sdZero,
  sgsd,
]
