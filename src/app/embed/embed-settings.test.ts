import { REGISTRY } from '../../features/index.ts'
/** @file What an embed's address says, whatever it says; and the schema of the state beside the embed's README. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { restore } from '../../testing/app.ts'
import { stateSchema } from './embed-schema.test-helper.ts'
import { EMBED_KEYS, readEmbed as read } from './embed-settings.ts'
import { hideableParts } from './hide.ts'
import { OLD_NAMES } from './old-names.ts'

const EMBED_VIEWS = REGISTRY.embeds.map(({ view }) => view)
const readEmbed = (query: string) => read(query, REGISTRY)

describe('readEmbed', () => {
  it('reads view, controls to hide, and the ways of the frame', () => {
    const { embed, notice } = readEmbed(
      'embed=1&view=rail&hide=sample,%20units,legend&autoload=click&background=transparent',
    )
    expect(embed).toEqual({
      view: 'rail',
      hide: ['sample', 'units', 'legend'],
      autoload: 'click',
      background: 'transparent',
      allow: null,
    })
    expect(notice).toBeNull()
  })

  it('names everything that it does not know in one sentence, and follows the rest', () => {
    const { embed, notice } = readEmbed('embed=1&view=nowhere&hide=sample,toString,nothing&autoload=now&background=')
    expect(embed).toMatchObject({ view: 'stage', hide: ['sample'], autoload: 'view', background: 'themed' })
    expect(notice).toBe(
      'This embed does not know view=nowhere, hide=toString,nothing, autoload=now, background=; the rest of its address is followed.',
    )
  })

  it('allows origins as browsers write them, and nobody where the list holds none', () => {
    expect(readEmbed('allow=https://a.example,null').embed.allow).toEqual(['https://a.example', 'null'])
    expect(readEmbed('allow=https://a.example/path,*').embed.allow).toEqual([])
    expect(readEmbed('allow=').embed.allow).toEqual([])
  })

  it('never throws and never grows long, whatever the address is', () => {
    const pieces = [
      'embed=1',
      '&view=',
      '%',
      '%00',
      '&hide=',
      'sample,',
      ',,,',
      '__proto__',
      '&allow=',
      '\ud800',
      '#',
      '?',
      '🙂'.repeat(500),
    ]
    for (let i = 0; i < 2000; i++) {
      const query = Array.from({ length: i % 9 }, (_, j) => pieces[(i * 7 + j * j * 13) % pieces.length]).join('')
      const { embed, notice } = readEmbed(query)
      expect(EMBED_VIEWS).toContain(embed.view)
      expect((notice ?? '').length).toBeLessThan(600)
    }
    expect(readEmbed(`hide=${'x,'.repeat(100_000)}`).embed.hide).toEqual([])
  })
})

describe('the README of the embed', () => {
  const readme = readFileSync('public/embed/README.md', 'utf8')

  it('names every view, every key, every part, every old name and what that stands for', () => {
    const old = Object.entries(OLD_NAMES).flat(2)
    const names = [...EMBED_VIEWS, ...EMBED_KEYS, ...hideableParts(REGISTRY), ...old]
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})

describe('public/embed/state.schema.json', () => {
  const text = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`

  it('is what the fields take (npx vitest run src/app/embed/embed-settings -u writes it)', async () => {
    await expect(text(stateSchema())).toMatchFileSnapshot('../../../public/embed/state.schema.json')
  })

  it('agrees with the page at its ends and beyond them', () => {
    const { properties } = stateSchema() as { properties: Record<string, Record<string, number & unknown[]>> }
    const schema = z.fromJSONSchema(stateSchema())
    const agree = (key: string, value: unknown): void => {
      const written = typeof value === 'boolean' ? Number(value) : value
      const world = key === 'difficulty' ? 2 : written
      const understood = restore(`${key}=${world}`).notice === null
      const asked = key === 'difficulty' ? 2 : value
      expect(schema.safeParse({ [key]: asked }).success, `${key}=${value}`).toBe(understood)
    }
    let checked = 0
    for (const [key, { minimum, maximum, enum: choices }] of Object.entries(properties)) {
      if (key === 'token') continue
      const values = [
        minimum,
        maximum,
        minimum === undefined ? undefined : minimum - 1,
        maximum === undefined ? undefined : maximum + 1,
      ]
      for (const value of [...values, ...(choices ?? []), ...(choices ? ['zz-nonsense'] : [])]) {
        if (value === undefined) continue
        agree(key, value)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(150)
  })
})
