import { describe, expect, it } from 'vitest'
import { runDivergence } from './divergence.ts'

describe('lab divergence', () => {
  it('lists the ids as JSON without reading standard input', () => {
    expect(JSON.parse(runDivergence(['--list'], ''))).toContain('skew-reverse-kl')
  })

  it('answers a request as JSON, infinities included', () => {
    const request = { student_logits: [[0, '-Infinity']], teacher_logits: [[0, 0]], divergence: 'forward-kl' }
    expect(JSON.parse(runDivergence(['--json'], JSON.stringify(request)))).toEqual({
      per_token: ['Infinity'],
      grad_logits: [[0.5, -0.5]],
    })
  })

  it('refuses an option that it does not have', () => {
    expect(() => runDivergence(['--ids'], '')).toThrow(/no option "--ids": use --list/)
  })
})
