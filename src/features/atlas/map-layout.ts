/**
 * @file Where the entries stand on the map: near each other where they are made of the same parts. Classical multidimensional scaling
 * (Torgerson 1952) of the distance 1 - shared parts / parts of either, then points that cover each other are moved apart. Pure. It takes a
 * tenth of a second: the page reads what came of it, map-places.json, which the tests hold to this.
 */
import { mean } from '../../divergence/stats.ts'
import { nearnessOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'

export interface Place {
  readonly id: string
  /** 0 to 1, left to right and top to bottom. */
  readonly x: number
  readonly y: number
}

/** Turns of the power iteration; the two largest eigenvalues of these distances lie well apart. */
const TURNS = 200
const SPREADING = 60

/**
 * @param gap least distance of two points, in widths of the map
 * @param aspect height over width of the map
 * @returns a place for every entry that has parts
 */
export function mapPlaces(entries: readonly AtlasEntry[], gap: number, aspect: number): readonly Place[] {
  const made = entries.filter(({ parts }) => parts.length > 0)
  if (made.length === 0) return []
  const n = made.length
  const squares = made.map(() => new Array<number>(n).fill(0))
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const square = (1 - nearnessOf(made[i]!, made[j]!)) ** 2
      squares[i]![j] = square
      squares[j]![i] = square
    }
  const means = squares.map(mean)
  const all = mean(means)
  const inner = squares.map((row, i) =>
    Float64Array.from(row, (value, j) => -0.5 * (value - means[i]! - means[j]! + all)),
  )
  const first = dominant(inner, null)
  const second = dominant(inner, first)
  const xs = scaled(first)
  const ys = scaled(second).map((y) => y * aspect)
  spread(xs, ys, gap, aspect)
  return made.map(({ id }, i) => ({ id, x: xs[i]!, y: ys[i]! / aspect }))
}

/** The eigenvector of the largest eigenvalue, at a right angle to another one. */
function dominant(matrix: readonly Float64Array[], other: Float64Array | null): Float64Array {
  // Not at a right angle to anything by chance, and the same each time.
  let vector = Float64Array.from(matrix, (_, i) => Math.cos(1 + 2.4 * i))
  for (let turn = 0; turn < TURNS; turn++) {
    const along = other ? dot(vector, other) : 0
    const free = other ? vector.map((value, i) => value - along * other[i]!) : vector
    const next = Float64Array.from(matrix, (row) => dot(row, free))
    const length = Math.sqrt(dot(next, next)) || 1
    vector = next.map((value) => value / length)
  }
  return vector
}

/** By a plain loop: it is the whole cost of the map. */
function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Ranks and values half and half: ranks alone use the room, values alone keep what is near together. */
function scaled(vector: Float64Array): number[] {
  const values = [...vector]
  const low = Math.min(...values)
  const width = Math.max(...values) - low || 1
  const order = values.map((_, i) => i).toSorted((a, b) => values[a]! - values[b]!)
  const rank = new Array<number>(values.length).fill(0.5)
  order.forEach((i, place) => {
    rank[i] = order.length > 1 ? place / (order.length - 1) : 0.5
  })
  return values.map((value, i) => 0.5 * ((value - low) / width) + 0.5 * rank[i]!)
}

/** Moves points that are nearer than `gap` apart, a little at a time, within the map. */
function spread(xs: number[], ys: number[], gap: number, aspect: number): void {
  for (let turn = 0; turn < SPREADING; turn++) {
    let moved = false
    for (let i = 0; i < xs.length; i++) {
      for (let j = 0; j < i; j++) {
        // Two at the same place part in a direction of their own.
        const dx = xs[i]! - xs[j]! || 1e-6 * Math.cos(i)
        const dy = ys[i]! - ys[j]! || 1e-6 * Math.sin(i)
        const distance = Math.hypot(dx, dy)
        if (distance >= gap) continue
        const push = (gap - distance) / 2 / distance
        moved = true
        xs[i] = within(xs[i]! + dx * push, 1)
        xs[j] = within(xs[j]! - dx * push, 1)
        ys[i] = within(ys[i]! + dy * push, aspect)
        ys[j] = within(ys[j]! - dy * push, aspect)
      }
    }
    if (!moved) return
  }
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))
