/** @file What a visitor fetches before touching anything: no more script than the budget, and nothing from anyone else. */
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

/** Bytes of script, compressed, without ONNX Runtime. */
const BUDGET = 350_000
/** A browser asks for a few files at a time, and each costs it work. */
const FILES = 40
const RUNTIME = /\/assets\/ort[-.]/

test('the script before the first interaction stays in its budget', async ({ page, context, baseURL }) => {
  const scripts = new Map<string, number>()
  const foreign: string[] = []
  const pending: Promise<void>[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL ?? '').origin) foreign.push(url.href)
  })
  context.on('response', (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (!/javascript/.test(type) || RUNTIME.test(response.url())) return
    pending.push(
      response.body().then(
        (body) => void scripts.set(new URL(response.url()).pathname, gzipSync(body).byteLength),
        () => undefined,
      ),
    )
  })
  await page.goto('/?backend=wasm')
  await expect(page.locator('html')).toHaveAttribute('data-backend', 'wasm', { timeout: 180_000 })
  await page.waitForLoadState('networkidle')
  await Promise.all(pending)
  const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0)
  const list = [...scripts].sort((a, b) => b[1] - a[1]).map(([path, bytes]) => `${bytes} ${path}`)
  test.info().annotations.push({ type: 'script before interaction', description: `${total} bytes` })
  // The worker's own script is among them, or this counts too little.
  expect(list.join('\n')).toMatch(/\/entry-/)
  expect(total, list.join('\n')).toBeLessThanOrEqual(BUDGET)
  expect(total).toBeGreaterThan(100_000)
  expect(scripts.size, list.join('\n')).toBeLessThanOrEqual(FILES)
  expect(foreign).toEqual([])
})
