/** @file Out to the cluster and in from it, on one page: an export opens as a zip, a trainer's dump shows its own numbers, and so does a server. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { strFromU8, unzipSync } from 'fflate'
import { formatSigned } from '../src/charts/format.ts'
import { expect, test } from './playground.ts'
import { scores } from './wiretap.ts'

/** Of every token, in nats, as the server says. */
const SAID = -1.25
const KEY = 'sk-e2e-secret'

/** vLLM as far as a page asks it, open to pages of other origins. */
async function server(): Promise<{ readonly url: string; readonly keys: Set<string>; readonly close: () => void }> {
  const keys = new Set<string>()
  const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }
  const answering = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { authorization } = request.headers
      if (authorization) keys.add(authorization)
      response.writeHead(200, { ...open, 'Content-Type': 'application/json' })
      if (request.url !== '/v1/completions' || request.method !== 'POST')
        return response.end(JSON.stringify({ data: [{ id: 'big', max_model_len: 4096 }] }))
      const { prompt } = JSON.parse(Buffer.concat(parts).toString()) as { readonly prompt: readonly number[] }
      const entries = prompt.map((id, i) => (i === 0 ? null : { [id]: { logprob: SAID, rank: 1 } }))
      response.end(JSON.stringify({ choices: [{ prompt_logprobs: entries }] }))
    })
  })
  await new Promise<void>((done) => {
    answering.listen(0, '127.0.0.1', done)
  })
  const { port } = answering.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, keys, close: () => answering.close() }
}

test('a recipe leaves as a zip, a dump comes in with its numbers, and a teacher on a server says its own', async ({
  playground,
}) => {
  const { page } = playground
  const there = await server()
  playground.expectTrouble(new RegExp(`^request to ${there.url}/`))
  await playground.open('tab=training')
  await playground.ready()

  await page.getByRole('button', { name: 'Export to trainer', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export to trainer', exact: true })
  const leaving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download zip', exact: true }).click()
  const zip = await leaving
  const files = Object.fromEntries(
    Object.entries(unzipSync(await readFile(await zip.path()))).map(([path, bytes]) => [
      path.split('/').slice(1).join('/'),
      bytes,
    ]),
  )
  const named = [...strFromU8(files['EXPORT.md']!).matchAll(/^- `([^`]+)`: /gm)].map(([, path]) => path)
  expect(named).toContain('prompts.jsonl')
  expect(Object.keys(files)).toEqual(expect.arrayContaining(named))
  expect(strFromU8(files['prompts.jsonl']!).trim().split('\n').length).toBeGreaterThan(100)
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Import run', exact: true }).click()
  const imports = page.getByRole('region', { name: 'Import run', exact: true })
  const choosing = page.waitForEvent('filechooser')
  await imports.getByRole('button', { name: 'Import run', exact: true }).click()
  const line = (step: number, score: unknown, output: string): string =>
    JSON.stringify({ input: 'What is 6 times 7?', output, gts: '42', score, step, uid: `q_${step}_0` })
  const dump = [line(3, 0.125, 'forty'), '{"input": "cut', line(4, '0.625', 'forty-two')].join('\r\n')
  await (await choosing).setFiles([
    { name: '3.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(dump) },
    {
      name: 'metrics.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from('{"step":3,"data":{"distillation/loss":0.5}}'),
    },
  ])
  await expect(imports.getByText('2 rollouts, 1 lines of metrics; skipped lines: 1.')).toBeVisible()
  await expect(imports).toContainText('verl rollouts')
  await expect(imports).toContainText('What is 6 times 7?')
  for (const reward of ['0.125', '0.625']) await expect(imports).toContainText(reward)

  await page.getByRole('tab', { name: 'Compare', exact: true }).click()
  const teacher = page.getByRole('region', { name: 'Teacher on a server', exact: true })
  await teacher.getByLabel('Address', { exact: true }).fill(there.url)
  await teacher.getByLabel('Model', { exact: true }).fill('big')
  await teacher.getByLabel('Key, if it asks for one', { exact: true }).fill(KEY)
  await teacher.getByRole('button', { name: 'Have the server read it', exact: true }).click()
  await expect(teacher.getByText('✓ The server answers as it should.')).toBeVisible()
  const said = (await scores(page)).at(-1)!.tokens
  const gap = said.reduce((sum, { logpStudent }) => sum + SAID - logpStudent, 0) / said.length
  await expect(teacher).toContainText(
    `The server knows ${said.length} of ${said.length} tokens; mean gap ${formatSigned(gap)} nats.`,
  )
  expect([...there.keys]).toEqual([`Bearer ${KEY}`])
  expect(page.url()).not.toContain(KEY)
  there.close()
})
