/** @file The catalogue's losses, and the graphs around them, as sessions of the browser's runtimes. Called from recipes.spec.ts. */
import * as ort from 'onnxruntime-web/webgpu'
import { RECIPES } from '../../src/methods/catalogue/registry.ts'
import { compile } from '../../src/methods/compile.ts'
import { studentStatistics, teacherStatistics } from '../../src/methods/graph/statistics.ts'
import { logSoftmax } from '../../src/network/layers.ts'
import { Graph } from '../../src/onnx/graph.ts'
import { serialize } from '../../src/onnx/model.ts'
import * as o from '../../src/onnx/ops.ts'
import type { Dim, Value } from '../../src/onnx/types.ts'
import { open, type Provider } from './sessions.ts'

const VOCABULARY = 40
const ROWS = 5
const EXTENTS: Readonly<Record<string, number>> = { rows: ROWS, pairs: 1 }

/** Numbers for an input, the same on every provider: logits far apart, probabilities where the name asks for them. */
function feed({ name, dtype, shape }: Value): ort.Tensor {
  const dims = shape.map((dim: Dim) => (typeof dim === 'number' ? dim : (EXTENTS[dim] ?? 1)))
  const size = dims.reduce((product, dim) => product * dim, 1)
  const at = (i: number) => Math.sin(i * 12.9898 + name.length * 78.233)
  if (dtype === 'int32')
    return new ort.Tensor(
      'int32',
      Int32Array.from({ length: size }, (_, i) => (7 * i + 3) % VOCABULARY),
      dims,
    )
  const number = (i: number) => {
    if (name.endsWith('logits')) return 4 * at(i)
    if (name.endsWith('logp')) return -1.5 - at(i)
    if (name.startsWith('chosen')) return Number(i < 2)
    if (name.startsWith('rejected')) return Number(i >= 2)
    return 0.5 + 0.4 * at(i)
  }
  return new ort.Tensor(
    'float32',
    Float32Array.from({ length: size }, (_, i) => number(i)),
    dims,
  )
}

async function outputs(graph: Graph, provider: Provider): Promise<number[]> {
  const session = await open(serialize(graph), provider)
  const out = await session.run(Object.fromEntries(graph.inputs.map((input) => [input.name, feed(input)])))
  await session.release()
  return session.outputNames.flatMap((name) => Array.from((out[name] as ort.Tensor).data as Float32Array))
}

/** Both kinds of statistics, the top-k entropy among them. */
function statistics(): Graph {
  const g = new Graph('statistics', 'What the training room knows of every row.')
  const student = g.input('student_logits', 'float32', ['rows', VOCABULARY])
  const teacher = g.input('teacher_logits', 'float32', ['rows', VOCABULARY])
  const tokens = g.input('targets', 'int32', ['rows'])
  const logS = logSoftmax(g, student)
  g.output('of_student', studentStatistics(g, logS, o.exp(g, logS), tokens, teacher))
  g.output('of_teacher', teacherStatistics(g, teacher, tokens, 5))
  return g
}

/** One graph for each different loss of the catalogue, by the first recipe and phase that has it. */
function losses(): ReadonlyMap<string, Graph> {
  const graphs = new Map<string, Graph>()
  const seen = new Set<string>()
  for (const recipe of RECIPES)
    compile(recipe).phases.forEach((phase, i) => {
      const kind = JSON.stringify(
        phase.phase.loss.map((term) => ({
          ...term,
          on: 0,
          weights: 0,
          coefficient: 0,
          per: 0,
          advantage: 0,
          shape: 0,
        })),
      )
      if (seen.has(kind)) return
      seen.add(kind)
      graphs.set(`${recipe.id}, phase ${i + 1}`, phase.lossGraph(VOCABULARY, 'float32').graph)
    })
  return graphs
}

/** What a runtime needs a kernel for: an operator with its attributes, over inputs of these types and ranks. */
function kernels({ nodes }: Graph): readonly string[] {
  return nodes.map(({ op, attributes, inputs }) =>
    JSON.stringify([op, attributes, inputs.map(({ dtype, shape }) => [dtype, shape.length])]),
  )
}

/** Losses which together need every kernel that any loss of the catalogue needs: in each round the one that adds most. */
function covering(graphs: ReadonlyMap<string, Graph>): readonly string[] {
  const missing = new Set([...graphs.values()].flatMap(kernels))
  const chosen: string[] = []
  const left = new Map([...graphs].map(([name, graph]) => [name, new Set(kernels(graph))]))
  while (missing.size > 0) {
    const adds = ([, of]: readonly [string, ReadonlySet<string>]) =>
      [...of].filter((kernel) => missing.has(kernel)).length
    const [name, of] = [...left].reduce((best, each) => (adds(each) > adds(best) ? each : best))
    for (const kernel of of) missing.delete(kernel)
    left.delete(name)
    chosen.push(name)
  }
  return chosen
}

export const recipes = {
  /** One for each different loss, or fewer that need the same kernels: what a new method is made of has mostly been tried already. */
  names: (which: 'all' | 'covering') => (which === 'all' ? [...losses().keys()] : covering(losses())),
  loss(name: string, provider: Provider): Promise<number[]> {
    const graph = losses().get(name)
    if (!graph) throw new RangeError(`no loss is called ${name}`)
    return outputs(graph, provider)
  },
  statistics: (provider: Provider) => outputs(statistics(), provider),
}
