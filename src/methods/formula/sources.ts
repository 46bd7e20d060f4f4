/** @file The notation of who writes, who teaches and what the teacher knows. */

import { familyOf, type PartId, partName } from '../part-names.ts'
import { contextParts } from '../parts.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { DrawWriter, LaterRollout, RolloutDraw, Rollouts, TokenLoop } from '../recipe/rollouts.ts'
import { teacherObject } from '../teachers.ts'
import { joined, marked, numeral, plain, plainText, type Segment, type Segments, scheduled } from './segments.ts'

const WRITERS: Readonly<Record<DrawWriter, Segment>> = {
  student: plain('p_S'),
  teacher: marked('R.privroll', 'p_T'),
  start: marked('R.snap', 'p_{S_0}'),
  snapshot: marked('R.snap', String.raw`p_{\bar S}`),
  ema: marked('T.ema', String.raw`p_{\hat S}`),
  future: marked('T.future', 'p_{S^{+}}'),
  data: plain(String.raw`\mathcal{D}`),
}

/** y ~ who writes it: y_{1:8} for a group, a mixture where a coin decides, a union where several write. */
export function textsOf({ draws, mixing }: Rollouts, ids: readonly string[], text: string): Segments {
  const own = draws.filter(({ id }) => ids.includes(id))
  const sides = [own.filter(({ writer }) => writer === 'student'), own.filter(({ writer }) => writer !== 'student')]
  const union = (some: readonly RolloutDraw[]) =>
    joined(
      some.map(({ writer }) => [WRITERS[writer]]),
      String.raw`\cup `,
    )
  const each = Math.max(...own.map((draw) => draw.each))
  const y = each > 1 ? marked('R.group', `${text}_{1:${each}}`) : plain(text)
  const [students = [], others = []] = sides
  const source =
    mixing && students.length > 0 && others.length > 0
      ? [
          marked('R.mix', String.raw`\lambda\,`),
          ...union(students),
          marked('R.mix', String.raw`+ (1 - \lambda)\,`),
          ...union(others),
        ]
      : union(own)
  return [y, plain(String.raw`\sim `), ...source]
}

/** How the texts of a phase are decoded, kept, chosen and mixed, a line each. */
export function rolloutLines({
  draws,
  mixing,
  balance,
  problems,
  worlds,
  difficulty,
  later,
}: Rollouts): readonly Segments[] {
  const lines = draws.flatMap((draw): Segments[] => {
    const details = drawDetails(draw)
    return details.length === 0
      ? []
      : [
          [
            plain(String.raw`y \sim `),
            WRITERS[draw.writer],
            plain(String.raw`:\ `),
            ...joined(details, String.raw`,\ `),
          ],
        ]
  })
  if (mixing) {
    const { onPolicy } = mixing
    const value =
      typeof onPolicy === 'object' && 'kind' in onPolicy
        ? marked('R.mix', String.raw`0,\ + ${numeral(onPolicy.step)}\ \text{whenever the validation loss rises}`)
        : scheduled(onPolicy)
    lines.push([marked('R.mix', String.raw`\lambda = `), value])
  }
  if (balance) lines.push([marked('R.balance', String.raw`\#\,\text{right texts} = \#\,\text{wrong texts}`)])
  if (problems) lines.push([marked('R.prompts', String.raw`x:\ \text{solved by}\ p_T`)])
  if (worlds) lines.push([plain(String.raw`x \in \text{${worlds.map(plainText).join(', ')}}`)])
  if (difficulty !== undefined) {
    lines.push([marked('R.curr', String.raw`x:\ \text{difficulty}\ `), scheduled(difficulty, 'R.curr')])
  }
  if (later) lines.push([plain(String.raw`y:\ ${laterText(later)}`)])
  return lines
}

