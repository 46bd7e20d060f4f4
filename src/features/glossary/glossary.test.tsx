// @vitest-environment jsdom

/** @file The glossary opens at the word that was pressed, finds words by typing, and says each in one line. */
import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Term } from '../../controls/term.tsx'
import { TermText } from '../../controls/term-text.tsx'
import { TERM_IDS, TERMS } from '../../controls/terms.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { giveDialogs } from '../../testing/dialogs.ts'
import { noFiles } from '../../testing/no-files.ts'
import { HiddenActions } from '../../ui/hidden.ts'
import { Glossary } from './glossary.tsx'

beforeAll(() => {
  giveDialogs()
  // Nor does jsdom lay anything out.
  Element.prototype.scrollIntoView = () => {}
  Element.prototype.scrollTo = () => {}
})
afterEach(cleanup)

function renderGlossary(hidden: readonly string[] = []) {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <HiddenActions value={new Set(hidden)}>
        <p>
          Half of the <Term of="gap">disagreement</Term> falls on one token.
        </p>
        <Glossary />
      </HiddenActions>
    </AppProvider>,
  )
  const open = async () => {
    fireEvent.click(page.getByRole('button', { name: 'disagreement' }))
    return within(await page.findByRole('dialog', { name: 'Glossary' }))
  }
  return { page, store, open }
}

describe('a sentence with words of ours', () => {
  it('has each of them to be pressed once, with its ending, and its words as they were', () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine())
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    const text = 'Divergences of rollouts, notes and tokens; a token is no tokenizer, and p_S stays.'
    const { container } = render(
      <AppProvider value={app}>
        <TermText of={['token', 'rollout', 'privileged-context', 'divergence', 'entropy']} text={text} />
      </AppProvider>,
    )
    expect([...container.querySelectorAll('button')].map((word) => word.textContent)).toEqual([
      'Divergences',
      'rollouts',
      'notes',
      'tokens',
    ])
    expect(container.textContent).toBe(text.replace('p_S', 'pS'))
  })
})

describe('the glossary', () => {
  it('opens at the word that was pressed, with the keyboard’s place there', async () => {
    const { open } = renderGlossary()
    const dialog = await open()
    const entry = dialog.getByText('gap').closest('[data-term]')
    expect(entry?.getAttribute('data-term')).toBe('gap')
    expect(document.activeElement).toBe(entry)
    expect(entry?.textContent).toContain('log pT − log pS')
  })

  it('finds words by their name and, from three letters on, by what they mean', async () => {
    const { page, open } = renderGlossary()
    const dialog = await open()
    const shown = () =>
      [...page.container.querySelectorAll('[data-term]')].map((each) => each.getAttribute('data-term'))
    expect(shown()).toEqual(TERM_IDS)
    const field = dialog.getByRole('searchbox', { name: 'Find a word' })
    fireEvent.change(field, { target: { value: 'C1' } })
    expect(shown()).toEqual(['c1'])
    fireEvent.change(field, { target: { value: 'bounded' } })
    expect(shown()).toEqual(['jsd'])
    fireEvent.change(field, { target: { value: 'xyzzy' } })
    expect(shown()).toEqual([])
    dialog.getByText('No word here has that in it.')
  })

  it('closes by its button', async () => {
    const { store, open } = renderGlossary()
    const dialog = await open()
    await act(async () => fireEvent.click(dialog.getByRole('button', { name: 'Close' })))
    expect(store.getState().glossary).toBeNull()
  })

  it('leaves a word to be read where its action is left out', () => {
    const { page } = renderGlossary(['open-glossary'])
    expect(page.queryByRole('button', { name: 'disagreement' })).toBeNull()
    page.getByText('disagreement')
  })

  it('spells on-policy distillation out, and says every word in one line', () => {
    expect(TERMS.opd.name).toContain('on-policy distillation')
    expect(Object.values(TERMS).filter(({ meaning }) => meaning.length > 170)).toEqual([])
  })
})
