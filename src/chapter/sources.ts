/** @file What the chapter leans on: papers by their arXiv number, programs by repository and the version that was read. */

export interface Source {
  readonly title: string
  /** Who and when, as one line. */
  readonly by: string
  readonly link: string
}

const arxiv = (number: string, title: string, by: string): Source => ({
  title,
  by: `${by}, arXiv:${number}`,
  link: `https://arxiv.org/abs/${number}`,
})

const program = (repository: string, title: string, read: string): Source => ({
  title,
  by: read,
  link: `https://github.com/${repository}`,
})

const sources = <K extends string>(table: Readonly<Record<K, Source>>): Readonly<Record<K, Source>> => table

export const SOURCES = sources({
  dagger: arxiv(
    '1011.0686',
    'A Reduction of Imitation Learning and Structured Prediction to No-Regret Online Learning',
    'Ross, Gordon, Bagnell, 2010',
  ),
  gkd: arxiv('2306.13649', 'On-Policy Distillation of Language Models: Learning from Self-Generated Mistakes', '2023'),
  minillm: arxiv('2306.08543', 'MiniLLM: Knowledge Distillation of Large Language Models', '2023'),
  distillm: arxiv('2402.03898', 'DistiLLM: Towards Streamlined Distillation for Large Language Models', '2024'),
  qwen3: arxiv('2505.09388', 'Qwen3 Technical Report', '2025'),
  opsd: arxiv('2601.18734', 'Self-Distilled Reasoner: On-Policy Self-Distillation', '2026'),
  opcd: arxiv('2602.12275', 'On-Policy Context Distillation', '2026'),
  sdpo: arxiv('2601.20802', 'SDPO: self-distillation policy optimisation', '2026'),
  tip: arxiv('2604.14084', 'TIP: token importance in on-policy distillation', '2026'),
  entropy: arxiv('2603.07079', 'Entropy-Aware On-Policy Distillation', '2026'),
  prefix: arxiv('2602.15260', 'Fast on-policy distillation from prefixes', '2026'),
  rethinking: arxiv('2604.13016', 'Rethinking On-Policy Distillation', '2026'),
  failures: arxiv('2603.25562', 'Revisiting on-policy distillation: failure modes and simple fixes', '2026'),
  trl: program('huggingface/trl', 'TRL', 'version 1.13.0, September 2026'),
  verl: program('verl-project/verl', 'verl', 'commit 1dda039, August 2026'),
  vllm: program('vllm-project/vllm', 'vLLM', 'server options, 2026'),
  tinker: program('thinking-machines-lab/tinker-cookbook', 'tinker-cookbook', 'commit 9dfcc3a, August 2026'),
  areal: program('inclusionAI/AReaL', 'AReaL', 'commit 4aef98d, May 2026'),
})
export type SourceId = keyof typeof SOURCES
