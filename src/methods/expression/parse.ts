/**
 * @file A small language for weights and divergences of one's own: numbers, named quantities, + - * / ^, comparisons that are 1 or 0,
 * and a few functions. Read by hand; nothing of it is ever run as a program.
 */
import { english, message, nested, type Sentence } from '../../message/message.ts'

/** Functions by name, with the fewest and the most arguments that they take. */
export const FUNCTIONS = {
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  sigmoid: [1, 1],
  min: [2, 8],
  max: [2, 8],
  clip: [3, 3],
  if: [3, 3],
  constant: [1, 1],
} as const satisfies Readonly<Record<string, readonly [number, number]>>
export type FunctionName = keyof typeof FUNCTIONS

export type Operator = '+' | '-' | '*' | '/' | '<' | '>' | '<=' | '>='

export type Expression =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'negative'; readonly of: Expression }
  /** To the power of a number. */
  | { readonly is: 'power'; readonly of: Expression; readonly exponent: number }
  | { readonly is: 'operation'; readonly sign: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] }

/** Characters, and levels of brackets and signs within each other. */
export const LONGEST_EXPRESSION = 400
export const DEEPEST_EXPRESSION = 40

/** What is wrong with an expression (`message`), where, and what to write instead (`remedy`); one sentence each. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'

  readonly remedy: string
  readonly sentences: { readonly message: Sentence; readonly remedy: Sentence }

  constructor(
    what: Sentence,
    remedy: Sentence,
    /** Character, from 1. */
    readonly at: number,
  ) {
    const whole = message('At character {at} {what}.', { at, what: nested(what) })
    super(english(whole))
    this.remedy = english(remedy)
    this.sentences = { message: whole, remedy }
  }
}

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
  /** Character, from 1. */
  readonly at: number
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+)|([a-z_][a-z_0-9]*)|(<=|>=|[-+*/^(),<>]))/iy

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (!found) {
      const at = from + (/\S/.exec(text.slice(from))?.index ?? 0)
      throw new ExpressionError(
        message('stands {sign}', { sign: JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0)) }),
        'Write numbers, quantities, + - * / ^ < > and functions.',
        at + 1,
      )
    }
    const [whole, number, name, sign] = found
    const said = number ?? name ?? sign ?? ''
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign'
    const at = from + whole.length - said.length + 1
    if (kind === 'number' && !Number.isFinite(Number(said)))
      throw new ExpressionError(message('stands {sign}', { sign: said }), 'Write a number below 1e308.', at)
    tokens.push({ kind, text: said, at })
  }
  return [...tokens, { kind: 'end', text: '', at: end + 1 }]
}

/**
 * Reads an expression.
 * @param names the quantities that it may name
 * @throws ExpressionError for the first thing that is wrong
 */
export function parseExpression(text: string, names: readonly string[]): Expression {
  if (text.length > LONGEST_EXPRESSION) {
    throw new ExpressionError(
      message('it goes on: it has {n}', { n: text.length }),
      message('Write at most {n} characters.', { n: LONGEST_EXPRESSION }),
      LONGEST_EXPRESSION + 1,
    )
  }
  return new Reader(tokensOf(text), names).whole()
}

