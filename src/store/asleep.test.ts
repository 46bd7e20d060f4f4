import { expect, it } from 'vitest'
import { createAppStore, DEFAULTS } from '../testing/app.ts'
import { sleeperOf } from './asleep.ts'

const open = (store: ReturnType<typeof createAppStore>, tab: string): void =>
  store.setState(({ settings }) => ({ settings: { ...settings, tab } }))

it('lets the state stand still for what sleeps, and shows it all at once when it wakes', () => {
  const store = createAppStore({ ...DEFAULTS, tab: 'rail' })
  const { followed, isAwake, onTurn } = sleeperOf(store, ({ settings }) => settings.tab === 'rail')
  const told: string[] = []
  const turns: boolean[] = []
  const ends = [
    followed.subscribe(({ settings }, before) => told.push(`${before.settings.units} ${settings.units}`)),
    onTurn(() => turns.push(isAwake())),
  ]
  const units = (value: 'bits' | 'nats'): void =>
    store.setState(({ settings }) => ({ settings: { ...settings, units: value } }))
  units('bits')
  open(store, 'fork')
  const seen = followed.getState()
  units('nats')
  expect(followed.getState()).toBe(seen)
  expect(seen.settings).toMatchObject({ tab: 'rail', units: 'bits' })
  expect(told).toEqual(['nats bits'])
  open(store, 'rail')
  expect(followed.getState()).toBe(store.getState())
  expect(told).toEqual(['nats bits', 'bits nats'])
  expect(turns).toEqual([false, true])
  for (const end of ends) end()
  units('bits')
  expect(told).toHaveLength(2)
})
