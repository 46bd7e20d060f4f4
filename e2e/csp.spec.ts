/** @file The shipped page under its Content-Security-Policy: everything runs, nothing is complained of, no string becomes a script. */
import { PERMISSIONS_POLICY } from '../vite.csp.ts'
import { expect, test } from './playground.ts'

// The policy has to let an engine start.
test.use({ engine: 'own' })

test('the page samples, scores and trains under a policy without inline scripts and eval', async ({ playground }) => {
  const { page } = playground
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      window.violations?.push(`${effectiveDirective} ${blockedURI}`),
    )
  })
  const response = await page.request.get('/')
  const html = await response.text()
  const policy = await (async () => {
    // Few and short texts: what is learned does not matter here.
    await playground.open('rollouts=4&max-tokens=24')
    return page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  })()
  expect(response.headers()['content-security-policy']).toBe(policy)
  const scripts = policy?.split('; ').find((part) => part.startsWith('script-src')) ?? ''
  expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'")
  expect(policy).toContain("default-src 'none'")
  expect(response.headers()['permissions-policy']).toBe(PERMISSIONS_POLICY)
  expect(policy).not.toContain('unsafe-inline')
  const connect = policy?.split('; ').find((part) => part.startsWith('connect-src')) ?? ''
  expect(connect).toBe("connect-src 'self' https://huggingface.co https://*.hf.co")
  expect(policy?.replace(connect, '')).not.toMatch(/https?:|\*/)
  // The policy comes before everything that it is to hold.
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'))

  await playground.ready()
  await playground.sample()
  await page.getByRole('tab', { name: 'Training', exact: true }).click()
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Training', exact: true })).toContainText(/step 1 of/, {
    timeout: 300_000,
  })
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.locator('.lazily')).toHaveCount(0)
  }
  expect(await page.evaluate(() => window.violations)).toEqual([])

  playground.expectTrouble(/Content Security Policy/)
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.head.append(script)
    const handler = document.createElement('img')
    handler.setAttribute('onerror', 'window.injected = true')
    handler.src = 'data:,'
    document.body.append(handler)
    let evaluated = false
    // Later: what the test itself evaluates is allowed to evaluate.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it fails is what is tested
          evaluated = globalThis.eval('true')
        } catch {}
        resolve()
      }),
    )
    return { injected: window.injected ?? false, evaluated }
  })
  expect(ran).toEqual({ injected: false, evaluated: false })
  await expect.poll(() => page.evaluate(() => window.violations?.length ?? 0)).toBeGreaterThanOrEqual(2)
})

declare global {
  interface Window {
    violations?: string[]
    injected?: boolean
  }
}
