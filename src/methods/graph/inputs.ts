/**
 * @file The inputs that a loss asks for while it is emitted. Each is made on first use, so a graph has exactly the inputs
 * that its terms read, and the step knows from their names what to feed.
 */
import type { Graph } from '../../onnx/graph.ts'
import type { DType, Shape, Value } from '../../onnx/types.ts'

/** The name of an input where it differs from teacher to teacher: the first has the plain one. */
export const atVoice = (name: string, voice: number): string => (voice === 0 ? name : `${name}.${voice}`)

/** A name that `atVoice` made, taken apart. */
export function voiceOf(name: string): { readonly name: string; readonly voice: number } {
  const [plain = '', voice = '0'] = name.split('.')
  return { name: plain, voice: Number(voice) }
}

export class LossInputs {
  readonly #made = new Map<string, Value>()

  constructor(private readonly g: Graph) {}

  /** Names in the order in which they were asked for. */
  get names(): readonly string[] {
    return [...this.#made.keys()]
  }

  /** A number a row, [rows]. */
  row(name: string): Value {
    return this.#input(name, this.g.float, ['rows'])
  }

  scalar(name: string): Value {
    return this.#input(name, this.g.float, [])
  }

  /** One row a pair of texts, one column a token row: 1 where the token belongs to the text. */
  membership(name: string): Value {
    return this.#input(name, this.g.float, ['pairs', 'rows'])
  }

  /** A number a pair of texts, [pairs, 1]. */
  perPair(name: string): Value {
    return this.#input(name, this.g.float, ['pairs', 1])
  }

  #input(name: string, dtype: DType, shape: Shape): Value {
    const known = this.#made.get(name)
    if (known) return known
    const value = this.g.input(name, dtype, shape)
    this.#made.set(name, value)
    return value
  }
}
