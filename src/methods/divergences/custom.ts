/** @file A divergence of one's own: the sum over the vocabulary of an expression of each entry, differentiated by the builder. */
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import { emitExpression } from '../expression/emit.ts'
import { checkedExpression } from '../expression/parse.ts'
import { ENTRY_NAMES, ENTRY_QUANTITIES, type EntryQuantity } from '../expression/quantities.ts'
import { entryExpression } from '../expression/schema.ts'
import { expressionTex } from '../expression/tex.ts'
import { plain } from '../formula/segments.ts'
import type { GraphPair } from '../graph/pair.ts'
import type { Atoms } from '../schema/atoms.ts'
import { trainable } from './trainable.ts'

export const custom = trainable(
  (atoms: Atoms) => atoms.z.strictObject({ id: atoms.z.literal('custom'), expression: entryExpression(atoms) }),
  {
    examples: [{ id: 'custom', expression: '(p_student - p_teacher)^2' }],
    emit: ({ g, pair, sum }, { expression }) => {
      const entries = emitExpression(g, checkedExpression(expression, ENTRY_NAMES), (name) =>
        quantity(g, pair, name as EntryQuantity),
      )
      // What is the same at every entry is still summed over all of them.
      return sum(o.add(g, entries, o.mul(g, pair.pS, 0)))
    },
    notation: ({ expression }, s, t) => {
      const inner = expressionTex(checkedExpression(expression, ENTRY_NAMES), (name) =>
        ENTRY_QUANTITIES[name as EntryQuantity].tex(s, t),
      )
      return { main: [plain(String.raw`{\textstyle\sum_v \left(${inner}\right)}`)], where: [] }
    },
    parts: () => [],
    target: "what an expression makes of the teacher's distribution",
  },
)

/** Of each entry [rows, entries], or of each position [rows, 1]; the teacher's are constants. */
function quantity(g: Graph, { logS, logT, pS, pT }: GraphPair, name: EntryQuantity): Value {
  switch (name) {
    case 'p_student':
      return pS
    case 'p_teacher':
      return pT
    case 'logp_student':
      return logS
    case 'logp_teacher':
      return logT
    case 'gap':
      return o.sub(g, logT, logS)
    case 'entropy_student':
      return o.neg(g, o.sum(g, o.mul(g, pS, logS), [1], true))
    case 'entropy_teacher':
      return g.silently(() => o.neg(g, o.sum(g, o.mul(g, pT, logT), [1], true)))
  }
}
