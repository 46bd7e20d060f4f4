import { expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { INDUSTRIAL } from './industrial.ts'
import { recipeById } from './registry.ts'
import {
  grpo,
  nll,
  overTexts,
  pessimistic,
  ratioAt,
  reverseKl,
  teacherGap,
  textsOf,
} from './testing/published.test-helper.ts'
import { expectMatches } from './testing/run-recipe.test-helper.ts'
import { tinyCase } from './testing/tiny-case.test-helper.ts'

const students = tinyCase({ student: 3 })

it('compiles every recipe of the family', () => {
  for (const recipe of INDUSTRIAL) expect(compile(recipe).phases).toHaveLength(recipe.phases.length)
})

it('Gemma 2: KL(p_S || p_T) on student texts', async () => {
  await expectMatches(recipeById('gemma-2'), 0, students, 0, reverseKl('student'))
})

it('Qwen3: NLL of teacher texts, then KL(p_S || p_T) on student texts', async () => {
  await expectMatches(recipeById('qwen3'), 0, tinyCase({ taught: 2 }), 0, nll('taught'))
  await expectMatches(recipeById('qwen3'), 1, students, 0.5, reverseKl('student'))
})

it('HY-MT1.5: KL(p_S || p_T) on student texts', async () => {
  await expectMatches(recipeById('hy-mt1.5'), 0, students, 0, reverseKl('student'))
})

it('GLM-5: GRPO, NLL of data, then log p_T - log p_S in place of the GRPO advantage', async () => {
  await expectMatches(recipeById('glm-5'), 0, students, 0, grpo('student'))
  await expectMatches(recipeById('glm-5'), 1, tinyCase({ data: 2 }), 0.6, nll('data'))
  await expectMatches(recipeById('glm-5'), 2, students, 0.9, (student, world) =>
    overTexts(textsOf(world, 'student'), (row) => pessimistic(ratioAt(student, world, row), teacherGap(world, row))),
  )
})
