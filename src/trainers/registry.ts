/** @file Every trainer, in the order of the table's columns. A new framework is one file and a line here. */
import { AREAL } from './areal.ts'
import { DATA_ONLY, type DataOnly } from './data-only.ts'
import { KDFLOW } from './kdflow.ts'
import { MS_SWIFT } from './ms-swift.ts'
import { NEMO_RL } from './nemo-rl.ts'
import { RLLM } from './rllm.ts'
import { ROLL } from './roll.ts'
import { SKYRL } from './skyrl.ts'
import { SLIME } from './slime.ts'
import { SPECFORGE } from './specforge.ts'
import { TINKER } from './tinker.ts'
import type { FrameworkId, Trainer } from './trainer.ts'
import { TRL } from './trl.ts'
import { AGENT_LIGHTNING, VERL } from './verl.ts'

export const TRAINERS: readonly Trainer[] = [
  ...[TRL, VERL, NEMO_RL, SLIME, KDFLOW, MS_SWIFT, TINKER, AREAL, ROLL, SKYRL, RLLM, SPECFORGE].flat(),
  ...AGENT_LIGHTNING,
]

/** The trainers of a framework; none for those that only take data. */
export const trainersOf = (framework: FrameworkId): readonly Trainer[] =>
  TRAINERS.filter((trainer) => trainer.framework === framework)

export const dataOnly = (framework: FrameworkId): DataOnly | undefined =>
  DATA_ONLY.find((each) => each.framework === framework)