function drawDetails({ decoding, store, only, keep, replaces, ...more }: RolloutDraw): readonly Segments[] {
  const { temperature, topK, topP, maxTokens } = decoding ?? {}
  const out: Segments[] = []
  const add = (...segments: Segments) => out.push(segments)
  if (temperature !== undefined) add(marked('R.decode', String.raw`\tau = ${numeral(temperature)}`))
  if (topK !== undefined) add(marked('R.decode', String.raw`\mathrm{top}_{${topK}}`))
  if (topP !== undefined) add(marked('R.decode', String.raw`\mathrm{top}\ p = ${numeral(topP)}`))
  if (maxTokens !== undefined) add(marked('W.prefix', String.raw`|y| \le `), scheduled(maxTokens, 'R.curr'))
  if (store?.kind === 'once') add(marked('R.cache', String.raw`\text{once for each of ${store.problems} problems}`))
  if (store?.kind === 'replay') {
    add(
      marked('R.replay', String.raw`${numeral(store.share)}\ \text{of them from the last}\ ${numeral(store.capacity)}`),
    )
  }
  if (only) add(marked('W.outcome', String.raw`\text{where all of the student's are wrong}`))
  if (keep) add(marked('W.outcome', String.raw`\text{the ${keep} ones}`))
  if (replaces !== undefined) {
    add(marked('R.inject', String.raw`\text{each in place of a wrong one of ${plainText(replaces)}}`))
  }
  const { loop, context, after, behind, edits, probes } = more
  if (loop) add(marked(LOOP_PARTS[loop.kind], loopText(loop)))
  if (context) {
    const told = context.kinds.map(plainText).join(' + ')
    const of = after === undefined ? '' : String.raw`\ \text{of ${plainText(after)}}`
    add(marked(contextParts(context)[0] ?? null, String.raw`\text{told the ${told}}${of}`))
  }
  if (behind) add(plain(String.raw`\text{learnt with what was told}`))
  if (edits) {
    add(
      marked(
        'R.edit',
        String.raw`\text{${plainText(edits.draw)} mended from its first wrong step},\ \text{overlap} \ge ${numeral(edits.overlap)}`,
      ),
    )
  }
  if (probes) {
    add(
      marked(
        'R.probe',
        String.raw`r \leftarrow r + ${numeral(probes.bonus)}\cdot\text{share of ${probes.times} probes that agree}`,
      ),
    )
  }
  return out
}

const LOOP_PARTS = {
  interleave: 'R.interleave',
  switch: 'R.switch',
  blend: 'R.tmix',
  product: 'R.tmix',
  speculative: 'R.spec',
} as const satisfies Readonly<Record<TokenLoop['kind'], string>>

function loopText(loop: TokenLoop): string {
  switch (loop.kind) {
    case 'interleave':
      return String.raw`y_t \notin \mathrm{top}_{${loop.topK}}(p_T)\ \text{redrawn from}\ p_T`
    case 'switch':
      return String.raw`p_T\ \text{writes on once}\ \mathrm{KL}(p_T \,\|\, p_S)\ \text{over ${loop.window} tokens} > ${numeral(loop.factor)} \times\ \text{before}`
    case 'blend':
      return String.raw`y_t \sim ${numeral(loop.teacherShare)}\,p_T + ${numeral(1 - loop.teacherShare)}\,p_S`
    case 'product':
      return String.raw`y_t \sim \tfrac{1}{Z}\,p_S^{1 - \ell_t}\,p_T^{\ell_t},\ \ell_t = \tfrac{H(p_S)}{\log |V|}`
    case 'speculative':
      return String.raw`p_S\ \text{drafts}\ ${loop.length},\ p_T\ \text{accepts with}\ \min\big(1, \tfrac{p_T}{p_S}\big)`
  }
}

function laterText(later: LaterRollout): string {
  switch (later.kind) {
    case 'environment':
      return String.raw`\text{turns with an environment}`
    case 'self-play':
      return String.raw`\text{both sides by}\ p_S`
    case 'tree-search':
      return String.raw`\text{tree search of width}\ ${later.width}`
  }
}

/** p_T = who, and what stands before it. */
export function teacherLine({ teacher, context }: Recipe): Segments {
  if (!teacher) return []
  const { parts, symbol } = teacherObject(teacher)
  const known: Segments = context ? [plain(String.raw`x,\ c,\ y_{<t}`)] : [plain(String.raw`x,\ y_{<t}`)]
  const line = [
    plain('p_T = '),
    marked(parts[0] ?? null, symbol(teacher)),
    plain(String.raw`(\cdot \mid `),
    ...known,
    plain(')'),
    ...parts.slice(1).flatMap((part) => (familyOf(part) === 'T' ? alsoPlays(part) : [])),
  ]
  if (teacher.kind === 'panel') {
    const each = teacher.contexts.map((kind, k) => [plain(`c_${k + 1} = `), ...contextSegments({ kinds: [kind] })])
    return [...line, plain(String.raw`,\quad `), ...joined(each, String.raw`,\ `)]
  }
  return context ? [...line, plain(String.raw`,\quad c = `), ...contextSegments(context)] : line
}

/** One more part that a teacher plays, in words. */
const alsoPlays = (part: PartId): Segments => [
  plain(String.raw`,\ `),
  marked(part, String.raw`\text{${plainText(partName(part))}}`),
]

function contextSegments(context: NonNullable<Recipe['context']>): Segments {
  const parts = contextParts(context)
  return joined(
    context.kinds.map((kind, i) => [marked(parts[i] ?? parts[0] ?? null, String.raw`\text{${kind}}`)]),
    String.raw`\text{ + }`,
  )
}
