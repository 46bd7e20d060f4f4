import { describe, expect, it } from 'vitest'
import { DIVERGENCES, divergenceById, divergenceIds } from './registry.ts'
import { answerRequest } from './request.ts'

const GOOD = {
  student_logits: [
    [0, 1, 2],
    [1, 1, 1],
  ],
  teacher_logits: [
    [2, 1, 0],
    [0, 1, 0],
  ],
  divergence: 'forward-kl',
}
const ask = (changes: Record<string, unknown> = {}) => answerRequest(JSON.stringify({ ...GOOD, ...changes }))

describe('the registry', () => {
  it('knows the ids of the contract, and each id once', () => {
    expect(divergenceIds()).toEqual(
      expect.arrayContaining([
        'forward-kl',
        'reverse-kl',
        'jsd',
        'skew-forward-kl',
        'skew-reverse-kl',
        'tvd',
        'jeffreys',
        'alpha',
        'renyi',
        'squared-hellinger',
        'akl',
        'teacher-argmax-ce',
        'k1',
        'k2',
        'k3',
      ]),
    )
    expect(divergenceIds()).toHaveLength(new Set(divergenceIds()).size)
  })

  it('says of each one which way it points, and gives defaults inside their ranges', () => {
    for (const { direction, formula, source, meaning, params } of DIVERGENCES) {
      expect(direction).toMatch(/^(forward|reverse|symmetric|both|between)/)
      for (const text of [formula, source, meaning]) expect(text.length).toBeGreaterThan(5)
      for (const spec of params) {
        expect(spec.default).toBeGreaterThanOrEqual(spec.min)
        expect(spec.default).toBeLessThanOrEqual(spec.max)
      }
    }
  })

  it('names the known ids when asked for an unknown one', () => {
    expect(() => divergenceById('kl')).toThrow(/"kl": use one of forward-kl, reverse-kl, jsd/)
  })
})

describe('a well-formed request', () => {
  it('answers with one value and one gradient row for each position', () => {
    const { per_token, grad_logits } = ask()
    const z = 1 + Math.E + Math.E ** 2
    // KL of [e^2, e, 1]/z to its mirror image: (p0 - p2)(2 - 0).
    expect(per_token[0]).toBeCloseTo((2 * (Math.E ** 2 - 1)) / z, 12)
    expect(grad_logits[0]![0]).toBeCloseTo((1 - Math.E ** 2) / z, 12)
    expect(grad_logits[1]![1]).toBeCloseTo(1 / 3 - Math.E / (2 + Math.E), 12)
    expect(grad_logits.map((row) => row.length)).toEqual([3, 3])
  })

  it('divides the gradient by the temperature once, and the value by nothing', () => {
    const { per_token, grad_logits } = ask({ temperature: 2 })
    const half = answerRequest(
      JSON.stringify({
        student_logits: [[0, 0.5, 1]],
        teacher_logits: [[1, 0.5, 0]],
        divergence: 'forward-kl',
      }),
    )
    expect(per_token[0]).toBeCloseTo(half.per_token[0] as number, 13)
    expect(grad_logits[0]![0]).toBeCloseTo(half.grad_logits[0]![0]! / 2, 13)
  })

  it('reads the support from either place', () => {
    const support = { top_k: 2, of: 'student', tail: false }
    expect(ask({ divergence: 'jsd', support, params: { beta: 0.3 } })).toEqual(
      ask({ divergence: 'jsd', params: { beta: 0.3, support } }),
    )
    expect(ask({ support }).per_token).not.toEqual(ask().per_token)
    expect(ask({ support: { top_k: 1, of: 'teacher', tail: false } }).per_token).toEqual([0, 0])
  })

  it('reads the sampled tokens', () => {
    const { per_token } = ask({ divergence: 'k1', tokens: [0, 1] })
    expect(per_token[0]).toBeCloseTo(-2, 12)
    expect(per_token[1]).toBeCloseTo(-Math.log(3) - Math.log(Math.E / (2 + Math.E)), 12)
  })

  it('reads masks in both spellings and writes infinity as a string', () => {
    const text =
      '{"student_logits": [[0, "-Infinity"], [0, -Infinity]], "teacher_logits": [[0, 0], [0, 0]], "divergence": "forward-kl"}'
    expect(answerRequest(text).per_token).toEqual(['Infinity', 'Infinity'])
  })

  it.each([
    ['k3', 1e-9, 'k3'],
    // No smaller: the runtime makes numbers below the normal ones zero. Ten over it is more than a number holds.
    ['forward-kl', 3e-308, 'forward KL'],
  ])('keeps the gradient of %s finite and its signs right at a temperature of %d', (divergence, temperature) => {
    const { grad_logits } = ask({
      ...{ student_logits: [[0, 10]], teacher_logits: [[10, 0]], divergence, temperature },
      tokens: [0],
    })
    // The teacher is sure of the first token and the student of the second: descent must go towards the first.
    const [[first, second] = []] = grad_logits
    expect([Number.isFinite(first), Number.isFinite(second)]).toEqual([true, true])
    expect([Math.sign(first ?? 0), Math.sign(second ?? 0)]).toEqual([-1, 1])
  })

  it('names the place of a bare NaN, and reads past a byte order mark', () => {
    expect(() =>
      answerRequest('{"student_logits": [[0, NaN]], "teacher_logits": [[1, 0]], "divergence": "tvd"}'),
    ).toThrow(/student_logits\[0\]\[1\] is "NaN": write a finite number/)
    expect(
      answerRequest('\uFEFF{"student_logits": [[0, 0]], "teacher_logits": [[0, 0]], "divergence": "tvd"}').per_token,
    ).toEqual([0])
  })
})

