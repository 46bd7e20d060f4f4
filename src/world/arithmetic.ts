/** @file The equations that the worlds' worked solutions are made of: values, slips and parsing. */

export const OPERATORS = ['+', '-', 'x', '/'] as const
export type Operator = (typeof OPERATORS)[number]

export interface Equation {
  readonly left: number
  readonly operator: Operator
  readonly right: number
  readonly result: number
}

/** The value of `left operator right`; NaN for a division by zero. */
export function evaluate(left: number, operator: Operator, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case 'x':
      return left * right
    case '/':
      return right === 0 ? Number.NaN : left / right
  }
}

/**
 * The sum of two non-negative integers by someone who adds column by column and forgets every carry, except that the
 * leftmost column's sum is written in full: 37+25=52, 87+35=112, 60+70=130.
 */
export function addWithoutCarries(a: number, b: number): number {
  let sum = 0
  let unit = 1
  for (let x = a, y = b; x > 0 || y > 0; x = Math.floor(x / 10), y = Math.floor(y / 10), unit *= 10) {
    const column = (x % 10) + (y % 10)
    sum += unit * (x >= 10 || y >= 10 ? column % 10 : column)
  }
  return sum
}

/** An equation as it is written, without spaces: `37+22=59`. */
export function formatEquation({ left, operator, right, result }: Equation): string {
  return `${left}${operator}${right}=${result}`
}

/** Every equation in a text, in order; anything else in the text is passed over. Never throws. */
export function parseEquations(text: string): Equation[] {
  return [...text.matchAll(/(\d{1,9})([+\-x/])(\d{1,9})=(-?\d{1,9})/g)].map((match) => ({
    left: Number(match[1]),
    operator: match[2] as Operator,
    right: Number(match[3]),
    result: Number(match[4]),
  }))
}
