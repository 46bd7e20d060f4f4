import { expect, it } from 'vitest'
import { createMutex } from './mutex.ts'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it('never runs two tasks at once, and keeps their order', async () => {
  const mutex = createMutex()
  const log: string[] = []
  let inside = 0
  const task = (name: string, milliseconds: number) =>
    mutex.run(async () => {
      inside += 1
      expect(inside).toBe(1)
      await pause(milliseconds)
      log.push(name)
      inside -= 1
    })
  await Promise.all([task('a', 5), task('b', 0), task('c', 2)])
  expect(log).toEqual(['a', 'b', 'c'])
})

it('goes on after a task that fails, which rejects only its own caller', async () => {
  const mutex = createMutex()
  const failing = mutex.run(() => Promise.reject(new Error('no')))
  const throwing = mutex.run(() => {
    throw new Error('not either')
  })
  const working = mutex.run(() => 3)
  await expect(failing).rejects.toThrow('no')
  await expect(throwing).rejects.toThrow('not either')
  await expect(working).resolves.toBe(3)
})
