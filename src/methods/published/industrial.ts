/** @file The losses of production reports, from their equations. */
import { grpo, nll, overTexts, type PublishedCase, pessimistic, ratioAt, reverseKl, teacherGap } from './common.ts'
import { textsOf, tinyCase } from './tiny-case.ts'

export const INDUSTRIAL: readonly PublishedCase[] = [
  { id: 'gemma-2', what: 'KL(p_S || p_T) on student texts', loss: reverseKl('student') },
  { id: 'qwen3', what: 'NLL of teacher texts', world: tinyCase({ taught: 2 }), loss: nll('taught') },
  { id: 'qwen3', what: 'then KL(p_S || p_T) on student texts', phase: 1, progress: 0.5, loss: reverseKl('student') },
  { id: 'hy-mt1.5', what: 'KL(p_S || p_T) on student texts', loss: reverseKl('student') },
  { id: 'glm-5', what: 'GRPO', loss: grpo('student') },
  { id: 'glm-5', what: 'then NLL of data', phase: 1, progress: 0.6, world: tinyCase({ data: 2 }), loss: nll('data') },
  {
    id: 'glm-5',
    what: 'then log p_T - log p_S in place of the GRPO advantage',
    phase: 2,
    progress: 0.9,
    loss: (student, world) =>
      overTexts(textsOf(world, 'student'), (row) => pessimistic(ratioAt(student, world, row), teacherGap(world, row))),
  },
]
