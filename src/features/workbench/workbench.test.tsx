// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { validateRecipe } from '../../methods/schema/validate.ts'
import { fetchRecipeCodec } from '../../settings/own-recipe.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import type { Settings } from '../../settings/settings.ts'
import { currentQuery } from '../../store/address.ts'
import { AppProvider } from '../../store/hooks.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS, restore } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { Workbench } from './workbench.tsx'

beforeAll(fetchRecipeCodec)
afterEach(cleanup)

function renderBench(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, tab: 'workbench', ...settings })
  const save = vi.fn()
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: { ...noFiles, save },
    randomSeed: () => 1,
  })
  const page = render(
    <AppProvider value={app}>
      <Workbench />
    </AppProvider>,
  )
  const region = within(page.getByRole('region', { name: 'Recipe workbench' }))
  const recipe = () => chosenRecipe(store.getState().settings)
  // Names stand in attributes: asking for roles walks the whole bench, again and again.
  const choose = (name: string, value: string) =>
    fireEvent.change(region.getAllByLabelText(name)[0] as HTMLElement, { target: { value } })
  const write = (name: string, value: string) => {
    const field = region.getByLabelText(name)
    fireEvent.change(field, { target: { value } })
    fireEvent.blur(field)
  }
  const press = (name: string) => fireEvent.click(region.getByText(name, { selector: 'button' }))
  const json = () => region.getByLabelText<HTMLTextAreaElement>('Recipe as JSON')
  return { app, store, save, region, recipe, choose, write, press, json }
}

describe('the region "Recipe workbench"', () => {
  it('makes a method of one’s own from controls, and a link opens to the same one on a fresh page', () => {
    const { app, region, recipe, choose, write, press, store } = renderBench()
    choose('teacher', 'self')
    // Who teaches itself must know something.
    expect(recipe()).toMatchObject({ teacher: { kind: 'self' }, context: { kinds: ['trace'] } })
    choose('privileged context', 'answer')
    choose('loss', 'jsd')
    choose('support', 'student')
    choose('Add to weights and gates', 'no-special')
    write('Name', 'Mine  & yours')
    expect(recipe()).toMatchObject({
      id: 'mine-yours',
      name: 'Mine & yours',
      context: { kinds: ['answer'] },
      phases: [
        {
          loss: [
            {
              divergence: { id: 'jsd' },
              support: { topK: 16, of: 'student', rest: 'renormalise' },
              weights: [{ kind: 'no-special' }],
            },
          ],
        },
      ],
    })
    const { settings, notice } = restore(currentQuery(app))
    expect(notice).toBeNull()
    expect(settings.ownRecipe).toEqual(recipe())
    expect(settings).toMatchObject({ recipe: 'own', ownParent: 'gkd' })
    region.getByText('It began as GKD.')
    press('Race it')
    expect(store.getState().settings).toMatchObject({ race: 'own', lanes: ['own', 'gkd'], tab: 'training' })
  })

  it('says what is not possible and why; what cannot be is not taken, at its place', async () => {
    const { region, recipe, choose, press, json } = renderBench()
    const before = recipe()
    await region.findByText(/choices are not possible now/, {}, { timeout: 20_000 })
    expect(region.getAllByText<HTMLOptionElement>('nobody')[0]?.disabled).toBe(true)
    choose('teacher', '')
    expect(recipe()).toBe(before)
    expect(region.getAllByText(/loss\[0\]/, { selector: '[role=alert]' }).length).toBeGreaterThan(0)
    const broken = json().value.replace('"each": 1', '"each": 0')
    fireEvent.change(json(), { target: { value: broken } })
    expect(recipe()).toBe(before)
    const line = broken.split('\n').findIndex((each) => each.includes('"each"')) + 1
    press(`Line ${line}`)
    const { value, selectionStart, selectionEnd } = json()
    expect(value.slice(selectionStart, selectionEnd)).toContain('"each": 0')
    region.getByText(/draws\[0\]\.each is 0/)
    fireEvent.change(json(), { target: { value: json().value.replace('"each": 0', '"each": 4') } })
    expect(recipe()).toMatchObject({ phases: [{ rollouts: { draws: [{ each: 4 }] } }] })
    expect(region.queryByText(/The last valid recipe stays/)).toBeNull()
    fireEvent.change(json(), { target: { value: '{' } })
    region.getByText(/it is not JSON/)
  })

  it('knows the published method that it is, and what a change makes of it', () => {
    const { region, choose } = renderBench({ recipe: 'hdpo' })
    const near = () => region.getByText('Nearest published methods').parentElement?.textContent
    expect(near()).toMatch(/This is HDPO/)
    choose('privileged context', 'trace')
    expect(near()).toMatch(/As HDPO, with sees the worked solution, without sees the answer/)
  })

  it('saves what lab recipe validate takes, and opens it again', async () => {
    const { app, press, save, recipe, choose, store } = renderBench()
    choose('loss', 'forward-kl')
    press('Save recipe')
    const [name, text, type] = save.mock.calls[0] ?? []
    expect([name, type]).toEqual(['gkd-changed.recipe.json', 'application/json'])
    expect(validateRecipe(JSON.parse(text))).toEqual(recipe())
    const own = recipe()
    ACTIONS.startFromRecipe.perform(app, 'opsd')
    ACTIONS.openRecipe.perform(app, { name: 'mine.json', text })
    await act(() => vi.waitFor(() => expect(recipe()).toEqual(own)))
    ACTIONS.openRecipe.perform(app, { name: 'bad.json', text: '{"id": 3}' })
    await act(() => vi.waitFor(() => expect(JSON.stringify(store.getState())).toContain('“bad.json” is not a recipe')))
    expect(recipe()).toEqual(own)
  })

  it('has phases that are added, looked at and taken out, and draws whose names the losses follow', () => {
    const { region, recipe, press, write } = renderBench()
    press('Add a phase')
    expect(recipe().phases.map(({ until }) => until)).toEqual([0.5, 1])
    expect(region.getByLabelText<HTMLInputElement>(/phase 2/).checked).toBe(true)
    write('called', 'own words')
    expect(recipe().phases[1]).toMatchObject({
      rollouts: { draws: [{ id: 'own words' }] },
      loss: [{ on: ['own words'] }],
    })
    press('Another writer')
    press('Another loss')
    expect(recipe().phases[1]).toMatchObject({ loss: [{}, { kind: 'entropy', on: ['own words'] }] })
    press('Take out this phase')
    expect(recipe().phases).toEqual([recipeById('gkd').phases[0]])
  })
})
