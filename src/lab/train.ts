/** @file `lab train`: one run from the start weights to the end, a line a step as it happens. */

import type { LocalEngine } from '../engine/engine.ts'
import { EngineError, isCancelled } from '../engine/errors.ts'
import type { FileSource } from '../engine/files.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import { contextsOf } from '../engine/own/problems.ts'
import type { Evaluation, RunInfo, RunSetup, StepReport } from '../engine/training/types.ts'
import { english } from '../message/message.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { readProblems } from './read-problems.ts'
import type { TrainOptions } from './run-options.ts'
import { accuracyWords, evaluationJson, evaluationLine, percent, stepJson, stepLine } from './run-output.ts'
import { runSetup } from './run-setup.ts'
import { checkSaveFolder, saveAdapter, saveBeside, saveModel } from './save-model.ts'
import type { ServedTeacher } from './train-with-server.ts'
import { makeFolder, unwritableFolder } from './write-out.ts'

export interface FinalJson {
  readonly recipe: string
  readonly seed: number
  readonly steps: number
  readonly learning_rate: number
  readonly accuracy_before: number
  readonly accuracy_after: number
  /** 95 % Wilson interval of `accuracy_after`, and the number of held-out problems. */
  readonly interval: readonly [number, number]
  readonly n: number
  readonly student_tokens: number
  readonly teacher_tokens: number
  readonly flops: number
  /** Of training, without measuring. */
  readonly seconds: number
  /** Milliseconds that the training graph took to build. */
  readonly build_ms: number
  readonly length_before: number
  readonly length_after: number
  readonly entropy_before: number
  readonly entropy_after: number
  readonly forward_kl: number
  readonly reverse_kl: number
  readonly tvd: number
}

const DEFAULTS = { steps: 100, rollouts: 16, n: 200 }

export interface TrainPlace {
  readonly engine: LocalEngine
  /** Where the start model's files are, for `--save`. */
  readonly files: FileSource
  /** Models in folders of their own, by their ids. */
  readonly folders: ReadonlyMap<string, ModelFolder>
  /** The teacher, where it is on a server. */
  readonly server?: ServedTeacher | null
  /** Takes a line without its end. */
  readonly write: (line: string) => void
  /** Calls back when the person wants the run to end. @returns ends that */
  readonly onInterrupt?: (stop: () => void) => () => void
}

/**
 * Trains, measures, and saves where the options ask for it.
 * @param options whose models are ids
 * @throws EngineError 'session-failed' when a step's numbers are not finite; 'cancelled' for a run that was interrupted, after what it
 *   had come to was saved
 */
export async function train(place: TrainPlace, options: TrainOptions, recipe: Recipe): Promise<void> {
  const { engine, files, server } = place
  const told = contextsOf(recipe).length > 0
  const own = options.problems === null ? null : await readProblems(options.problems, told, options.noteTemplate)
  const setup: RunSetup = {
    ...runSetup(
      recipe,
      options,
      own ? { ...DEFAULTS, n: Math.min(DEFAULTS.n, own.heldOut.length) } : DEFAULTS,
      options.seed,
    ),
    ...(own && { own }),
    ...(server && { served: server.served }),
    ...(options.lora && { lora: options.lora }),
  }
  // A folder that cannot be written to is found out before an hour of training, not after.
  if (options.save !== null) {
    await checkSaveFolder(options.save)
    await makeFolder(options.save, '--save')
  }
  const interrupted = new AbortController()
  const deaf = place.onInterrupt?.(() => interrupted.abort())
  const info = await engine.openRun(setup)
  try {
    const before = await engine.evaluateRun(info.run)
    const { after, step } = await steps(place, options, setup, info, before, interrupted.signal)
    if (after) {
      const final = finalJson(setup, info, before, after)
      place.write(options.json ? JSON.stringify({ final }) : finalLine(final))
    }
    const { save } = options
    const saved = save !== null && step > 0
    if (saved) {
      const weights = await engine.saveRun(info.run)
      const request = { folder: save, files, start: setup.student, setup: { ...setup, steps: step }, weights }
      const from = place.folders.get(setup.student)
      const adapter = setup.lora && {
        lora: setup.lora,
        base: from?.name ?? setup.student,
        weights: await engine.saveAdapter(info.run),
      }
      try {
        await (from ? saveBeside(request, from) : saveModel(request))
        if (adapter) await saveAdapter(save, adapter.lora, adapter.base, adapter.weights)
      } catch (error) {
        throw unwritableFolder(save, '--save', error)
      }
    }
    if (!after) {
      const remedy = saved ? `What was trained is saved in ${save}.` : 'Nothing was saved.'
      throw new EngineError('cancelled', `Interrupted after step ${step} of ${setup.steps}.`, remedy)
    }
    if (saved && !options.json) place.write(`saved in ${save}`)
  } finally {
    deaf?.()
    await engine.closeRun(info.run)
  }
}

