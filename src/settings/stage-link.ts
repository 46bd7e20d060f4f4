/** @file What a link says of the stage: the selected token, and how the rollout on it is made again, forks and compared runs included. */
import { message } from '../message/message.ts'
import { type Field, flag, number, optionalIndex } from './fields.ts'
import { MAX_SEED, MAX_TOKENS } from './settings.ts'

/** A token that was forced into the rollout before, and the seed that went on from there. */
export interface ForkLink {
  readonly index: number
  /** Id in the vocabulary. */
  readonly token: number
  readonly seed: number
}

export interface Stage {
  /** The selected token. */
  readonly pinned: number | null
  /** The page samples as soon as its models are here, so that the link shows the rollout that it was copied from. */
  readonly live: boolean
  /** Forks, each of the rollout that the one before made. */
  readonly forks: readonly ForkLink[]
  /** Seeds of the rollouts that Compare shows, where they are not the one on the stage. */
  readonly seedA: number | null
  readonly seedB: number | null
}

export const BARE_STAGE: Stage = { pinned: null, live: false, forks: [], seedA: null, seedB: null }

/** Deeper trees are cut: every fork is a rollout that the opener waits for. */
export const MOST_FORKS = 4

/** `12.345.7,20.77.7`: place, token and seed of every fork; `none` for none. */
const forks: Field<readonly ForkLink[]> = {
  key: 'fork',
  takes: { kind: 'text', expected: message('forks such as 12.345.7 (place, token and seed), or none') },
  parse(text) {
    if (text === 'none') return []
    const found = text.split(',').map(forkOf)
    const all = found.filter((fork) => fork !== undefined)
    return all.length === found.length && all.length <= MOST_FORKS ? all : undefined
  },
  print: (all) => all.map(({ index, token, seed }) => `${index}.${token}.${seed}`).join(',') || 'none',
}

const index = number('index', 0, MAX_TOKENS - 1, true)
const token = number('token', 0, 2 ** 32 - 1, true)
const seed = number('seed', 0, MAX_SEED, true)

function forkOf(text: string): ForkLink | undefined {
  const [at = '', id = '', from = '', ...rest] = text.split('.')
  const fork = { index: index.parse(at), token: token.parse(id), seed: seed.parse(from) }
  const { index: place, token: forced, seed: next } = fork
  if (place === undefined || forced === undefined || next === undefined || rest.length > 0) return undefined
  return { index: place, token: forced, seed: next }
}

export const STAGE_FIELDS: { readonly [K in keyof Stage]: Field<Stage[K]> } = {
  pinned: optionalIndex('token', MAX_TOKENS - 1),
  live: flag('run'),
  forks,
  seedA: optionalIndex('a-seed', MAX_SEED),
  seedB: optionalIndex('b-seed', MAX_SEED),
}
