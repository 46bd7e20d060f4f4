// @vitest-environment jsdom
/** @file A folder that is brought becomes student and teacher; what is typed is the problem; what is refused is told and changes nothing. */
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { act } from '../../store/app.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { looksLikeModel, ofFiles } from './folder.ts'
import { OwnWords } from './own-words.tsx'

afterEach(cleanup)

const file = (path: string): File => {
  const made = new File(['{}'], path.split('/').at(-1) ?? '')
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' })
  return made
}

function renderOwn() {
  const store = createAppStore(DEFAULTS)
  const engine = createFakeEngine()
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <OwnWords />
    </AppProvider>,
  )
  const region = within(page.getByRole('region', { name: 'Your own words' }))
  const [picker] = page.container.querySelectorAll<HTMLInputElement>('input[type=file]')
  const choose = (...paths: string[]) => fireEvent.change(picker!, { target: { files: paths.map(file) } })
  const type = (name: string, value: string) =>
    fireEvent.change(region.getByRole('textbox', { name }), { target: { value } })
  return { app, store, engine, region, choose, type, settings: () => store.getState().settings }
}

describe('the region “Your own words”', () => {
  it('takes a folder as student and teacher, a second one of its tokenizer as teacher, and gives them back', async () => {
    const { store, region, choose, settings } = renderOwn()
    choose('mine/config.json', 'mine/model.safetensors', 'mine/onnx/old.onnx')
    expect(await region.findByRole('heading', { name: 'mine' })).toBeDefined()
    expect(settings()).toMatchObject({
      student: 'own-1',
      teacher: 'own-1',
      own: { prompt: { text: 'Once upon a time' } },
    })
    region.getByText('264,000')
    region.getByText(/None of its weights has been read/)
    choose('larger/config.json')
    expect(await region.findByRole('heading', { name: 'larger' })).toBeDefined()
    expect(settings()).toMatchObject({ student: 'own-1', teacher: 'own-2' })
    expect(region.getAllByText(/It shares its tokenizer with/)).toHaveLength(2)
    const [, remove] = region.getAllByRole('button', { name: 'Remove' })
    fireEvent.click(remove!)
    expect(settings()).toMatchObject({ student: 'own-1', teacher: 'teacher' })
    region.getByText(/different tokenizers/)
    await waitFor(() => expect(store.getState().engine.models.map(({ id }) => id)).not.toContain('own-2'))
    fireEvent.click(region.getByRole('button', { name: 'Back to the worlds' }))
    expect(settings()).toMatchObject({ student: 'student', teacher: 'teacher', own: null })
  })

  it('tells what was refused, and takes nothing', async () => {
    const { region, choose, settings } = renderOwn()
    choose('mine/model.safetensors')
    const alert = await region.findByRole('alert')
    expect(alert.textContent).toContain('"mine" has no config.json.')
    expect(alert.textContent).toContain('Nothing else has changed.')
    expect(settings()).toBe(DEFAULTS)
    fireEvent.click(region.getByRole('button', { name: 'Dismiss' }))
    expect(region.queryByRole('alert')).toBeNull()
  })

  it('puts a prompt on the stage, and reads its text anew when the note changes', async () => {
    const { app, store, engine, type, settings } = renderOwn()
    type('Prompt', '2 + 3?')
    expect(settings()).toMatchObject({ own: { prompt: { text: '2 + 3?' } }, privileged: false })
    await app.session.sample()
    const written = store.getState().rollout?.result?.text
    type('Privileged context text', 'Five.')
    expect(settings().privileged).toBe(true)
    // The text stays: what is asked of the teacher is another question about it.
    expect(store.getState().rollout?.result?.text).toBe(written)
    await waitFor(() => expect(engine.calls.scored.at(-1)?.context).toBe('document'))
    expect(engine.calls.sampled).toHaveLength(1)
    expect(engine.calls.scored.at(-1)?.rollout.problem.own?.notes?.document).toMatchObject({
      text: 'Five.',
      prompt: { text: 'Five.\n\n2 + 3?' },
    })
    type('Template', '{prompt} ({note})')
    expect(settings().own?.notes?.document?.prompt).toEqual({ text: '2 + 3? (Five.)' })
    type('Answer', written ?? '')
    expect(store.getState().rollout?.result?.verdict.status).toBe('right')
    type('Prompt', 'Other words')
    expect(store.getState().rollout).toBeNull()
    expect(settings().own?.notes?.document?.prompt).toEqual({ text: 'Other words (Five.)' })
    act(app, 'newProblem')
    expect(settings().own).toBeNull()
  })
})

describe('a model with a template for messages', () => {
  it('reads the prompt as one, with a system text; what it reads is shown, and can be edited', async () => {
    const { region, choose, type, settings } = renderOwn()
    choose('chatty/config.json')
    await region.findByRole('heading', { name: 'chatty' })
    fireEvent.change(region.getByRole('combobox', { name: 'How the prompt is read' }), { target: { value: 'chat' } })
    type('Prompt', '2 + 3?')
    type('System text', 'Be brief.')
    const chat = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: '2 + 3?' },
    ]
    expect(settings().own?.prompt).toEqual({ chat })
    type('Privileged context text', 'Five.')
    expect(settings().own?.notes?.document?.prompt).toEqual({
      chat: [chat[0], { role: 'user', content: 'Five.\n\n2 + 3?' }],
    })
    fireEvent.click(region.getByText('The prompt as the student reads it'))
    fireEvent.click(await region.findByRole('button', { name: 'Edit it as text' }))
    expect(settings().own?.prompt).toEqual({ text: '<system>Be brief.<user>2 + 3?', whole: true })
    expect(region.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe(
      '<system>Be brief.<user>2 + 3?',
    )
  })
})

describe('the files of a folder', () => {
  it('are those beside the outermost config.json, and its export', () => {
    const paths = ['hub/README.md', 'hub/model/config.json', 'hub/model/model.safetensors', 'hub/model/onnx/model.onnx']
    const picked = ofFiles([...paths, 'hub/model/logs/run.json'].map(file))
    expect(picked?.name).toBe('model')
    expect(picked?.files.map(({ path }) => path)).toEqual(['config.json', 'model.safetensors', 'onnx/model.onnx'])
    expect(ofFiles([file('config.json'), file('model.safetensors')])?.files).toHaveLength(2)
    expect(ofFiles([])).toBeNull()
  })

  it('are known by what was dropped', () => {
    expect(looksLikeModel(['model/config.json', 'model/notes.md'])).toBe(true)
    expect(looksLikeModel(['config.json', 'model.safetensors'])).toBe(true)
    expect(looksLikeModel(['model.gguf'])).toBe(true)
    expect(looksLikeModel(['run/rollouts/1.jsonl', 'run/trainer_state.json'])).toBe(false)
    expect(looksLikeModel(['a.trace.json'])).toBe(false)
    expect(looksLikeModel(['weights.safetensors'])).toBe(false)
  })
})
