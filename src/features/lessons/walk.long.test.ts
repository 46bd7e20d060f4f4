/** @file The lessons that read texts, walked with the shipped models: what they say holds of what those models do. */
import { describe, it } from 'vitest'
import { createNodeEngine } from '../../lab/node-engine.ts'
import { walkLesson } from './walk.test-helper.ts'

describe.runIf(process.env.LONG)('with the shipped models, on five problems', () => {
  it.each([1, 2, 3, 4, 5])(
    'lesson %i says what its numbers say',
    (number) => walkLesson(number, () => createNodeEngine({ threads: 1 })),
    600_000,
  )
})
