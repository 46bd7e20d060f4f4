import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownBytes } from './bytes.ts'

describe('bytes as text', () => {
  it('are characters where they make some, else hexadecimal', () => {
    const shown = (...bytes: number[]) => shownBytes(Uint8Array.from(bytes))
    expect(shown(0xe4)).toBe('<0xE4>')
    expect(shown(0xbd, 0xa0)).toBe('<0xBD><0xA0>')
    expect(shown(0x20, 0xf0, 0x9f)).toBe(' <0xF0><0x9F>')
    expect(shown(0x82, 0xe4, 0xbd, 0xa0, 0x41)).toBe('<0x82>你A')
    expect(shown(0xef, 0xbb, 0xbf)).toBe('\uFEFF')
    // Overlong forms and halves of surrogates are none.
    expect(shown(0xc0, 0x80)).toBe('<0xC0><0x80>')
    expect(shown()).toBe('')
  })

  it('lose nothing: every byte is either in a character or written out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const back = shownBytes(bytes)
          .split(/(<0x[0-9A-F]{2}>)/)
          .flatMap((part) => {
            const hex = /^<0x([0-9A-F]{2})>$/.exec(part)?.[1]
            return hex === undefined ? [...new TextEncoder().encode(part)] : [Number.parseInt(hex, 16)]
          })
        fc.pre(!new TextDecoder().decode(bytes).includes('<0x'))
        expect(back).toEqual([...bytes])
      }),
      { numRuns: 200 },
    )
  })
})
