/** @file The value of an expression in float64. A number that is none (0 / 0, the logarithm of what is below 0) comes out as NaN. */
import type { Expression, FunctionName, Operator } from './parse.ts'

/** @param quantity the value of a name */
export function evaluate(expression: Expression, quantity: (name: string) => number): number {
  switch (expression.is) {
    case 'number':
      return expression.value
    case 'name':
      return quantity(expression.name)
    case 'negative':
      return -evaluate(expression.of, quantity)
    case 'power':
      return evaluate(expression.of, quantity) ** expression.exponent
    case 'operation':
      return OPERATIONS[expression.sign](evaluate(expression.left, quantity), evaluate(expression.right, quantity))
    case 'call':
      return CALLS[expression.name](...expression.of.map((each) => evaluate(each, quantity)))
  }
}

const OPERATIONS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
}

const CALLS: Readonly<Record<FunctionName, (...of: number[]) => number>> = {
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sigmoid: (x = 0) => 1 / (1 + Math.exp(-x)),
  min: Math.min,
  max: Math.max,
  clip: (x = 0, low = 0, high = 0) => Math.min(Math.max(x, low), high),
  if: (condition = 0, then = 0, otherwise = 0) => (condition === 0 ? otherwise : then),
  constant: (x = 0) => x,
}