/** @returns the last evaluation, or null where the run was interrupted, and the last step */
async function steps(
  { engine, write, server }: TrainPlace,
  { json, evaluateEvery }: TrainOptions,
  setup: RunSetup,
  { run }: RunInfo,
  before: Evaluation,
  interrupted: AbortSignal,
): Promise<{ readonly after: Evaluation | null; readonly step: number }> {
  const showEvaluation = (evaluation: Evaluation) => {
    if (evaluateEvery === null) return
    const record = evaluationJson(evaluation)
    write(json ? JSON.stringify({ evaluation: record }) : evaluationLine(record))
  }
  showEvaluation(before)
  for (let step = 1; step <= setup.steps; step++) {
    if (interrupted.aborted) return { after: null, step: step - 1 }
    // A server may take long over a step: what is interrupted ends within it, and the step is not taken.
    const report = await (server
      ? engine.stepRun(run, { signal: interrupted, onTeach: server.ask(interrupted) })
      : engine.stepRun(run)
    ).catch(orInterrupted(interrupted))
    if (!report) return { after: null, step: step - 1 }
    const record = stepJson(report)
    write(json ? JSON.stringify(record) : stepLine(record))
    stopAtFault(report)
    if (evaluateEvery !== null && step % evaluateEvery === 0 && step < setup.steps)
      showEvaluation(await engine.evaluateRun(run))
  }
  const after = await engine.evaluateRun(run)
  showEvaluation(after)
  return { after, step: setup.steps }
}

/** null for what was interrupted. */
const orInterrupted =
  (interrupted: AbortSignal) =>
  (error: unknown): null => {
    if (interrupted.aborted && isCancelled(error)) return null
    throw error
  }

/** @throws EngineError 'session-failed' */
export function stopAtFault({ step, fault }: StepReport): void {
  if (!fault) return
  throw new EngineError(
    'session-failed',
    `Step ${step} failed: ${english(fault.message)}`,
    'Run it again with a lower --learning-rate.',
  )
}

function finalJson(setup: RunSetup, info: RunInfo, before: Evaluation, after: Evaluation): FinalJson {
  const { greedy, spent } = after
  return {
    recipe: setup.recipe.id,
    seed: setup.seed,
    steps: after.step,
    learning_rate: setup.learningRate,
    accuracy_before: before.greedy.share,
    accuracy_after: greedy.share,
    interval: greedy.interval,
    n: greedy.n,
    student_tokens: spent.studentTokens,
    teacher_tokens: spent.teacherTokens,
    flops: spent.flops,
    seconds: spent.seconds,
    build_ms: info.buildMs,
    length_before: before.length,
    length_after: after.length,
    entropy_before: before.studentEntropy,
    entropy_after: after.studentEntropy,
    forward_kl: after.forwardKl,
    reverse_kl: after.reverseKl,
    tvd: after.tvd,
  }
}

function finalLine(final: FinalJson): string {
  const count = (tokens: number) => tokens.toLocaleString('en')
  return [
    `${percent(final.accuracy_before)} before, ${accuracyWords(final.accuracy_after, final.interval, final.n)} after ${final.steps} steps`,
    `length ${final.length_before.toFixed(1)} before, ${final.length_after.toFixed(1)} after`,
    `${count(final.student_tokens)} student tokens, ${count(final.teacher_tokens)} teacher tokens, ${final.seconds.toFixed(1)} s of training`,
  ].join('; ')
}
