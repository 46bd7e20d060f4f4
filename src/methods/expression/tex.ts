/** @file The notation of an expression. */
import { numeral } from '../formula/segments.ts'
import type { Expression, Operator } from './parse.ts'

/** How tightly a piece holds together: brackets stand around what holds less than its place asks. */
const LOOSE = { compare: 0, sum: 1, product: 2, sign: 3, power: 4, whole: 5 } as const

const SIGNS: Readonly<Record<Operator, string>> = {
  '+': ' + ',
  '-': ' - ',
  '*': String.raw`\,`,
  '/': '',
  '<': ' < ',
  '>': ' > ',
  '<=': String.raw` \le `,
  '>=': String.raw` \ge `,
}

/** @param symbol KaTeX of a quantity */
export function expressionTex(expression: Expression, symbol: (name: string) => string): string {
  const at = (each: Expression, least: number): string => {
    const [tex, holds] = piece(each)
    return holds < least ? String.raw`\left(${tex}\right)` : tex
  }
  function piece(each: Expression): readonly [tex: string, holds: number] {
    switch (each.is) {
      case 'number':
        return [numeral(each.value), LOOSE.whole]
      case 'name':
        return [symbol(each.name), LOOSE.whole]
      case 'negative':
        return [`-${at(each.of, LOOSE.sign)}`, LOOSE.sum]
      case 'power':
        return [`{${at(each.of, LOOSE.whole)}}^{${numeral(each.exponent)}}`, LOOSE.power]
      case 'operation':
        return operation(each)
      case 'call':
        return [call(each), LOOSE.whole]
    }
  }
  function operation({ sign, left, right }: Extract<Expression, { is: 'operation' }>): readonly [string, number] {
    if (sign === '/') return [String.raw`\frac{${at(left, 0)}}{${at(right, 0)}}`, LOOSE.product]
    if (sign === '*') return [at(left, LOOSE.product) + times(right) + at(right, LOOSE.product), LOOSE.product]
    if (sign === '+' || sign === '-') return [at(left, LOOSE.sum) + SIGNS[sign] + at(right, LOOSE.product), LOOSE.sum]
    return [String.raw`\mathbf{1}[${at(left, LOOSE.sum)}${SIGNS[sign]}${at(right, LOOSE.sum)}]`, LOOSE.whole]
  }
  function call({ name, of }: Extract<Expression, { is: 'call' }>): string {
    const [first = '', second = '', third = ''] = of.map((each) => at(each, 0))
    switch (name) {
      case 'exp':
        return String.raw`\exp\left(${first}\right)`
      case 'log':
        return String.raw`\log\left(${first}\right)`
      case 'sqrt':
        return String.raw`\sqrt{${first}}`
      case 'abs':
        return String.raw`\left|${first}\right|`
      case 'sigmoid':
        return String.raw`\sigma\left(${first}\right)`
      case 'constant':
        return String.raw`\mathrm{sg}\left[${first}\right]`
      case 'if':
        return String.raw`\begin{cases} ${second} & ${first} \ne 0 \\ ${third} & \text{else} \end{cases}`
      default:
        return String.raw`\operatorname{${name}}\left(${of.map((each) => at(each, 0)).join(String.raw`,\ `)}\right)`
    }
  }
  return at(expression, 0)
}

/** Two numbers side by side would read as one. */
const times = (right: Expression): string => (right.is === 'number' ? String.raw` \cdot ` : SIGNS['*'])
