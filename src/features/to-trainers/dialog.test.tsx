// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { giveDialogs } from '../../testing/dialogs.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { exportRecipe } from '../../trainers/export.ts'
import { ownProblems } from '../../trainers/prompts.ts'
import { ExportDialog } from './dialog.tsx'

beforeAll(() => {
  giveDialogs()
  vi.stubGlobal('ResizeObserver', NoResizes)
})
afterEach(cleanup)
afterAll(() => void vi.unstubAllGlobals())

function open(id: string) {
  const save = vi.fn<(name: string, zip: Uint8Array) => void>()
  render(<ExportDialog recipe={recipeById(id)} save={save} onClose={() => {}} />)
  const choose = (name: string | RegExp, value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } })
  const download = () => fireEvent.click(screen.getByRole('button', { name: 'Download zip' }))
  return { save, choose, download }
}

const OWN = '{"prompt":"1+1?","answer":"2"}\n'

describe('the dialog "Export to trainer"', () => {
  it('shows notes, estimate and fidelity, and gives the folder that lab writes, here with problems of one’s own', async () => {
    const { save, choose, download } = open('gkd')
    choose('Trainer', 'trl')
    choose('TRL trainer', 'gkd')
    screen.getByText('✓ the same')
    screen.getByRole('rowheader', { name: 'Hours on 8 × H100' })
    expect(screen.getByRole('region', { name: 'Text of EXPORT.md' }).textContent).toContain('TRL GKDTrainer')
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!
    const give = (text: string) => fireEvent.change(input, { target: { files: [new File([text], 'mine.jsonl')] } })
    give(`${OWN}{"answer":"3"}\n`)
    expect((await screen.findByRole('alert')).textContent).toContain('mine.jsonl: Line 2 is no problem')
    give(OWN)
    await screen.findByRole('option', { name: 'mine.jsonl: 1 of your own' })
    expect(screen.queryByRole('alert')).toBeNull()
    download()
    const [name, zip] = save.mock.calls[0] ?? []
    expect(name).toBe('gkd-trl.zip')
    const files = Object.entries(unzipSync(zip ?? new Uint8Array())).map(([path, bytes]) => [path, strFromU8(bytes)])
    const written = exportRecipe({
      ...{ recipe: recipeById('gkd'), to: 'trl', trainer: 'gkd', student: 'Qwen/Qwen3-1.7B', teacher: 'Qwen/Qwen3-8B' },
      ...{ teacherUrl: null, gpus: 8, steps: null, tokens: null, problemsPerStep: 32 },
      ...{ maxPromptTokens: 1024, maxTokens: null, learningRate: null, seed: 0, world: null, difficulty: undefined },
      ...{ prompts: 1000, own: ownProblems(OWN) },
    })
    expect(Object.fromEntries(files)).toEqual(
      'files' in written &&
        Object.fromEntries(Object.entries(written.files).map(([path, text]) => [`gkd-trl/${path}`, text])),
    )
  })

  it('refuses what a trainer cannot express, and leads to one that can', async () => {
    const { save, choose, download } = open('opsd')
    choose('Trainer', 'skyrl')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toMatch(/SkyRL cannot express opsd: .+ can \(--to /)
    download()
    expect(save).not.toHaveBeenCalled()
    fireEvent.click(within(alert).getByRole('button', { name: /^Take / }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('button', { name: 'Download zip' }).getAttribute('aria-disabled')).toBeNull()
  })
})
