/**
 * @file What is kept of an imported run: for each rollout a few numbers and where it stands, never its text, so that a file may be
 * larger than the memory. Curves keep so many points and thin themselves out.
 */
import { readRollout, readRun } from './import-run.ts'
import { ImportError, type Place, type Recognised, type RunItem, type RunRollout, type Skipped } from './run-format.ts'
import type { ImportSource } from './source.ts'

/** Distinct prompts that are told apart by name; later ones are "others". */
export const MOST_PROMPTS = 5000
/** Of a prompt, so much is shown in a list. */
const PROMPT_SHOWN = 90
/** Lines that were passed over and are kept to be shown; all are counted. */
export const MOST_SKIPPED = 500
/** Points of a curve. */
const MOST_POINTS = 4096
const OTHERS = 0xffff

/** Entries of a piece of a column. */
const CHUNK = 1 << 16

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Numbers in pieces of a fixed width: an object for each of a million rollouts would take ten times the memory, one array would be copied as it grows. */
class Column {
  private readonly chunks: Numbers[] = []
  length = 0

  constructor(private readonly make: new (length: number) => Numbers) {}

  push(value: number): void {
    const at = this.length % CHUNK
    if (at === 0) this.chunks.push(new this.make(CHUNK))
    this.chunks.at(-1)![at] = value
    this.length += 1
  }

  at(index: number): number {
    return this.chunks[Math.floor(index / CHUNK)]?.[index % CHUNK] ?? Number.NaN
  }
}

/** Stands for "no step" among 32-bit whole numbers. */
const NO_STEP = -(2 ** 31)

interface Point {
  readonly x: number
  readonly y: number
}

/** A curve that never has more than so many points: beyond that every second one goes, and then only every second one comes. */
class ThinCurve {
  private points: Point[] = []
  private stride = 1
  private seen = 0

  add(point: Point): void {
    if (this.seen++ % this.stride !== 0) return
    this.points.push(point)
    if (this.points.length < MOST_POINTS) return
    this.points = this.points.filter((_, i) => i % 2 === 0)
    this.stride *= 2
  }

  sorted(): readonly Point[] {
    return [...this.points].sort((a, b) => a.x - b.x)
  }
}

/** A file that could not be read at all. */
export interface Unread {
  readonly file: string
  readonly why: string
  readonly remedy: string
}

/** One line of a list of rollouts. */
export interface RunRow {
  /** Its number in the run, from 0. */
  readonly row: number
  readonly step: number | null
  readonly reward: number | null
}

export interface RowFilter {
  readonly step: number | null
  /** Number of a prompt in `prompts`. */
  readonly prompt: number | null
  /** Ends included; null: open. */
  readonly least: number | null
  readonly most: number | null
}

export const EVERY_ROW: RowFilter = { step: null, prompt: null, least: null, most: null }

export class RunIndex {
  private readonly sources: ImportSource[] = []
  private readonly steps = new Column(Int32Array)
  private readonly rewards = new Column(Float32Array)
  private readonly file = new Column(Uint16Array)
  private readonly starts = new Column(Float64Array)
  private readonly lengths = new Column(Uint32Array)
  private readonly kinds = new Column(Uint8Array)
  private readonly nths = new Column(Uint32Array)
  private readonly promptIds = new Column(Uint16Array)
  private readonly known = new Map<string, number>()
  private readonly byStep = new Map<number, { sum: number; n: number }>()
  private readonly curves = new Map<string, ThinCurve>()
  /** The first step at which a metric was NaN or infinite, by its name. */
  readonly brokenFrom = new Map<string, number>()
  /** The beginnings of the prompts, in the order in which they came. */
  readonly prompts: string[] = []
  readonly recognised: Recognised[] = []
  readonly skipped: Skipped[] = []
  readonly unread: Unread[] = []
  skippedCount = 0
  metricsCount = 0
  /** Whether token ids and log-probs stood in some rollout. */
  withTokens = 0
  withLogProbs = 0

  get length(): number {
    return this.steps.length
  }

  /** Number of the file that is read next. */
  begin(source: ImportSource): void {
    this.sources.push(source)
  }

  add(item: RunItem): void {
    switch (item.kind) {
      case 'recognised':
        this.recognised.push(item.value)
        return
      case 'skipped':
        this.skippedCount += 1
        if (this.skipped.length < MOST_SKIPPED) this.skipped.push(item.value)
        return
      case 'metrics':
        this.metricsCount += 1
        for (const [name, y] of Object.entries(item.value.values))
          this.point(name, item.value.step ?? this.metricsCount, y)
        for (const name of Object.keys(item.value.not_finite ?? {}))
          if (!this.brokenFrom.has(name)) this.brokenFrom.set(name, item.value.step ?? this.metricsCount)
        return
      case 'rollout':
        this.addRollout(item.value, item.place)
    }
  }

  private point(name: string, x: number, y: number): void {
    const curve = this.curves.get(name) ?? new ThinCurve()
    this.curves.set(name, curve)
    curve.add({ x, y })
  }

