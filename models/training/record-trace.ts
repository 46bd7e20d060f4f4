/**
 * @file Records public/recorded/first.json: what the page shows before any model is loaded. It is the rollout that the
 * page itself would sample at its bare address, by the shipped models, scored without and with the default context.
 *
 *     npx tsx models/training/record-trace.ts [models folder] [output file]
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createNodeEngine } from '../../src/lab/node-engine.ts'
import { divergenceChoices, problemRef, TOP_K, wantedContexts } from '../../src/store/conditions.ts'
import { readTrace, writeTrace } from '../../src/store/recorded.ts'
import { DEFAULTS } from '../../src/store/settings.ts'

const OUTPUT = 'public/recorded/first.json'

/** Samples and scores with the page's default settings and returns the trace's JSON text. */
export async function recordTrace(models: string): Promise<string> {
  const engine = createNodeEngine({ models })
  try {
    const { student, teacher, seed, temperature, topK, topP, minP, maxTokens, params } = DEFAULTS
    const [rollout] = await engine.sample({
      model: student,
      problem: problemRef(DEFAULTS),
      sampling: { seed, temperature, topK, topP, minP, maxTokens },
      n: 1,
      context: null,
    })
    if (!rollout) throw new Error('The engine returned no rollout.')
    const scores = []
    for (const context of wantedContexts(DEFAULTS)) {
      scores.push(
        await engine.score({ rollout, teacher, context, divergences: divergenceChoices(params), topK: TOP_K }),
      )
    }
    return writeTrace({ rollout, scores }, new Date())
  } finally {
    await engine.dispose()
  }
}

if (process.argv[1]?.endsWith('record-trace.ts')) {
  const [models = 'models', output = OUTPUT] = process.argv.slice(2)
  const text = await recordTrace(models)
  const { rollout } = readTrace(JSON.parse(text))
  await mkdir(dirname(output), { recursive: true })
  await writeFile(output, text)
  process.stdout.write(`${output}: ${rollout.tokens.length} tokens. ${rollout.verdict.message}\n${rollout.text}\n`)
}
