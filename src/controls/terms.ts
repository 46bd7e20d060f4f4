/**
 * @file The words of ours that a visitor meets, each with what it means in one line: the glossary's sheet is drawn from them, and the
 * table in docs/glossary.md is written from them (`npm run docs:tables`). Words that only the code uses stand in that page alone.
 */
import { mark } from '../i18n/words.ts'

/** What one word means. */
export interface TermEntry {
  readonly name: string
  /** One line, with symbols as `MathText` sets them. */
  readonly meaning: string
  readonly group: TermGroup
  /** Which type carries it: its name and its file below `src`. Absent where a term is not one thing of the code. */
  readonly type?: readonly [name: string, file: string]
}

/** In the order of the sheet. */
export const TERM_GROUPS = {
  idea: mark('The idea'),
  writing: mark('Writing'),
  reading: mark('Reading along'),
  measuring: mark('Measuring'),
  training: mark('Training'),
  page: mark('On this page'),
} as const
export type TermGroup = keyof typeof TERM_GROUPS

const terms = <K extends string>(table: Readonly<Record<K, TermEntry>>): Readonly<Record<K, TermEntry>> => table

export const TERMS = terms({
  opd: {
    group: 'idea',
    name: mark('OPD, on-policy distillation'),
    meaning: mark(
      'The student writes, a teacher scores every token of that very text, and the student learns from the scores: C1 and C2 together.',
    ),
    type: ['Judgement', 'methods/judge.ts'],
  },
  c1: {
    group: 'idea',
    name: mark('C1'),
    meaning: mark('First condition of OPD: the student itself samples the texts that it learns from.'),
  },
  c2: {
    group: 'idea',
    name: mark('C2'),
    meaning: mark(
      'Second condition of OPD: a teacher supervises those texts token by token, not with one score at the end.',
    ),
  },
  opsd: {
    group: 'idea',
    name: mark('OPSD, on-policy self-distillation'),
    meaning: mark('OPD in which the teacher is the student itself, told something more.'),
    type: ['SelfTeacher', 'methods/teachers.ts'],
  },
  student: {
    group: 'idea',
    name: mark('student'),
    meaning: mark('The model that writes, and learns. Its probabilities are p_S.'),
    type: ['ModelInfo', 'engine/types.ts'],
  },
  teacher: {
    group: 'idea',
    name: mark('teacher'),
    meaning: mark(
      'The model that reads the student’s tokens and has a probability for each. Its probabilities are p_T. It may be the same model.',
    ),
    type: ['Teacher', 'methods/teachers.ts'],
  },
  'off-policy': {
    group: 'idea',
    name: mark('off-policy'),
    meaning: mark('Learning from texts that somebody else wrote, or that the student wrote long ago.'),
  },
  'exposure-bias': {
    group: 'idea',
    name: mark('exposure bias'),
    meaning: mark(
      'Trained on the texts of others, a student never meets its own mistakes, and then has to go on from them.',
    ),
  },
  gkd: {
    group: 'idea',
    name: mark('GKD, generalized knowledge distillation'),
    meaning: mark(
      'The classic of OPD: some texts are the student’s own, and any divergence between forward and reverse KL is the loss.',
    ),
    type: ['Recipe', 'methods/recipe/recipe.ts'],
  },
  sft: {
    group: 'idea',
    name: mark('SFT, supervised fine-tuning'),
    meaning: mark('Learning to repeat given texts token by token: off-policy imitation.'),
  },
  prompt: {
    group: 'writing',
    name: mark('prompt'),
    meaning: mark('The question as a model reads it, with privileged context or without.'),
    type: ['Prompt', 'engine/training/completions.ts'],
  },
  token: {
    group: 'writing',
    name: mark('token'),
    meaning: mark('The piece of text that a model writes at one go: here a word, a digit or a sign.'),
    type: ['RolloutToken', 'engine/types.ts'],
  },
  rollout: {
    group: 'writing',
    name: mark('rollout'),
    meaning: mark('One text as the student sampled it, with its problem, seed, log-probabilities and verdict.'),
    type: ['Rollout', 'engine/types.ts'],
  },
  completion: {
    group: 'writing',
    name: mark('completion'),
    meaning: mark('What was written behind a prompt, in training.'),
    type: ['Completion', 'engine/training/completions.ts'],
  },
  sampling: {
    group: 'writing',
    name: mark('sampling'),
    meaning: mark(
      'Drawing the next token by its probability. The seed fixes the draw, so that the same seed writes the same text.',
    ),
    type: ['SamplingOptions', 'engine/types.ts'],
  },
  temperature: {
    group: 'writing',
    name: mark('temperature'),
    meaning: mark(
      'Divides the logits before sampling: below 1 the likely tokens get likelier, at 0 only the likeliest is written (greedy).',
    ),
  },
  world: {
    group: 'writing',
    name: mark('world'),
    meaning: mark('A kind of generated problem with its solutions, notes and verifier.'),
    type: ['World', 'world/types.ts'],
  },
  verifier: {
    group: 'writing',
    name: mark('verifier, verdict'),
    meaning: mark('A program that checks an attempt: right, wrong or malformed, and which step went wrong first.'),
    type: ['Verdict', 'world/types.ts'],
  },
  'log-prob': {
    group: 'reading',
    name: mark('log p, log-probability'),
    meaning: mark(
      'The natural logarithm of a token’s probability: 0 for a certain one, the more negative the less likely.',
    ),
    type: ['TokenScore', 'engine/types.ts'],
  },
  logits: {
    group: 'reading',
    name: mark('logits'),
    meaning: mark('A model’s raw output at a position; their softmax is its distribution over the next token.'),
    type: ['Position', 'divergence/types.ts'],
  },
  nat: {
    group: 'reading',
    name: mark('nat'),
    meaning: mark('The unit of natural logarithms. One nat is a factor of 2.72 in probability, or 1.44 bits.'),
    type: ['DivergenceUnit', 'divergence/types.ts'],
  },
  gap: {
    group: 'reading',
    name: mark('gap'),
    meaning: mark(
      'log p_T − log p_S of a token: negative where the teacher finds it less likely than the student did, positive where more.',
    ),
    type: ['TokenScore', 'engine/types.ts'],
  },
  entropy: {
    group: 'reading',
    name: mark('entropy'),
    meaning: mark('How unsure a model was before a token came: 0 where it saw one choice only.'),
    type: ['TokenScore', 'engine/types.ts'],
  },
  'privileged-context': {
    group: 'reading',
    name: mark('privileged context, note'),
    meaning: mark(
      'What the teacher is told and the student is not: the answer, a worked solution, a hint, feedback on this attempt.',
    ),
    type: ['PrivilegedContext', 'methods/recipe/context.ts'],
  },
  trace: {
    group: 'reading',
    name: mark('worked solution, trace'),
    meaning: mark(
      'A right solution with all its steps, given to the teacher. (A trace file, in contrast, is an exported rollout.)',
    ),
    type: ['Trace', 'formats/trace.ts'],
  },
  leakage: {
    group: 'reading',
    name: mark('leakage'),
    meaning: mark('The student learns to write as if it had the note: it says what nothing in its own prompt gives.'),
  },
  divergence: {
    group: 'measuring',
    name: mark('divergence'),
    meaning: mark('One number for how far p_T and p_S are apart at a position; 0 where they are equal.'),
    type: ['Divergence', 'divergence/types.ts'],
  },
  'forward-kl': {
    group: 'measuring',
    name: mark('forward KL'),
    meaning: mark('KL(p_T ‖ p_S), a mean over what the teacher would write: the student must cover all of it.'),
  },
  'reverse-kl': {
    group: 'measuring',
    name: mark('reverse KL'),
    meaning: mark(
      'KL(p_S ‖ p_T), a mean over what the student writes: it must avoid what the teacher would not write.',
    ),
  },
  jsd: {
    group: 'measuring',
    name: mark('JSD, Jensen–Shannon divergence'),
    meaning: mark(
      'Both models against their mixture; β moves it from forward to reverse KL, and it stays bounded between.',
    ),
  },
  estimator: {
    group: 'measuring',
    name: mark('estimator'),
    meaning: mark(
      'What the sampled token alone says of a divergence: k1, k2, k3, the policy gradient. Right on average at best, noisy at each token.',
    ),
    type: ['Estimator', 'divergence/build.ts'],
  },
  support: {
    group: 'measuring',
    name: mark('support'),
    meaning: mark(
      'The tokens over which a divergence is summed: the whole vocabulary, or the top k of one model, with a tail or renormalised.',
    ),
    type: ['Support', 'divergence/types.ts'],
  },
  'held-out': {
    group: 'measuring',
    name: mark('held-out problems'),
    meaning: mark('Problems that no training step sees. Accuracy is measured on them, greedily, with a 95 % interval.'),
    type: ['Evaluation', 'engine/training/types.ts'],
  },
  recipe: {
    group: 'training',
    name: mark('recipe'),
    meaning: mark(
      'A method as data: who teaches, what the teacher knows, who writes, which loss. It compiles into a training step.',
    ),
    type: ['Recipe', 'methods/recipe/recipe.ts'],
  },
  step: {
    group: 'training',
    name: mark('step'),
    meaning: mark('Problems, rollouts, scores, and one update of the student’s weights.'),
    type: ['StepReport', 'engine/training/types.ts'],
  },
  gate: {
    group: 'training',
    name: mark('weight, gate'),
    meaning: mark('How much a token counts in the loss; a gate lets it count in full or not at all.'),
    type: ['TokenWeight', 'methods/weights/weights.ts'],
  },
  advantage: {
    group: 'training',
    name: mark('advantage'),
    meaning: mark(
      'How much better than expected a token or a text was; the policy gradient raises what has a positive one.',
    ),
    type: ['AdvantageShape', 'methods/recipe/terms.ts'],
  },
  'policy-gradient': {
    group: 'training',
    name: mark('policy gradient'),
    meaning: mark('A loss that weighs the log-probability of what was sampled by its advantage.'),
    type: ['PolicyGradientTerm', 'methods/recipe/terms.ts'],
  },
  grpo: {
    group: 'training',
    name: mark('GRPO, group-relative policy optimisation'),
    meaning: mark(
      'No teacher: several texts for one problem, and each learns from how its verdict compares with the group’s mean.',
    ),
  },
  checkpoint: {
    group: 'training',
    name: mark('checkpoint'),
    meaning: mark('The weights as they were at some step of a run, to which one may go back.'),
    type: ['Checkpoints', 'engine/training/checkpoints.ts'],
  },
  ema: {
    group: 'training',
    name: mark('EMA, moving average'),
    meaning: mark('A slow average of the student’s weights over the steps, used as a teacher that follows it calmly.'),
  },
  race: {
    group: 'training',
    name: mark('race'),
    meaning: mark(
      'Recipes side by side from the same start, with the same problems, seeds and budget, and a claim that can turn out false.',
    ),
    type: ['Race', 'methods/race.ts'],
  },
  focused: {
    group: 'page',
    name: mark('focused token'),
    meaning: mark(
      'The token under the line that crosses every chart: pointed at, pinned, or else the one with the largest gap.',
    ),
    type: ['AppState', 'store/state.ts'],
  },
  fork: {
    group: 'page',
    name: mark('fork'),
    meaning: mark('A rollout that left another one at a token that you forced.'),
    type: ['Fork', 'store/state.ts'],
  },
  receipt: {
    group: 'page',
    name: mark('receipt'),
    meaning: mark(
      'Where a number comes from: formula, inputs, models, seed, device, and a link that computes it again. Press any number.',
    ),
    type: ['Receipt', 'features/inspector/receipt/receipt.ts'],
  },
  replay: {
    group: 'page',
    name: mark('REPLAY, LIVE'),
    meaning: mark('REPLAY was recorded from the same models earlier; LIVE was written on your device just now.'),
  },
})
export type TermId = keyof typeof TERMS

/** In the order of the sheet. */
export const TERM_IDS = Object.keys(TERMS) as readonly TermId[]
