// @vitest-environment jsdom

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
/** @file The page's links lead where they say, and it is cited as CITATION.cff says. */
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { SourceText } from '../../ui/source-text.tsx'
import { bibtex, CITATION } from './citation.ts'
import { Colophon } from './colophon.tsx'
import { ChapterLink } from './page-links.tsx'

afterEach(cleanup)

const ROOT = join(import.meta.dirname, '../../..')

describe('the links of the page', () => {
  it('lead to the chapter, and to files that are published', () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine())
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    const { getByRole, getAllByRole } = render(
      <AppProvider value={app}>
        <ChapterLink />
        <Colophon />
      </AppProvider>,
    )
    expect(getByRole('link', { name: 'Read the chapter' }).getAttribute('href')).toBe('./chapter/')
    const files = getAllByRole('link')
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => /\.\w+$/.test(href))
    expect(files).toContain('./LICENSE.txt')
    expect(files.filter((href) => href !== './LICENSE.txt' && !existsSync(join(ROOT, 'public', href)))).toEqual([])
  })

  it('cites itself as CITATION.cff says', () => {
    const cff = readFileSync(join(ROOT, 'CITATION.cff'), 'utf8')
    const { title, authors, version } = CITATION
    expect(cff).toContain(`title: "${title}"`)
    expect(cff).toContain(`name: "${authors}"`)
    expect(cff).toContain(`version: ${version}`)
    expect(cff).toContain(`license: ${packageJson.license}`)
    expect(version).toBe(packageJson.version)
    expect(bibtex('https://example.org/opd/')).toContain('url = {https://example.org/opd/}')
  })
})

describe('a source', () => {
  it('links its papers and repositories', () => {
    const { getByRole } = render(<SourceText text="Reasoner, arXiv:2601.18734; code siyan-zhao/OPSD" />)
    expect(getByRole('link', { name: 'arXiv:2601.18734' }).getAttribute('href')).toBe(
      'https://arxiv.org/abs/2601.18734',
    )
    expect(getByRole('link', { name: 'siyan-zhao/OPSD' }).getAttribute('href')).toBe(
      'https://github.com/siyan-zhao/OPSD',
    )
  })

  it('has a link for nearly every method of the catalogue', () => {
    const linked = RECIPES.filter(({ source }) => /arXiv:\d{4}\.\d{4,5}/.test(source))
    expect(linked.length / RECIPES.length).toBeGreaterThan(0.8)
  })
})
