/** @file Unit tests. They run on the page's own build (vite.config.ts). */
import { readFileSync } from 'node:fs'
import { defineConfig, mergeConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { SECOND_TRIES } from './e2e/second-tries.ts'
import page from './vite.config.ts'

/**
 * First all files that need a document, then the others. A worker that is to go on in another environment is ended and a new one
 * started, which imports everything anew: in mixed order that happens at every third file.
 */
class OneEnvironmentAfterTheOther extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const withDocument = new Set(
      sorted.filter(({ moduleId }) => readFileSync(moduleId, 'utf8').includes('@vitest-environment jsdom')),
    )
    return [...withDocument, ...sorted.filter((file) => !withDocument.has(file))]
  }
}

export default mergeConfig(
  page,
  defineConfig({
    test: {
      include: ['src/**/*.test.{ts,tsx}', 'models/**/*.test.ts', 'tools/**/*.test.ts'],
      exclude: ['node_modules', 'dist', ...(process.env.LONG ? [] : ['**/*.long-only.test.ts'])],
      maxWorkers: '100%',
      setupFiles: ['src/testing/setup.ts'],
      // Files share what they import: taking it in anew for each of them costs more than the tests. A test puts back what it changes.
      isolate: false,
      sequence: { sequencer: OneEnvironmentAfterTheOther },
      // Models may be training on the same cores.
      testTimeout: 60_000,
      retry: SECOND_TRIES,
    },
  }),
)
