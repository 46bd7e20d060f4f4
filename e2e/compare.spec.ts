/** @file The hint X-ray and Compare: readings of one text against each other, without sampling again. */
import { expectAccessible } from './axe.ts'
import { expect, test } from './playground.ts'
import { asked, scores } from './wiretap.ts'

test('the X-ray reads every pinned note once, and a held p is a look', async ({ playground }) => {
  const { page } = playground
  await playground.open('seed=3&teacher=student&xray=answer,hint')
  await playground.ready()
  await playground.sample()
  await page.getByRole('tab', { name: 'Hint X-ray', exact: true }).click()
  const xray = page.getByRole('region', { name: 'Hint X-ray', exact: true })
  await expect(xray.getByText(/without [+−]?\d\S*, the answer [+−]?\d\S*, a hint [+−]?\d/)).toBeVisible()
  await expect(xray.getByText(/The note moves/)).toBeVisible()

  const read = await asked(page, 'score')
  await xray.getByRole('checkbox', { name: 'hint' }).uncheck()
  await xray.getByRole('checkbox', { name: 'hint' }).check()
  await xray.getByRole('checkbox', { name: 'concise' }).check()
  await expect(xray.getByText(/a request to be brief [+−]?\d/)).toBeVisible()
  // What was read is kept: only the new note cost a pass.
  expect(await asked(page, 'score')).toBe(read + 1)
  expect((await scores(page)).map(({ context }) => context)).toEqual(
    expect.arrayContaining([null, 'trace', 'answer', 'hint', 'concise']),
  )
  await expect.poll(() => new URL(page.url()).searchParams.get('xray')).toBe('answer,hint,concise')

  await page.getByRole('heading', { name: 'OPD playground' }).click()
  await page.keyboard.down('p')
  await expect(playground.privileged).toBeChecked()
  // Held is what it is by its time alone.
  await page.waitForTimeout(500)
  await page.keyboard.up('p')
  await expect(playground.privileged).not.toBeChecked()
  await playground.tap('p')
  await expect(playground.privileged).toBeChecked()
  expect(await asked(page, 'sample')).toBe(1)
  // A cell of the matrix of tokens and notes says which note it was read with.
  await xray.getByText(/^The gaps as a table/).click()
  await xray.getByRole('gridcell', { name: /receipt: a hint, token 2$/ }).click()
  const receipt = page.getByRole('dialog', { name: 'Gap', exact: true })
  const { value, inputs, condition } = JSON.parse(await receipt.locator('pre').textContent().then(String))
  expect(value).toBeCloseTo(inputs.logpTeacher - inputs.logpStudent, 6)
  expect(condition).toMatchObject({ context: 'hint', teacher: 'student' })
  await page.keyboard.press('Escape')
  await expectAccessible(page, '.xray')
})

test('Compare pins two readings on one scale and tells their difference', async ({ playground }) => {
  const { page } = playground
  await playground.open('seed=4&lock=1')
  await playground.ready()
  await playground.sample()
  await page.getByRole('tab', { name: 'Compare', exact: true }).click()
  const compare = page.getByRole('region', { name: 'Compare', exact: true })
  await compare.getByRole('combobox', { name: 'Teacher of A', exact: true }).selectOption('student')
  await compare.getByRole('combobox', { name: 'Context of A', exact: true }).selectOption('none')
  // A model agrees with itself: its gap is nothing anywhere.
  await expect(compare.getByText(/In total A [+−]?0\snats/)).toBeVisible()
  await compare.getByRole('combobox', { name: 'Measure of B', exact: true }).selectOption('jsd')
  await expect(compare.getByRole('combobox', { name: 'Context of B', exact: true })).toHaveValue('trace')
  await expect.poll(() => new URL(page.url()).search).toContain('a=student:none:gap&b=teacher:trace:jsd')

  await compare.getByRole('button', { name: 'Pin as A', exact: true }).click()
  await expect(compare.getByRole('combobox', { name: 'Teacher of A', exact: true })).toHaveValue('teacher')
  await playground.samplingSeed.fill('12')
  await playground.samplingSeed.press('Enter')
  await playground.temperature.fill('2')
  await playground.sample()
  // A stays on the run that it was pinned on; B follows the stage.
  await expect(compare.getByRole('combobox', { name: 'Rollout of A', exact: true })).not.toHaveValue('stage')
  await expect(compare.getByText(/tokens that the two texts begin with/)).toBeVisible({ timeout: 30_000 })
  expect(await asked(page, 'sample')).toBe(2)
  await compare.getByRole('button', { name: /receipt: difference in total$/ }).click()
  const receipt = page.getByRole('dialog', { name: 'Difference of two readings in total', exact: true })
  const { sampling, against, models } = JSON.parse(await receipt.locator('pre').textContent().then(String))
  expect([sampling.seed, against.sampling.seed]).toEqual([4, 12])
  expect(against.models).toEqual(models)
  await page.keyboard.press('Escape')
  await expectAccessible(page, '.compare')
})
