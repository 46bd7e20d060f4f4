/** @file Ids of the rollouts that cues bring: a cue that is shown again finds its rollout, and all that is known of it. */
import type { Trace } from '../../formats/trace.ts'
import type { ServiceDefinition } from '../../store/app.ts'

/** Live rollouts count up from 1, imported traces down from 0: those of cues keep far away from both. */
const FIRST = -1_000_001

export interface CueRuns {
  /** The same for one trace for as long as the page lives, and no other's. */
  idOf(trace: Trace): number
}

declare module '../../store/app.ts' {
  interface Services {
    readonly cueRuns: CueRuns
  }
}

export const CUE_RUN_SERVICE: ServiceDefinition<CueRuns> = {
  create() {
    const ids = new WeakMap<Trace, number>()
    let next = FIRST
    return {
      idOf(trace) {
        const id = ids.get(trace) ?? next--
        ids.set(trace, id)
        return id
      },
    }
  },
}