  private addRollout({ step, reward, prompt, group, token_ids, student_logprobs }: RunRollout, place: Place): void {
    this.steps.push(step ?? NO_STEP)
    this.rewards.push(reward ?? Number.NaN)
    this.file.push(this.sources.length - 1)
    this.starts.push(place.start)
    this.lengths.push(place.end - place.start)
    this.kinds.push(KINDS.indexOf(place.kind))
    this.nths.push(place.nth)
    this.promptIds.push(this.promptOf(prompt ?? group))
    if (token_ids) this.withTokens += 1
    if (student_logprobs) this.withLogProbs += 1
    if (step === null || reward === null) return
    const mean = this.byStep.get(step) ?? { sum: 0, n: 0 }
    mean.sum += reward
    mean.n += 1
    this.byStep.set(step, mean)
  }

  private promptOf(prompt: string | null): number {
    if (prompt === null) return OTHERS
    const key = hashOf(prompt)
    const found = this.known.get(key)
    if (found !== undefined) return found
    if (this.prompts.length >= MOST_PROMPTS) return OTHERS
    this.known.set(key, this.prompts.length)
    return this.prompts.push(beginning(prompt)) - 1
  }

  /** The rollouts that a filter lets through, in the order of their files. */
  rows({ step, prompt, ...range }: RowFilter, among: readonly number[] | null = null): readonly number[] {
    // Rewards are kept in 32 bits: 0.1 there is not 0.1 here.
    const [least, most] = [range.least, range.most].map((end) => (end === null ? null : Math.fround(end)))
    const fits = (row: number): boolean => {
      const reward = this.rewards.at(row)
      return (
        (step === null || this.steps.at(row) === step) &&
        (prompt === null || this.promptIds.at(row) === prompt) &&
        (least == null || reward >= least) &&
        (most == null || reward <= most)
      )
    }
    if (among) return among.filter(fits)
    const found: number[] = []
    for (let row = 0; row < this.length; row++) if (fits(row)) found.push(row)
    return found
  }

  row(row: number): RunRow {
    const [step, reward] = [this.steps.at(row), this.rewards.at(row)]
    return { row, step: step === NO_STEP ? null : step, reward: Number.isNaN(reward) ? null : reward }
  }

  /** The whole rollout, read again from its file. @throws ImportError where the file has changed */
  async rollout(row: number): Promise<RunRollout> {
    const source = this.sources[this.file.at(row)]
    if (!source) throw new RangeError(`there is no rollout ${row}`)
    return readRollout(source, {
      kind: KINDS[this.kinds.at(row)] ?? 'document',
      start: this.starts.at(row),
      end: this.starts.at(row) + this.lengths.at(row),
      nth: this.nths.at(row),
    })
  }

  /** Steps at which there are rollouts, ascending. */
  stepsOf(): readonly number[] {
    const steps = new Set<number>()
    for (let row = 0; row < this.length; row++) steps.add(this.steps.at(row))
    steps.delete(NO_STEP)
    return [...steps].sort((a, b) => a - b)
  }

  /** Curves by name, ascending in x; the mean reward of the rollouts of a step is one of them. */
  metrics(): ReadonlyMap<string, readonly Point[]> {
    const means = [...this.byStep].sort(([a], [b]) => a - b).map(([x, { sum, n }]) => ({ x, y: sum / n }))
    return new Map([
      ...(means.length > 0 ? [[MEAN_REWARD, means] as const] : []),
      ...[...this.curves].map(([name, curve]) => [name, curve.sorted()] as const),
    ])
  }

  /**
   * The rollouts whose prompt or completion holds a text, capitals and small letters alike. Every file is read again.
   * @param onRow tells how many rollouts have been read
   */
  async search(text: string, signal: AbortSignal, onRow: (rows: number) => unknown): Promise<readonly number[]> {
    const wanted = text.toLowerCase()
    const holds = (part: string | null): boolean => part?.toLowerCase().includes(wanted) ?? false
    const found: number[] = []
    let row = 0
    for (const source of this.sources) {
      const before = row
      try {
        for await (const item of readRun(source, signal)) {
          if (item.kind !== 'rollout') continue
          if (holds(item.value.prompt) || holds(item.value.completion)) found.push(row)
          row += 1
          await onRow(row)
        }
      } catch (error) {
        // A file that was not read the first time has no rollouts now either; one that was may not change its numbers.
        if (!(error instanceof ImportError) || row !== before) throw error
      }
    }
    return found
  }
}

export const MEAN_REWARD = 'mean reward of the rollouts'

const KINDS = ['line', 'row', 'document'] as const

function beginning(prompt: string): string {
  const line = prompt
    .slice(0, 4 * PROMPT_SHOWN)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > PROMPT_SHOWN ? `${line.slice(0, PROMPT_SHOWN - 1)}…` : line
}

/** 53 bits of a text (cyrb53, public domain), and its length: prompts are not kept whole to be compared. */
function hashOf(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `${text.length}:${(b >>> 0).toString(36)}${(a >>> 0).toString(36)}`
}
