/** @file Which backend to use: the forced one, the only one, or the one that wins a short trial on this device. */

import { english, message } from '../message/message.ts'
import { EngineError, oneLine } from './errors.ts'
import type { BackendOption, Hardware, Runtime } from './runtime.ts'
import type { Backend, BackendMeasurement, EngineInfo } from './types.ts'

/** A graphics card that needs longer than this to compile the model and run the trial is not worth waiting for. */
export const TRIAL_LIMIT_MS = 4000

export interface Selection {
  readonly runtime: Runtime
  readonly info: EngineInfo
}

/** Milliseconds of the fixed trial on an opened backend; null when there is no model to try it with. */
export type Trial = (runtime: Runtime) => Promise<number | null>

/**
 * Opens one backend.
 * @param wanted 'auto' measures when there is more than one candidate; software graphics adapters are no candidates
 * @param prepareTrial called once, only when something is to be measured; its failure is the selection's failure
 * @throws EngineError 'backend-unavailable'
 */
export async function selectBackend(
  hardware: Hardware,
  wanted: Backend | 'auto',
  prepareTrial: () => Promise<Trial>,
): Promise<Selection> {
  return wanted === 'auto' ? automatic(hardware, prepareTrial) : forced(hardware, wanted)
}

async function forced(hardware: Hardware, wanted: Backend): Promise<Selection> {
  const option = hardware.backends.find(({ backend }) => backend === wanted)
  const others = hardware.backends.map(({ backend }) => backend).filter((backend) => backend !== wanted)
  const remedy =
    others.length > 0
      ? message('Use {others} instead.', { others: others.join(' or ') })
      : message('Use another browser.')
  if (!option)
    throw new EngineError(
      'backend-unavailable',
      message('There is no backend "{backend}" here.', { backend: wanted }),
      remedy,
    )
  const { available, reason } = await option.probe()
  if (!available) {
    throw new EngineError(
      'backend-unavailable',
      message('The backend "{backend}" cannot be used: {why}.', { backend: wanted, why: reason ?? 'it is not there' }),
      remedy,
    )
  }
  const runtime = await option.open()
  return { runtime, info: { backend: wanted, threads: runtime.threads, chosen: 'forced', measurements: [] } }
}

async function automatic(hardware: Hardware, prepareTrial: () => Promise<Trial>): Promise<Selection> {
  const measurements: BackendMeasurement[] = []
  const candidates: BackendOption[] = []
  const fallbacks: BackendOption[] = []
  for (const option of hardware.backends) {
    const { available, software, reason } = await option.probe()
    if (available && !software) candidates.push(option)
    else measurements.push({ backend: option.backend, milliseconds: null, reason })
    if (available && software) fallbacks.push(option)
  }
  // With a single candidate there is nothing to choose, so nobody waits for a measurement.
  if (candidates.length <= 1) return firstThatOpens([...candidates, ...fallbacks], measurements)

  const trial = await prepareTrial()
  let best: { readonly runtime: Runtime; readonly milliseconds: number } | null = null
  for (const option of candidates) {
    const result = await tryOut(option, trial)
    measurements.push(result.measurement)
    const { runtime, measurement } = result
    if (!runtime) continue
    const milliseconds = measurement.milliseconds ?? Number.POSITIVE_INFINITY
    if (best === null || milliseconds < best.milliseconds) {
      await best?.runtime.dispose()
      best = { runtime, milliseconds }
    } else {
      await runtime.dispose()
    }
  }
  if (best === null) return firstThatOpens(fallbacks, measurements)
  return { runtime: best.runtime, info: describeChoice(best.runtime, 'measured', measurements) }
}

async function tryOut(
  option: BackendOption,
  trial: Trial,
): Promise<{ readonly runtime: Runtime | null; readonly measurement: BackendMeasurement }> {
  const { backend } = option
  let runtime: Runtime | null = null
  try {
    runtime = await option.open()
    const milliseconds = await trial(runtime)
    const reason = milliseconds === null ? message('there is no model to measure with') : null
    return { runtime, measurement: { backend, milliseconds, reason } }
  } catch (error) {
    // Nobody waits for this: a trial that was abandoned may hang inside a call that cannot be stopped.
    runtime?.dispose().catch(() => undefined)
    return { runtime: null, measurement: { backend, milliseconds: null, reason: oneLine(error) } }
  }
}

async function firstThatOpens(
  options: readonly BackendOption[],
  measurements: readonly BackendMeasurement[],
): Promise<Selection> {
  const failures = [...measurements]
  for (const option of options) {
    try {
      const runtime = await option.open()
      return { runtime, info: describeChoice(runtime, 'only', failures) }
    } catch (error) {
      failures.push({ backend: option.backend, milliseconds: null, reason: oneLine(error) })
    }
  }
  const reasons = failures.map(({ backend, reason }) => `${backend}: ${english(reason ?? 'not there')}`).join('; ')
  throw new EngineError(
    'backend-unavailable',
    message('No backend works here ({why}).', { why: reasons }),
    'Use a current browser.',
  )
}

function describeChoice(
  runtime: Runtime,
  chosen: EngineInfo['chosen'],
  measurements: readonly BackendMeasurement[],
): EngineInfo {
  return { backend: runtime.backend, threads: runtime.threads, chosen, measurements }
}