class Reader {
  private next = 0
  private depth = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: readonly string[],
  ) {}

  whole(): Expression {
    const found = this.comparison()
    const { kind, text, at } = this.token
    if (kind !== 'end')
      throw new ExpressionError(
        message('stands {sign}', { sign: `"${text}"` }),
        'Write a sign before it, or take it out.',
        at,
      )
    return found
  }

  private get token(): Token {
    return this.tokens[this.next] as Token
  }

  private take(...texts: readonly string[]): Token | null {
    const { token } = this
    if (token.kind !== 'sign' || !texts.includes(token.text)) return null
    this.next++
    return token
  }

  /** One comparison: of three things in a row nobody knows what is meant. */
  private comparison(): Expression {
    const left = this.sum()
    const sign = this.take('<', '>', '<=', '>=')
    return sign ? { is: 'operation', sign: sign.text as Operator, left, right: this.sum() } : left
  }

  private sum(): Expression {
    let left = this.product()
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-'))
      left = { is: 'operation', sign: sign.text as Operator, left, right: this.product() }
    return left
  }

  private product(): Expression {
    let left = this.signed()
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/'))
      left = { is: 'operation', sign: sign.text as Operator, left, right: this.signed() }
    return left
  }

  private signed(): Expression {
    return this.take('-') ? this.within(() => ({ is: 'negative', of: this.signed() })) : this.power()
  }

  private power(): Expression {
    const of = this.value()
    if (!this.take('^')) return of
    const sign = this.take('-') ? -1 : 1
    const { kind, text, at } = this.token
    if (kind !== 'number') throw new ExpressionError('the exponent is no number', 'Write one, or exp(b * log(a)).', at)
    this.next++
    return { is: 'power', of, exponent: sign * Number(text) }
  }

  private value(): Expression {
    const { token } = this
    this.next += token.kind === 'end' ? 0 : 1
    if (token.kind === 'number') return { is: 'number', value: Number(token.text) }
    if (token.kind === 'name') return this.take('(') ? this.call(token) : this.quantity(token)
    if (token.text === '(') {
      const inner = this.within(() => this.comparison())
      this.close(token)
      return inner
    }
    throw token.kind === 'end'
      ? new ExpressionError('something is missing', 'Write a number, a quantity or a bracket.', token.at)
      : new ExpressionError(
          message('stands {sign}', { sign: `"${token.text}"` }),
          'Write a number or a quantity before it.',
          token.at,
        )
  }

  private quantity({ text, at }: Token): Expression {
    if (this.names.includes(text)) return { is: 'name', name: text }
    if (Object.hasOwn(FUNCTIONS, text))
      throw new ExpressionError(
        message('"{name}" is a function', { name: text }),
        message('Write {name}( ... ).', { name: text }),
        at,
      )
    throw new ExpressionError(
      message('there is no quantity {name}', { name: JSON.stringify(text.slice(0, 40)) }),
      message('Write one of {names}.', { names: this.names.join(', ') }),
      at,
    )
  }

  private call({ text, at }: Token): Expression {
    if (!Object.hasOwn(FUNCTIONS, text)) {
      const known = Object.keys(FUNCTIONS).join(', ')
      throw new ExpressionError(
        message('there is no function {name}', { name: JSON.stringify(text.slice(0, 40)) }),
        message('Write one of {names}.', { names: known }),
        at,
      )
    }
    const name = text as FunctionName
    const of = this.within(() => {
      const all = [this.comparison()]
      while (this.take(',')) all.push(this.comparison())
      return all
    })
    this.close({ kind: 'sign', text: '(', at })
    const [fewest, most] = FUNCTIONS[name]
    if (of.length < fewest || of.length > most) {
      const wanted = fewest === most ? String(fewest) : `${fewest} to ${most}`
      throw new ExpressionError(
        message('"{name}" has {n} arguments', { name, n: of.length }),
        message('Give it {n}.', { n: wanted }),
        at,
      )
    }
    return { is: 'call', name, of }
  }

  private close({ at }: Token): void {
    if (this.take(')')) return
    throw new ExpressionError(
      message('the bracket of character {at} is not closed', { at }),
      'Write ")".',
      this.token.at,
    )
  }

  private within<T>(read: () => T): T {
    if (++this.depth > DEEPEST_EXPRESSION) {
      throw new ExpressionError(
        message('it is nested more than {n} levels deep', { n: DEEPEST_EXPRESSION }),
        'Take brackets out.',
        this.token.at,
      )
    }
    const found = read()
    this.depth--
    return found
  }
}

/** The quantities that it names, each once. */
export function namesIn(expression: Expression): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (each: Expression): void => {
    if (each.is === 'name') found.add(each.name)
    else if (each.is === 'negative' || each.is === 'power') look(each.of)
    else if (each.is === 'operation') {
      look(each.left)
      look(each.right)
    } else if (each.is === 'call') each.of.forEach(look)
  }
  look(expression)
  return found
}

const read = new Map<string, Expression>()
const MOST_READ = 64

/** The same for an expression that has been checked, from the last few that were read. */
export function checkedExpression(text: string, names: readonly string[]): Expression {
  const key = `${names.length} ${text}`
  const known = read.get(key)
  if (known) return known
  const found = parseExpression(text, names)
  if (read.size >= MOST_READ) read.clear()
  read.set(key, found)
  return found
}
