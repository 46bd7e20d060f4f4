/**
 * @file The names by which an embed's controls can be hidden: what a control is called in English, written in small letters with
 * dashes ("Sampling seed" is `sampling-seed`), and a few parts that are more than one control.
 */

/** Accessible names of the controls, in English. */
export const CONTROLS = [
  'Sample',
  'Stop',
  'Sampling seed',
  'New sampling seed',
  'Keep the sampling seed',
  'Previous rollout',
  'Next rollout',
  'Student',
  'World',
  'Problem seed',
  'Difficulty',
  'Temperature',
  'Teacher',
  'Privileged context',
  'Context',
  'Divergence',
  'Gap scale',
  'Units',
  'Recipe',
  'Rollouts per step',
  'Learning rate',
  'Steps',
  'Training seed',
  'New training seed',
  'Train',
  'Pause',
  'Step',
  'Reset',
  'Race',
  'Start race',
  'Stop race',
  'Top entries',
  'Token limit',
  'Top-k',
  'Top-p',
  'Min-p',
  'Support',
  'Scale of the strips',
  'Export SVG',
  'Export PNG',
  'PNG size',
  'Export CSV',
] as const

/** Parts of a view, by what marks them in the document. The badge that tells a recording from live work is not among them. */
export const PARTS: Readonly<Record<string, string>> = {
  title: '.embed-title',
  link: '.embed-link',
  footer: '.embed-title, .embed-link',
  'recipe-sentence': '.recipe',
  sampling: '.sampling',
  'sampling-details': '.sampling-details',
  problem: '.problem',
  note: '.slip',
  prompt: '.teacher-prompt',
  legend: '.legend',
  verdict: '.verdict',
  ledger: '.ledger',
  'take-away': '.take-chart',
}

/** `Sampling seed` → `sampling-seed` */
export function controlName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

const NAMES: ReadonlyMap<string, string> = new Map(CONTROLS.map((name) => [controlName(name), name]))

/** The control's English name, or null where the name is a part's or nothing's. */
export function controlOf(name: string): string | null {
  return NAMES.get(name) ?? null
}

export function isControlName(name: string): boolean {
  return NAMES.has(name) || Object.hasOwn(PARTS, name)
}
