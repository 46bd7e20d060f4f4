/** @file The trainer behind its own interface, fetched with all that it compiles recipes with by the first call. */
import { late } from '../late.ts'
import type { Trainer, TrainerHost } from './trainer.ts'

/** Training on a host; nothing is fetched or opened before the first call. */
export function createLateTrainer(host: TrainerHost): Trainer {
  const trainer = late(async () => (await import('./trainer.ts')).createTrainer(host))
  return {
    openRun: async (setup, options) => (await trainer.get()).openRun(setup, options),
    stepRun: async (run, options) => (await trainer.get()).stepRun(run, options),
    evaluateRun: async (run, options) => (await trainer.get()).evaluateRun(run, options),
    checkpointsOf: async (run) => (await trainer.get()).checkpointsOf(run),
    rewindRun: async (run, step) => (await trainer.get()).rewindRun(run, step),
    saveRun: async (run) => (await trainer.get()).saveRun(run),
    adoptRun: async (run, name) => (await trainer.get()).adoptRun(run, name),
    adoptFile: async (bytes, name, like) => (await trainer.get()).adoptFile(bytes, name, like),
    closeRun: async (run) => (await trainer.get()).closeRun(run),
    closeAll: async () => (await trainer.known())?.closeAll(),
  }
}
