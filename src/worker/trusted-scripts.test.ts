import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PERMISSIONS_POLICY } from '../../vite.csp.ts'
import { trustOwnScripts } from './trusted-scripts.ts'

function rules(href: string) {
  let given: { readonly createScriptURL: (address: string) => string } | undefined
  const trustedTypes = {
    createPolicy(name: string, rules: { readonly createScriptURL: (address: string) => string }) {
      expect(name).toBe('default')
      given = rules
    },
  }
  trustOwnScripts({ trustedTypes, location: new URL(href) as unknown as Location })
  if (!given) throw new Error('no policy was made')
  return given
}

describe('scripts that may be workers', () => {
  it('are the own origin\u2019s, by whatever spelling', () => {
    const { createScriptURL } = rules('https://playground.example/opd/index.html?seed=1')
    expect(createScriptURL('./assets/entry.js')).toBe('https://playground.example/opd/assets/entry.js')
    expect(createScriptURL('https://playground.example/opd/service-worker.js')).toContain('/service-worker.js')
    for (const other of [
      'https://elsewhere.example/x.js',
      '//elsewhere.example/x.js',
      'data:text/javascript,1',
      'blob:null/1',
      'javascript:1',
    ])
      expect(() => createScriptURL(other)).toThrow(/is no script of this page/)
  })

  it('are files where the page is one, and nothing else there', () => {
    const { createScriptURL } = rules('file:///home/me/dist/index.html')
    expect(createScriptURL('./assets/x.js')).toBe('file:///home/me/dist/assets/x.js')
    for (const other of ['data:text/javascript,1', 'blob:null/1', 'https://elsewhere.example/x.js'])
      expect(() => createScriptURL(other)).toThrow(/is no script of this page/)
  })

  it('need no policy where the browser knows none', () => {
    expect(() => trustOwnScripts({ location: new URL('https://x.example/') as unknown as Location })).not.toThrow()
  })
})

describe('what the page may ask the browser for', () => {
  it('is the same on hosts that read _headers', () => {
    const headers = readFileSync(join(import.meta.dirname, '../../public/_headers'), 'utf8')
    expect(headers).toContain(`Permissions-Policy: ${PERMISSIONS_POLICY}\n`)
  })
})
