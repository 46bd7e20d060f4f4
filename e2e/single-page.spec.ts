/** @file "Save as one page" gives a file that needs nothing else, and paper gets one sheet. */
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './playground.ts'
import { scores } from './wiretap.ts'

test('a rollout leaves as one page that opens from a file with the network off', async ({
  playground,
  browser,
}, info) => {
  const { page } = playground
  await playground.open('problem=5&seed=3&divergence=jsd')
  await playground.ready()
  await playground.sample()
  await playground.privileged.click()
  await playground.settled()
  const live = await scores(page)
  const promise = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as one page', exact: true }).click()
  const download = await promise
  expect(download.suggestedFilename()).toMatch(/^opd-tally-5-seed-3\.html$/)
  const file = info.outputPath('one.html')
  await download.saveAs(file)
  expect((await readFile(file)).byteLength).toBeLessThan(500_000)

  const context = await browser.newContext({ offline: true })
  const one = await context.newPage()
  const troubles: string[] = []
  one.on('console', (message) => troubles.push(message.text()))
  one.on('pageerror', (error) => troubles.push(error.message))
  one.on('request', (request) => {
    if (!request.url().startsWith('file:')) troubles.push(request.url())
  })
  await one.goto(pathToFileURL(file).href)
  await expect(one.getByText('REPLAY', { exact: true })).toBeVisible()
  const rollout = one.getByRole('list', { name: 'Rollout', exact: true })
  await expect(rollout.getByRole('listitem')).toHaveCount(await playground.tokens.count())

  // The numbers are those that the engine sent, to six digits.
  const told = live.findLast(({ context }) => context !== null)
  await one.getByText('All numbers, in nats', { exact: true }).first().click()
  const rows = one.getByRole('table').last().getByRole('row')
  for (const [i, token] of (told?.tokens ?? []).entries()) {
    const cells = await rows
      .nth(i + 1)
      .getByRole('cell')
      .allTextContents()
    const { logpStudent, logpTeacher, gap, entropyStudent, entropyTeacher, divergences } = token
    const sent = [logpStudent, logpTeacher, gap, entropyStudent, entropyTeacher, divergences.jsd ?? Number.NaN]
    for (const [column, value] of sent.entries()) {
      expect(Math.abs(Number(cells[column]) - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)))
    }
  }

  // Interactive: another reading, another divergence, another token.
  const details = one.getByRole('region', { name: 'Token details', exact: true })
  const names = await rollout.getByRole('listitem').evaluateAll((items) => items.map((item) => item.ariaLabel))
  await one.getByRole('combobox', { name: 'Reading', exact: true }).selectOption({ index: 1 })
  expect(await rollout.getByRole('listitem').evaluateAll((items) => items.map((item) => item.ariaLabel))).not.toEqual(
    names,
  )
  await one.getByRole('combobox', { name: 'Divergence', exact: true }).selectOption('forward-kl')
  await expect(details).toContainText('Forward KL')
  await rollout.getByRole('button').first().click()
  await one.keyboard.press('ArrowRight')
  await expect(rollout.getByRole('button').nth(1)).toBeFocused()
  await expect(details).toContainText(/2 of \d+/)
  await one.getByRole('checkbox', { name: 'Total variation', exact: true }).click()
  await expectAccessible(one)
  expect(troubles).toEqual([])
  await context.close()
})

test('paper gets one sheet', async ({ playground }) => {
  const { page } = playground
  await playground.open()
  await expect(playground.tokens.first()).toBeVisible()
  // At once and later: neither the parts that are still fetched nor what the models bring takes a second sheet.
  await expectOneSheet(page)
  await playground.ready()
  await expectOneSheet(page)
})

async function expectOneSheet(page: Page): Promise<void> {
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = (await page.pdf({ format, printBackground: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  }
}
