/**
 * @file The recipe compiler: from a recipe to the graphs and feeds of its phases. Nothing here knows a method by name.
 */
import type { DecoderConfig } from '../network/config.ts'
import { buildStep, type OptimizerOptions } from '../network/training.ts'
import { gradients } from '../onnx/autodiff.ts'
import { Graph } from '../onnx/graph.ts'
import type { Value } from '../onnx/types.ts'
import type { Batch, Needs } from './batch.ts'
import { type Feed, feedsFor } from './feeds.ts'
import { emitLoss, type LossSource } from './graph/loss.ts'
import { sideBySide, studentStatistics } from './graph/statistics.ts'
import { needsOf } from './needs.ts'
import type { Phase, Recipe } from './recipe/recipe.ts'
import type { Term } from './recipe/terms.ts'
import { voicesOf } from './teacher-mix.ts'
import { teacherObject } from './teachers.ts'
import { weightObject } from './weights/weights.ts'

export interface BuiltGraph {
  readonly graph: Graph
  /** Inputs that `feeds` computes. */
  readonly lossInputs: readonly string[]
}

export interface GraphOptions {
  readonly optimizer?: OptimizerOptions
  readonly float?: 'float32' | 'float64'
}

/** One phase of a recipe, ready to be run by any engine. */
export interface PhaseProgram {
  readonly phase: Phase<Term>
  readonly needs: Needs
  /** Whether the step has a teacher that can be asked about tokens; then `teacher_logits` [rows, vocabulary] is an input of its graph. */
  readonly taught: boolean
  /**
   * Weights of the teachers that the loss is taken against; [1] for one. The tables of several stand side by side in
   * `teacher_logits` [rows, voices x vocabulary].
   */
  readonly voices: readonly number[]
  /** k of the statistics' `teacherTopEntropy`, or null. */
  readonly topEntropy: number | null
  /**
   * The whole training step as one graph (see `buildStep`), with the outputs `terms` and `statistics` (see
   * `studentStatistics`). @throws GraphError for a term that nothing here trains on yet
   */
  stepGraph(config: DecoderConfig, options?: GraphOptions): BuiltGraph
  /**
   * The loss alone: inputs `student_logits`, `teacher_logits` [rows, vocabulary], `targets` int32 [rows] and the loss
   * inputs; outputs `loss`, `grad_logits` (d loss / d student logits, [rows, vocabulary]) and the terms `term_0`, ...
   */
  lossGraph(vocabulary: number, float?: 'float32' | 'float64'): BuiltGraph
  /** Everything that the graphs read of the step's table. See `feedsFor`. */
  feeds(
    names: readonly string[],
    batch: Batch,
    progress: number,
    uniform: (row: number) => number,
  ): ReadonlyMap<string, Feed>
}

export interface Program {
  readonly recipe: Recipe
  readonly phases: readonly PhaseProgram[]
  /** The phase at a share of the run. @param progress steps done / steps of the run */
  phaseAt(progress: number): PhaseProgram
}

/** Compiles a recipe that `validateRecipe` has accepted. */
export function compile(recipe: Recipe): Program {
  const phases = recipe.phases.map((phase): PhaseProgram => program(phase, recipe))
  return {
    recipe,
    phases,
    phaseAt: (progress) => phases.find(({ phase }) => progress < phase.until) ?? (phases.at(-1) as PhaseProgram),
  }
}

function program(phase: Phase<Term>, recipe: Recipe): PhaseProgram {
  const terms: readonly Term[] = phase.loss
  const taught = recipe.teacher !== null && teacherObject(recipe.teacher).says === 'tokens'
  const voices = voicesOf(recipe.teacher)
  const teacherInput = (g: Graph, float: 'float32' | 'float64', vocabulary: number) =>
    taught ? g.input('teacher_logits', float, ['rows', vocabulary * voices.length]) : null
  const source = (g: Graph, student: Value, teacher: Value | null, tokens: Value): LossSource => {
    let tables: readonly Value[] | null = null
    const teachers = () => {
      tables ??= g.silently(() => sideBySide(g, present(teacher), voices.length))
      return tables
    }
    return { student, teachers, voices: voices.length, tokens }
  }
  return {
    phase,
    needs: needsOf(terms),
    taught,
    voices,
    topEntropy: topEntropyOf(terms),
    stepGraph(config, { optimizer, float = 'float32' } = {}) {
      let lossInputs: readonly string[] = []
      const graph = buildStep(
        config,
        (g, { logits, targets }) => {
          const teacher = teacherInput(g, float, config.vocabSize)
          const emitted = emitLoss(g, terms, source(g, logits, teacher, targets))
          lossInputs = emitted.inputs.names
          const statistics = studentStatistics(g, emitted.logS, emitted.pS, targets, teacher, voices)
          return { loss: emitted.loss, outputs: { ...numbered(emitted.terms), statistics } }
        },
        { name: 'training_step', doc: `One step of ${recipe.name}: ${recipe.description}`, optimizer, float },
      )
      return { graph, lossInputs }
    },
    lossGraph(vocabulary, float = 'float64') {
      const g = new Graph('loss', `The loss of ${recipe.name} and its gradient.`, float)
      const student = g.input('student_logits', float, ['rows', vocabulary])
      const teacher = teacherInput(g, float, vocabulary)
      const tokens = g.input('targets', 'int32', ['rows'])
      const emitted = emitLoss(g, terms, source(g, student, teacher, tokens))
      const [gradient] = gradients(g, emitted.loss, [student]) as [Value]
      g.output('loss', emitted.loss)
      g.output('grad_logits', gradient)
      for (const [name, value] of Object.entries(numbered(emitted.terms))) g.output(name, value)
      return { graph: g, lossInputs: emitted.inputs.names }
    },
    feeds: (names, batch, progress, uniform) => feedsFor(names, terms, batch, progress, uniform, voices),
  }
}

function numbered(terms: readonly Value[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(terms.map((value, i) => [`term_${i}`, value]))
}

function present(teacher: Value | null): Value {
  if (!teacher) throw new RangeError('a term reads a teacher, but the recipe has none')
  return teacher
}

function topEntropyOf(terms: readonly Term[]): number | null {
  for (const term of terms) {
    if (term.kind === 'preference') continue
    for (const weight of term.weights ?? []) {
      const k = weightObject(weight).topEntropy?.(weight)
      if (k !== undefined) return k
    }
  }
  return null
}
