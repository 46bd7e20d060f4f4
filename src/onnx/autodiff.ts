/**
 * @file Reverse-mode differentiation over the builder: walks the tape backwards and emits the backward pass as ordinary
 * nodes of the same graph.
 */
import { VJPS } from './gradients.ts'
import type { Graph, TapeEntry } from './graph.ts'
import * as o from './ops.ts'
import { GraphError, signature, type Value } from './types.ts'

/**
 * Gradients of a scalar with respect to some values.
 *
 * @param loss a scalar (rank 0) of the graph's float type.
 * @param wrt values on which the loss depends.
 * @returns one gradient for each of `wrt`, of its shape.
 * @throws GraphError when the loss is no scalar, does not depend on a value, or an operator on the way has no rule.
 */
export function gradients(g: Graph, loss: Value, wrt: readonly Value[]): readonly Value[] {
  if (loss.shape.length > 0) throw new GraphError(`only a scalar can be differentiated, not ${signature(loss)}`)
  return g.silently(() => {
    const active = reachable(g.tape, wrt)
    const found = new Map<string, Value>([[loss.name, g.scalar(1)]])
    const accumulate = (target: Value, gradient: Value | null | undefined) => {
      if (!gradient || !active.has(target.name)) return
      const known = found.get(target.name)
      found.set(target.name, known ? o.add(g, known, gradient) : gradient)
    }
    for (const entry of [...g.tape].reverse()) {
      if (!entry.outputs.some((value) => found.has(value.name) && active.has(value.name))) continue
      backward(g, entry, found).forEach((gradient, i) => {
        const target = entry.inputs[i]
        if (target) accumulate(target, gradient)
      })
    }
    return wrt.map((value) => {
      const gradient = found.get(value.name)
      if (!gradient) throw new GraphError(`the loss does not depend on ${signature(value)}`)
      return gradient
    })
  })
}

/** Names of all values that depend on one of `sources`. */
function reachable(tape: readonly TapeEntry[], sources: readonly Value[]): ReadonlySet<string> {
  const active = new Set(sources.map(({ name }) => name))
  for (const entry of tape)
    if (entry.inputs.some(({ name }) => active.has(name))) for (const { name } of entry.outputs) active.add(name)
  return active
}

function backward(g: Graph, entry: TapeEntry, found: ReadonlyMap<string, Value>): readonly (Value | null)[] {
  if (entry.op === 'Split') {
    // The only operator with several outputs: parts that the loss does not use get zeros.
    const parts = entry.outputs.map((part) => found.get(part.name) ?? o.expandLike(g, g.scalar(0), part))
    return [o.concat(g, parts, Number(entry.attributes.axis)), null]
  }
  const dy = entry.outputs[0] && found.get(entry.outputs[0].name)
  if (!dy) throw new GraphError(`${entry.op}: no gradient reached its output`)
  if (entry.vjp) return entry.vjp(dy)
  const rule = VJPS[entry.op]
  if (!rule) throw new GraphError(`operator ${entry.op} has no gradient; add a rule to VJPS in gradients.ts`)
  return rule(g, entry, dy)
}
