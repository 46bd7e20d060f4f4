/** @file The world `programs`: short programs for a stack machine, run line by line. */
import { addWithoutCarries } from '../arithmetic.ts'
import { collectPieces } from '../pieces.ts'
import { Random } from '../random.ts'
import { checkDifficulty, type World } from '../types.ts'
import { type WorkedDraft, workedProblem } from '../worked/problem.ts'
import type { WorkedStep } from '../worked/steps.ts'

const DIFFICULTY = { min: 1, max: 5, default: 2 } as const
const SKILL =
  'push puts a number on the stack, add and sub use the last two, double and half use the last one. Carry when you add.'

type Operation = 'add' | 'sub' | 'double' | 'half'
type Instruction = { readonly kind: 'push'; readonly value: number } | { readonly kind: Operation }

const TIPS: Readonly<Record<Operation, string>> = {
  add: 'Carry the 1 when you add.',
  sub: 'Take the last number from the one before it.',
  double: 'Carry the 1 when you double.',
  half: 'Half is the number /2.',
}

function apply(kind: Operation, left: number, right: number, careful: boolean): { operation: string; value: number } {
  switch (kind) {
    case 'add':
      return { operation: `${left}+${right}`, value: careful ? left + right : addWithoutCarries(left, right) }
    case 'sub':
      // A slip may have made the left side the smaller one; the sloppy writer then swaps the operands.
      return left >= right
        ? { operation: `${left}-${right}`, value: left - right }
        : { operation: `${right}-${left}`, value: right - left }
    case 'double':
      return { operation: `${right}x2`, value: careful ? right * 2 : addWithoutCarries(right, right) }
    case 'half':
      return { operation: `${right}/2`, value: Math.floor(right / 2) }
  }
}

/** Runs a program; the last step's value is the stack's top. Throws RangeError for a program that lacks operands. */
export function runProgram(program: readonly Instruction[], careful: boolean): WorkedStep[] {
  const stack: number[] = []
  const pop = (): number => {
    const value = stack.pop()
    if (value === undefined) throw new RangeError('runProgram: the stack is empty')
    return value
  }
  const steps: WorkedStep[] = []
  for (const instruction of program) {
    if (instruction.kind === 'push') {
      stack.push(instruction.value)
      continue
    }
    const { kind } = instruction
    const binary = kind === 'add' || kind === 'sub'
    const right = pop()
    const left = binary ? pop() : right
    const { operation, value } = apply(kind, left, right, careful)
    const equation = `${operation}=${value}`
    steps.push({
      terse: equation,
      verbose: binary ? `${kind} uses ${left} and ${right}: ${equation}` : `${kind} uses ${right}: ${equation}`,
      operation,
      value,
      tip: TIPS[kind],
    })
    stack.push(value)
  }
  return steps
}

/** The program as one expression with the brackets that it needs, e.g. `(12+7)x2`. */
function expression(program: readonly Instruction[]): string {
  const stack: { text: string; atom: boolean; product: boolean }[] = []
  for (const instruction of program) {
    if (instruction.kind === 'push') {
      stack.push({ text: String(instruction.value), atom: true, product: true })
      continue
    }
    const right = stack.pop()
    if (right === undefined) throw new RangeError('expression: the stack is empty')
    if (instruction.kind === 'double' || instruction.kind === 'half') {
      const inner = right.product ? right.text : `(${right.text})`
      stack.push({ text: `${inner}${instruction.kind === 'double' ? 'x' : '/'}2`, atom: false, product: true })
      continue
    }
    const left = stack.pop()
    if (left === undefined) throw new RangeError('expression: the stack is empty')
    const sign = instruction.kind === 'add' ? '+' : '-'
    const tail = right.atom || right.product ? right.text : `(${right.text})`
    stack.push({ text: `${left.text}${sign}${tail}`, atom: false, product: false })
  }
  return stack[0]?.text ?? ''
}

/** Appends one operation on the top value, and returns the new top. Values stay within 0..limit. */
function extend(random: Random, program: Instruction[], top: number, limit: number): number {
  const small = Math.floor(limit / 4)
  const choices: (readonly [Operation, number])[] = [
    ['add', top + 2 <= limit ? 6 : 0],
    ['sub', top >= 4 ? 3 : 0],
    ['double', top * 2 <= limit ? 3 : 0],
    ['half', top % 2 === 0 && top >= 4 ? 2 : 0],
  ]
  const kind = random.weighted(choices)
  if (kind === 'add' || kind === 'sub') {
    const value = kind === 'add' ? random.int(2, Math.min(small, limit - top)) : random.int(2, Math.min(small, top))
    program.push({ kind: 'push', value }, { kind })
    return kind === 'add' ? top + value : top - value
  }
  program.push({ kind })
  return kind === 'double' ? top * 2 : top / 2
}

/** A random program of `operations` operations; from difficulty 3 on two branches may be joined at the end. */
function drawProgram(random: Random, difficulty: number): Instruction[] {
  const [low, high] = [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 6],
  ][difficulty - 1] as [number, number]
  const limit = [60, 199, 199, 499, 999][difficulty - 1] as number
  const operations = random.int(low, high)
  const branch = (length: number, most: number): { program: Instruction[]; top: number } => {
    let top = random.int(2, Math.floor(most / 3))
    const program: Instruction[] = [{ kind: 'push', value: top }]
    for (let index = 0; index < length; index++) top = extend(random, program, top, most)
    return { program, top }
  }
  if (difficulty < 3 || random.chance(0.4)) return branch(operations, limit).program
  const half = Math.floor(limit / 2)
  const first = branch(Math.ceil((operations - 1) / 2), half)
  const second = branch(Math.floor((operations - 1) / 2), half)
  const kind = first.top >= second.top && random.chance(0.4) ? 'sub' : 'add'
  return [...first.program, ...second.program, { kind }]
}

function draft(seed: number, difficulty: number, stream: string): WorkedDraft {
  const program = drawProgram(new Random(seed, stream), difficulty)
  const lines = program.map((line) => (line.kind === 'push' ? `push ${line.value}` : line.kind))
  return {
    world: 'programs',
    seed,
    difficulty,
    question: ['Program:', ...lines].join('\n'),
    careful: runProgram(program, true),
    sloppy: runProgram(program, false),
    expression: expression(program),
    skill: SKILL,
    extra: {},
    sibling: () => draft(seed, difficulty, `${stream}-sibling`),
  }
}

export const programs: World = {
  id: 'programs',
  name: 'Programs',
  description: 'Short programs for a stack machine; run them line by line.',
  known:
    'Everybody sees the whole program; secret is what every line leaves on the stack, which only a note tells the teacher.',
  difficulty: DIFFICULTY,
  generate(seed, difficulty = DIFFICULTY.default) {
    checkDifficulty(programs, difficulty)
    return workedProblem(draft(seed, difficulty, 'programs'))
  },
  words: () => collectPieces(programs),
}
