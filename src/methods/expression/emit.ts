/** @file An expression as nodes of a graph, which the builder differentiates; comparisons and `constant` pass no gradient. */
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import type { Expression } from './parse.ts'

/** Parts of an expression that are plain numbers stay numbers until they meet a value. */
type Piece = Value | number

/** @param quantity the value of a name; shapes broadcast */
export function emitExpression(g: Graph, expression: Expression, quantity: (name: string) => Value): Piece {
  const emit = (each: Expression): Piece => {
    switch (each.is) {
      case 'number':
        return each.value
      case 'name':
        return quantity(each.name)
      case 'negative':
        return o.neg(g, value(emit(each.of)))
      case 'power':
        return o.pow(g, value(emit(each.of)), each.exponent)
      case 'operation':
        return operation(each, emit(each.left), emit(each.right))
      case 'call':
        return call(each)
    }
  }
  const value = (piece: Piece): Value => (typeof piece === 'number' ? g.scalar(piece) : piece)
  const truth = (condition: Value): Value => g.silently(() => o.cast(g, condition, g.float))

  function operation({ sign }: Extract<Expression, { is: 'operation' }>, left: Piece, right: Piece): Piece {
    switch (sign) {
      case '+':
        return o.add(g, left, right)
      case '-':
        return o.sub(g, left, right)
      case '*':
        return o.mul(g, left, right)
      case '/':
        return o.div(g, left, right)
      case '<':
        return g.silently(() => truth(o.less(g, left, right)))
      case '>':
        return g.silently(() => truth(o.greater(g, left, right)))
      case '<=':
        return g.silently(() => o.sub(g, 1, truth(o.greater(g, left, right))))
      case '>=':
        return g.silently(() => o.sub(g, 1, truth(o.less(g, left, right))))
    }
  }

  function call({ name, of }: Extract<Expression, { is: 'call' }>): Piece {
    // A value of its own: what is named by itself would bring its gradient with it.
    if (name === 'constant') return g.silently(() => o.mul(g, value(of[0] ? emit(of[0]) : 0), 1))
    const [first = 0, second = 0, third = 0] = of.map(emit)
    const x = value(first)
    switch (name) {
      case 'exp':
        return o.exp(g, x)
      case 'log':
        return o.log(g, x)
      case 'sqrt':
        return o.sqrt(g, x)
      case 'abs':
        return o.abs(g, x)
      case 'sigmoid':
        return o.sigmoid(g, x)
      case 'min':
        return of.slice(1).reduce<Piece>((least, each) => o.minimum(g, least, emit(each)), x)
      case 'max':
        return of.slice(1).reduce<Piece>((most, each) => o.maximum(g, most, emit(each)), x)
      case 'clip':
        return o.minimum(g, o.maximum(g, x, second), third)
      case 'if': {
        const holds = g.silently(() => o.greater(g, o.abs(g, x), 0))
        return o.where(g, holds, second, third)
      }
    }
  }
  return emit(expression)
}
