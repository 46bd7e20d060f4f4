/** @file Definitions of the symbols that a formula uses: copies of the student, the writer, the reference, the reward. */
import { partsOf } from '../parts.ts'
import type { Phase, Recipe } from '../recipe/recipe.ts'
import type { Term } from '../recipe/terms.ts'
import { teacherObject } from '../teachers.ts'
import { marked, numeral, plain, type Segments } from './segments.ts'
import { teacherLine } from './sources.ts'

/** @param tex the formula and the definitions so far, in which the symbols are looked for */
export function symbolLines(recipe: Recipe, tex: string): readonly Segments[] {
  const { teacher, rounds, reward } = recipe
  const lines: Segments[] = []
  let text = tex
  const define = (symbol: string, line: Segments) => {
    if (line.length === 0 || !text.includes(symbol)) return
    lines.push(line)
    text += line.map((segment) => segment.tex).join('')
  }
  define('p_T', teacherLine(recipe))
  define(String.raw`\mu`, [plain(String.raw`\mu:\ \text{who wrote}\ y`)])
  define(String.raw`p_{\mathrm{ref}}`, [plain(String.raw`p_{\mathrm{ref}} = ${referenceOf(recipe)}`)])
  if (teacher) {
    const { parts, definition } = teacherObject(teacher)
    const defined = definition?.(teacher)
    if (defined) define(defined.symbol, [marked(parts[0] ?? null, defined.tex)])
  }
  if (teacher?.kind === 'best-of' && teacher.decay !== undefined) {
    const { decay } = teacher
    const line = String.raw`\hat S \leftarrow ${numeral(decay)}\,\hat S + ${numeral(1 - decay)}\,S`
    define(String.raw`\hat S`, [marked('T.ema', line)])
  }
  define('S_0', [plain(String.raw`S_0:\ \text{the student at the start}`)])
  define(String.raw`\bar S`, [snapshotLine(recipe)])
  const isRewarded = /\br\b/.test(text.replace(/\\text\{[^}]*\}/g, ''))
  if (reward?.length || isRewarded) lines.push(rewardLine(recipe))
  if (rounds) lines.push([marked('S.round', String.raw`\text{in}\ ${rounds}\ \text{rounds}`)])
  return lines
}

/** r(y) = what a text earns, and who says so where a grader does. */
function rewardLine(recipe: Recipe): Segments {
  const { reward, teacher } = recipe
  const part = partsOf(recipe).includes('X.verify') ? 'X.verify' : null
  const earned = reward?.grade
    ? marked('X.judge', String.raw`\tfrac{1}{${reward.grade.levels - 1}}\operatorname{grade}(y)`)
    : marked(part, String.raw`\mathbf{1}[y\ \text{right}]`)
  const price = ({ free, cost }: NonNullable<NonNullable<Recipe['reward']>['length']>): Segments => [
    plain(' - '),
    marked('X.cost', String.raw`${numeral(cost)}\,\max(0,\ |y| - ${free})`),
  ]
  const grader = teacher && teacherObject(teacher).says === 'grades' ? teacherObject(teacher) : null
  const judged: Segments =
    teacher && grader
      ? [plain(String.raw`,\quad \text{as graded by}\ `), marked(grader.parts[0] ?? null, grader.symbol(teacher))]
      : []
  return [plain('r(y) = '), earned, ...(reward?.length ? price(reward.length) : []), ...judged]
}

/** The symbol of what log-ratios are taken to: see `referenceLogps` of the engine. */
function referenceOf(recipe: Recipe): string {
  const { teacher } = recipe
  if (teacher?.kind === 'best-of' && teacher.decay !== undefined) return String.raw`p_{\hat S}`
  return keepsSnapshots(recipe) ? String.raw`p_{\bar S}` : 'p_{S_0}'
}

/** Where a run keeps snapshots, the latest one is the reference. */
function keepsSnapshots({ teacher, phases }: Recipe): boolean {
  return (
    teacher?.kind === 'snapshot' ||
    phases.some(({ rollouts }: Phase<Term>) => rollouts.draws.some(({ writer }) => writer === 'snapshot'))
  )
}

function snapshotLine({ teacher, rounds }: Recipe) {
  if (rounds) return plain(String.raw`\bar S:\ \text{the student when the round began}`)
  if (teacher?.kind !== 'snapshot') return plain(String.raw`\bar S:\ \text{the student at the start}`)
  return marked('T.ckpt', String.raw`\bar S:\ \text{the student, taken anew every}\ ${teacher.every}\ \text{steps}`)
}
