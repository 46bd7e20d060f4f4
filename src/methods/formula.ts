/** @file A recipe's formula, read off the object: what is minimised in each phase, and what its symbols stand for. */
import { termPiece } from './formula/losses.ts'
import { marked, numeral, plain, plainText, type Segment, type Segments } from './formula/segments.ts'
import { rolloutLines, textsOf } from './formula/sources.ts'
import { symbolLines } from './formula/symbols.ts'
import type { Phase, Recipe } from './recipe/recipe.ts'
import type { Term } from './recipe/terms.ts'

export type { Segment }

export interface PhaseFormula {
  /** The phase's name; null where the recipe gives it none. */
  readonly name: string | null
  /** Joined, one KaTeX formula for display. A segment with a part is balanced, so that it can be wrapped. */
  readonly segments: readonly Segment[]
}

export interface FormulaDocument {
  readonly phases: readonly PhaseFormula[]
}

/**
 * The loss of every phase: p_S is the student, p_T the teacher, sg[.] a constant of the step, t a token of the text y, and
 * an expectation over t a mean over tokens. Definitions stand below, a line each.
 */
export function formula(recipe: Recipe): FormulaDocument {
  const phases = recipe.phases.map((phase: Phase<Term>, i): PhaseFormula => {
    const start = recipe.phases[i - 1]?.until ?? 0
    return { name: phase.name ?? null, segments: phaseSegments(recipe, phase, start) }
  })
  return { phases }
}

/** All phases as KaTeX source; several are separated by blank lines, each under a comment with its name. */
export function recipeFormula(recipe: Recipe): string {
  const { phases } = formula(recipe)
  const sources = phases.map(({ segments }) => texOf(segments))
  if (sources.length === 1) return sources.join('')
  return sources.map((tex, i) => `% ${phases[i]?.name ?? `phase ${i + 1}`}\n${tex}`).join('\n\n')
}

/** The KaTeX source of some segments. */
export function texOf(segments: Segments): string {
  return segments.map(({ tex }) => tex).join('')
}

function phaseSegments(recipe: Recipe, { loss, rollouts, until, from, keeps }: Phase<Term>, start: number): Segments {
  const pieces = loss.map((term, i) =>
    termPiece(term, (ids, text) => textsOf(rollouts, ids, text), loss.length > 1 ? `^{(${i + 1})}` : ''),
  )
  const losses = pieces.map(({ main }, i) => [
    plain(i === 0 ? String.raw`\mathcal{L} &= ` : String.raw`&\quad + `),
    ...main,
  ])
  const definitions = unique([...pieces.flatMap(({ where }) => where), ...rolloutLines(rollouts)])
  const symbols = symbolLines(recipe, [...losses, ...definitions].map(texOf).join(' '))
  const span: Segments[] =
    recipe.phases.length > 1
      ? [
          [
            marked(
              'S.phase',
              String.raw`${numeral(start)} \le \text{progress} ${until === 1 ? String.raw`\le` : '<'} ${numeral(until)}`,
            ),
            ...(from === undefined ? [] : [plain(String.raw`,\quad \text{from ${plainText(from)}}`)]),
            ...(keeps === undefined ? [] : [plain(String.raw`,\quad \text{kept as ${plainText(keeps)}}`)]),
          ],
        ]
      : []
  const below = [...definitions, ...symbols, ...span].map((line) => [plain('&\\quad '), ...line])
  const lines = [...losses, ...below].flatMap((line, i) => (i === 0 ? line : [plain(String.raw` \\ `), ...line]))
  return [plain(String.raw`\begin{aligned} `), ...lines, plain(String.raw` \end{aligned}`)]
}

/** Two terms may need the same definition. */
function unique(lines: readonly Segments[]): readonly Segments[] {
  const seen = new Set<string>()
  return lines.filter((line) => {
    const tex = texOf(line)
    if (seen.has(tex)) return false
    seen.add(tex)
    return true
  })
}
