import { describe, expect, it } from 'vitest'
import { waitFor } from './abort.ts'
import { EngineError, isCancelled, toEngineError } from './errors.ts'

const FALLBACK = { code: 'session-failed', message: 'It failed.', remedy: 'Try again.' } as const

describe('toEngineError', () => {
  it.each([
    ['std::bad_alloc', 'out-of-memory'],
    [
      'no available backend found. ERR: [wasm] RangeError: WebAssembly.Memory(): could not allocate memory',
      'out-of-memory',
    ],
    ['no available backend found. ERR: [wasm] ReferenceError: WebAssembly is not defined', 'backend-unavailable'],
    ['CompileError: WebAssembly.compile(): Wasm code generation disallowed by embedder', 'backend-unavailable'],
    ['RangeError: Array buffer allocation failed', 'out-of-memory'],
    ['RuntimeError: memory access out of bounds', 'out-of-memory'],
    ['Failed to execute: device is lost.', 'device-lost'],
    ['The device was destroyed', 'device-lost'],
    ['Failed to get a WebGPU adapter: No supported adapters', 'backend-unavailable'],
    ['Non-zero status code returned while running MatMul', 'session-failed'],
    ['no room for the bloom filter', 'session-failed'],
  ])('reads "%s" as %s', (message, code) => {
    expect(toEngineError(new Error(message), FALLBACK).code).toBe(code)
  })

  it('quotes the words of ONNX Runtime without the source around them', () => {
    const message =
      'failed to call OrtRun(). ERROR_CODE: 1, ERROR_MESSAGE: /src/a.cc:643 void f(int) const status == Success was false. No kernel.'
    expect(toEngineError(new Error(message), FALLBACK).message).toBe('It failed (No kernel).')
    expect(toEngineError(new Error('x'.repeat(999)), FALLBACK).message.length).toBeLessThan(200)
  })

  it('names a remedy for everything, even a thrown number', () => {
    const error = toEngineError(12345, FALLBACK)
    expect(error.message).toBe('It failed (12345).')
    expect(error.remedy).toBe('Try again.')
  })

  it('passes its own kind through and knows an abort', () => {
    const own = new EngineError('too-long', 'a', 'b')
    expect(toEngineError(own, FALLBACK)).toBe(own)
    expect(isCancelled(toEngineError(new DOMException('stop', 'AbortError'), FALLBACK))).toBe(true)
  })
})

it('survives the way through plain data', () => {
  const error = new EngineError('wrong-vocabulary', 'They differ.', 'Choose another.')
  const copy = EngineError.from(structuredClone(error.toData()))
  expect(copy).toBeInstanceOf(EngineError)
  expect(copy.toData()).toEqual({ code: 'wrong-vocabulary', message: 'They differ.', remedy: 'Choose another.' })
})

describe('waitFor', () => {
  it('ends at the abort, although the work goes on', async () => {
    const controller = new AbortController()
    const waiting = waitFor(new Promise(() => undefined), controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('passes results and failures through', async () => {
    const { signal } = new AbortController()
    await expect(waitFor(Promise.resolve(1), signal)).resolves.toBe(1)
    await expect(waitFor(Promise.reject(new Error('x')), signal)).rejects.toThrow('x')
  })
})