describe('a malformed request', () => {
  it.each<[string, RegExp]>([
    ['', /not JSON.*pass one object/],
    ['{"student_logits": [[0,', /not JSON.*pass one object/],
    ['[1, 2]', /no JSON object: pass one/],
    ['null', /no JSON object: pass one/],
  ])('%s', (text, message) => {
    expect(() => answerRequest(text)).toThrow(message)
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no student', { student_logits: undefined }, /student_logits is missing.*give one list/],
    ['flat teacher', { teacher_logits: [1, 2] }, /teacher_logits is missing or no list of lists/],
    ['no position', { student_logits: [] }, /give one list of V logits/],
    ['empty row', { student_logits: [[], []] }, /same V >= 1/],
    [
      'ragged rows',
      {
        student_logits: [
          [0, 1, 2],
          [0, 1],
        ],
      },
      /student_logits\[1\] has 2.*same V/,
    ],
    [
      'other vocabulary',
      {
        teacher_logits: [
          [0, 1],
          [0, 1],
        ],
      },
      /2 x 3 and teacher_logits 2 x 2: give both the same shape/,
    ],
    ['other length', { teacher_logits: [[0, 1, 2]] }, /2 x 3 and teacher_logits 1 x 3/],
    [
      'a string',
      {
        student_logits: [
          ['NaN', 0, 0],
          [0, 0, 0],
        ],
      },
      /student_logits\[0\]\[0\] is "NaN": write a finite number/,
    ],
    [
      'a null',
      {
        student_logits: [
          [0, null, 0],
          [0, 0, 0],
        ],
      },
      /student_logits\[0\]\[1\] is null: write a finite number/,
    ],
    [
      'all masked',
      {
        student_logits: [
          ['-Infinity', '-Infinity', '-Infinity'],
          [0, 0, 0],
        ],
      },
      /every student logit is -Infinity: leave/,
    ],
    ['no id', { divergence: undefined }, /divergence is missing.*--list/],
    ['unknown id', { divergence: 'kld' }, /"kld": use one of/],
    ['unknown parameter', { params: { beta: 1 } }, /no parameter "beta": it takes none/],
    ['misspelt parameter', { divergence: 'jsd', params: { bata: 1 } }, /no parameter "bata": use "beta"/],
    [
      'parameter out of range',
      { divergence: 'jsd', params: { beta: 2 } },
      /beta of jsd is 2: pass a number from 0 to 1/,
    ],
    ['parameter of wrong type', { divergence: 'jsd', params: { beta: '1' } }, /params.beta is no number/],
    ['params of wrong type', { params: [1] }, /params is no object/],
    ['temperature 0', { temperature: 0 }, /temperature is 0: pass a finite number above 0/],
    ['negative temperature', { temperature: -1 }, /temperature is -1/],
    ['temperature of wrong type', { temperature: 'hot' }, /temperature is no number/],
    ['no tokens', { divergence: 'k2' }, /reads the sampled tokens: add "tokens"/],
    ['too few tokens', { divergence: 'k2', tokens: [0] }, /tokens does not fit.*2 positions/],
    ['token outside', { divergence: 'k3', tokens: [0, 3] }, /token 3.*from 0 to 2/],
    ['fractional token', { divergence: 'k3', tokens: [0, 0.5] }, /token 0.5/],
    [
      'support for an estimator',
      { divergence: 'k1', tokens: [0, 0], support: { top_k: 1, of: 'teacher', tail: true } },
      /remove "support"/,
    ],
    [
      'top_k 0',
      { support: { top_k: 0, of: 'teacher', tail: true } },
      /top_k is 0: pass an integer from 1 to the vocabulary size, 3/,
    ],
    ['top_k above V', { support: { top_k: 4, of: 'teacher', tail: true } }, /top_k is 4/],
    ['support of nobody', { support: { top_k: 1, of: 'both', tail: true } }, /support.of is missing or unknown: write/],
    ['support without tail', { support: { top_k: 1, of: 'teacher' } }, /support.tail is missing/],
    ['support with a typo', { support: { top_k: 1, of: 'teacher', tail: true, k: 1 } }, /no field "k"/],
    ['unknown field', { temprature: 1 }, /no field "temprature": use student_logits/],
  ])('%s', (_, changes, message) => {
    let error: unknown
    try {
      ask(changes)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(Error)
    const text = error instanceof Error ? error.message : ''
    expect(text).toMatch(message)
    expect(text).not.toContain('\n')
  })

  it('rejects a number that overflows', () => {
    const text = '{"student_logits": [[1e999, 0]], "teacher_logits": [[0, 0]], "divergence": "tvd"}'
    expect(() => answerRequest(text)).toThrow(/student_logits\[0\]\[0\] is Infinity: write a finite number/)
  })
})
