/** @file An embed in a small frame folds its controls away, so that its figure has the room; e2e/embed.spec.ts shows that it fits. */
import { expectAccessible } from './axe.ts'
import { expect, test } from './embed-page.ts'
import { outOfSight } from './out-of-sight.ts'

test('one button unfolds the controls and folds them away; so does the focus', async ({ hosted }) => {
  const { page, playground } = hosted
  await page.setViewportSize({ width: 640, height: 360 })
  await page.goto(`${playground}/?embed=1&autoload=click&view=rail`)
  const controls = page.getByRole('button', { name: 'Controls' })
  const jeffreys = page.getByRole('checkbox', { name: 'Jeffreys' })
  // Within reach of screen readers, and of no eye.
  await expect(jeffreys).toBeAttached()
  expect((await jeffreys.locator('..').boundingBox())?.y).toBeDefined()
  await expect(jeffreys.click({ trial: true, timeout: 300 })).rejects.toThrow()
  await controls.click()
  await expect(controls).toHaveAttribute('aria-pressed', 'true')
  await jeffreys.check()
  await expectAccessible(page)
  await controls.click()
  expect(await outOfSight(page)).toEqual([])
  await jeffreys.focus()
  await expect(controls).toHaveAttribute('aria-pressed', 'true')
  await expect(jeffreys).toBeFocused()
  // A frame with room shows all at once.
  await page.setViewportSize({ width: 1200, height: 800 })
  await expect(controls).toHaveCount(0)
})
