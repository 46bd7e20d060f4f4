/** @file `lab recipe export` on the command line: the folder, the refusal, one's own problems. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runLab } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'opd-lab-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function lab(...argv: string[]) {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return { ...(await runLab(['recipe', 'export', ...argv], { stdin: async () => '', write })), stdout }
}

describe('lab recipe export', () => {
  it('writes a folder, and over an earlier export, but not over other files', async () => {
    const out = join(folder, 'verl')
    const argv = ['kdrl', '--to', 'verl', '-o', out, '--prompts', '3', '--student', 'Qwen/Qwen3-4B', '--json']
    const { code, stdout } = await lab(...argv)
    expect(code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(['EXPORT.md', 'prompts.jsonl', 'reward.py', 'run.sh'])
    expect(statSync(join(out, 'run.sh')).mode & 0o100).toBe(0o100)
    expect(JSON.parse(stdout)).toMatchObject({
      framework: 'verl',
      trainer: 'verl',
      settings: { 'actor_rollout_ref.model.path': 'Qwen/Qwen3-4B' },
      not_expressed: [expect.stringMatching('coefficient')],
    })
    expect((await lab(...argv)).code).toBe(0)
    const other = join(folder, 'verl', '..')
    expect(await lab('gkd', '--to', 'verl', '-o', other)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/holds other files/),
    })
  })

  it('refuses with exit code 2 and one line that names the nearest trainer that can', async () => {
    const { code, stderr } = await lab('opsd', '--to', 'slime', '-o', join(folder, 'refused'))
    expect(code).toBe(2)
    expect(stderr).toMatch(/^slime cannot express opsd: .*privileged context.*--to \S+.*\.\n$/)
    expect(readdirSync(folder)).not.toContain('refused')
  })

  it('says of those without a distillation stage that they have none', async () => {
    for (const to of ['llama-factory', 'easyr1', 'agent-lightning']) {
      const { code, stdout } = await lab('gkd', '--to', to, '-o', join(folder, to), '--prompts', '2')
      expect(code).toBe(0)
      expect(stdout).toMatch(/has no distillation stage/)
    }
  })

  it.each([
    [['gkd', '--to', 'deepspeed', '-o', 'x'], /--to is "deepspeed"\. Choose one of: trl,/],
    [['gkd', '--to', 'trl', '--trainer', 'ppo', '-o', 'x'], /--trainer is "ppo"\. Choose one of: distillation, gkd/],
    [['gkd', '--to', 'slime', '--trainer', 'gkd', '-o', 'x'], /slime has no choice/],
    [['gkd', '--to', 'trl', '-o', 'x', '--student', ''], /--student is ""\. Give --student a hub id/],
    [['gkd', '--to', 'trl', '-o', 'x', '--teacher', 'a b$(c)'], /--teacher is .*hub id/],
    [['gkd', '--to', 'trl', '-o', 'x', '--teacher-url', 'here'], /--teacher-url is "here"\. Give an address/],
    [['gkd', '--to', 'trl'], /-o is missing/],
    [['gkd', '-o', 'x'], /--to is missing/],
    [['nothing', '--to', 'trl', '-o', 'x'], /no recipe "nothing"/],
    [['gkd', '--to', 'trl', '-o', 'x', '--gpus', '0'], /--gpus/],
    [['opsdl', '--to', 'trl', '-o', 'x', '--world', 'quest'], /quest has no short-context/],
  ])('answers %j in one line', async (argv, line) => {
    const { code, stderr } = await lab(...argv)
    expect(code).toBe(2)
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('takes problems of one’s own', async () => {
    const file = join(folder, 'own.jsonl')
    writeFileSync(file, '{"prompt":"2+2?","answer":4,"privileged":"It is 4."}\n\n{"prompt":"3+3?","answer":"6"}\n')
    const out = join(folder, 'own')
    expect((await lab('sdft-continual', '--to', 'trl', '-o', out, '--problems', file)).code).toBe(0)
    const [first] = readFileSync(join(out, 'prompts.jsonl'), 'utf8').trim().split('\n')
    expect(JSON.parse(first!)).toEqual({ prompt: [{ role: 'user', content: '2+2?' }], privileged_context: 'It is 4.' })
    writeFileSync(file, '{"prompt":"2+2?"}\n{"answer":4}\n')
    expect(await lab('gkd', '--to', 'trl', '-o', out, '--problems', file)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Line 2 .*prompt: expected text/),
    })
  })
})
