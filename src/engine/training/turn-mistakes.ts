/**
 * @file How often a run's weights take a wrong turn in a world of turns: on their own texts, and led along a careful writer's. Imitation
 * is taught on the latter only, and has to go on from the former: what grows between the two is exposure bias.
 */
import { hashSeed } from '../../world/random.ts'
import { throwIfCancelled } from '../errors.ts'
import type { GenerateOptions } from '../generate.ts'
import type { RowPlan } from '../rows.ts'
import type { SamplingOptions } from '../types.ts'
import { type Completion, completionFromData, type Prompt } from './completions.ts'
import type { RunContext } from './run-context.ts'
import type { TurnMistakes, TurnTally } from './types.ts'

/** More tokens than any turn has. */
const LONGEST_TURN = 16

/** Where a turn of a careful text begins. */
interface Led {
  readonly prompt: Prompt
  readonly turn: number
  /** Tokens of the careful text before it. */
  readonly before: readonly number[]
}

/**
 * @param own texts of the weights under `temperature`, whose `promptIndex` counts in `prompts`
 * @param batch rows that are written at once
 * @param prompts of a world whose problems judge turns
 * @throws EngineError 'cancelled' when the signal is aborted
 */
export async function turnMistakes(
  run: RunContext,
  prompts: readonly Prompt[],
  own: readonly Completion[],
  batch: number,
  options: GenerateOptions = {},
): Promise<TurnMistakes> {
  const walks = own.map(({ promptIndex, text }) => wrongTurns(prompts[promptIndex]!, text))
  const clean = walks.map((walk) => (walk.includes(true) ? walk.slice(0, walk.indexOf(true) + 1) : walk))
  const behind = walks.map((walk, i) => walk.slice(clean[i]!.length))
  return {
    own: byTurn(walks),
    led: await led(run, prompts, batch, options),
    before: tally(clean.flat()),
    behind: tally(behind.flat()),
  }
}

const wrongTurns = ({ problem }: Prompt, text: string): readonly boolean[] => problem.wrongTurns?.(text) ?? []

const tally = (turns: readonly boolean[]): TurnTally => [turns.length, turns.filter(Boolean).length]

/** Of all walks, the first turns, the second ones, and so on. */
function byTurn(walks: readonly (readonly boolean[])[]): readonly TurnTally[] {
  const longest = Math.max(0, ...walks.map((walk) => walk.length))
  return Array.from({ length: longest }, (_, turn) => tally(walks.flatMap((walk) => walk.slice(turn, turn + 1))))
}

/** One turn behind every beginning of a careful text. */
async function led(
  run: RunContext,
  prompts: readonly Prompt[],
  batch: number,
  options: GenerateOptions,
): Promise<readonly TurnTally[]> {
  const { setup, student, networks } = run
  const { vocabulary } = student
  const places = prompts.flatMap((prompt) => placesOf(run, prompt))
  const sampling: SamplingOptions = {
    ...{ seed: hashSeed(setup.seed, 'led'), temperature: setup.temperature },
    ...{ topK: 0, topP: 1, minP: 0, maxTokens: LONGEST_TURN },
  }
  const wrong: { readonly turn: number; readonly wrong: boolean }[] = []
  for (let start = 0; start < places.length; start += batch) {
    const group = places.slice(start, start + batch)
    const plans = group.map(
      ({ prompt, before }, i): RowPlan => ({
        prompt: [...prompt.ids, ...before],
        sampling,
        row: start + i,
        stops: (id) => vocabulary.textOf(id).includes('\n'),
      }),
    )
    const results = await networks.generate(student, run.currentWeights(), plans, options)
    throwIfCancelled(options.signal)
    results.forEach(({ tokens }, i) => {
      const { prompt, turn, before } = group[i]!
      const text = vocabulary.decode([...before, ...tokens.map(({ id }) => id)])
      // Who ends the text instead of taking the turn has gone wrong, too.
      wrong.push({ turn, wrong: wrongTurns(prompt, text)[turn] ?? true })
    })
  }
  const longest = Math.max(0, ...wrong.map(({ turn }) => turn + 1))
  return Array.from({ length: longest }, (_, at) =>
    tally(wrong.filter(({ turn }) => turn === at).map((each) => each.wrong)),
  )
}

/** The turns of a careful text: each begins behind what the environment said. */
function placesOf({ student }: RunContext, prompt: Prompt): readonly Led[] {
  const { tokens, text } = completionFromData('led', 0, prompt, student.vocabulary, undefined)
  const starts = tokens.flatMap(({ learn }, i) => (learn && !(tokens[i - 1]?.learn ?? false) ? [i] : []))
  const ids = tokens.map(({ id }) => id)
  // The last of them begins the answer, behind the last turn.
  return starts
    .slice(0, wrongTurns(prompt, text).length)
    .map((start, turn) => ({ prompt, turn, before: ids.slice(0, start) }))
}
