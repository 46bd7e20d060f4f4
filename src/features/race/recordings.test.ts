import { describe, expect, it } from 'vitest'
import { readRace, writeRace } from '../../formats/race-recording.ts'
import { RACES } from '../../methods/races.ts'
import { outcomeOf, standings, viewOfRace } from './race-results.ts'
import { RECORDED, recordedLanes, recordingOf } from './recordings.ts'
import { IDLE_RACE } from './state.ts'
import { secondsLeft, secondsOfRace } from './time-left.ts'

const raceById = (id: string) => RACES.find((race) => race.id === id)!

describe('the recorded races', () => {
  it('are of shipped races, the one of OPD, SFT and GRPO among them', async () => {
    expect(RECORDED).toContain('signals')
    expect(RACES.map(({ id }) => id)).toEqual(expect.arrayContaining([...RECORDED]))
    expect(await recordingOf('no-such-race')).toBeNull()
  })

  it.each([...RECORDED])(
    '%s: whole seeds of every lane, from one start to a measured end, a few kB a lane',
    async (id) => {
      const recording = await recordingOf(id)
      if (!recording) throw new Error(`no recording of ${id}`)
      const race = raceById(id)
      const seeds = new Set(recording.lanes.map(({ seed }) => seed))
      expect(seeds.size).toBeGreaterThanOrEqual(3)
      expect(recording.lanes).toHaveLength(seeds.size * race.lanes.length)
      for (const { lane, reports, evaluations } of recording.lanes) {
        expect(evaluations[0]?.step).toBe(0)
        expect(evaluations.at(-1)?.step).toBe(reports.at(-1)?.step)
        expect(evaluations.at(-1)?.greedy.n).toBe(recording.problems)
        expect(evaluations.at(-1)?.gapByPosition.length).toBeGreaterThan(10)
        if (lane === 0 || race.budget === 'steps') expect(reports).toHaveLength(recording.steps)
      }
      const text = writeRace(recording)
      expect(text.length / recording.lanes.length).toBeLessThan(4096)
      expect(readRace(JSON.parse(text))).toEqual(recording)
    },
  )

  it.each([...RECORDED])('%s: the verdict on view follows from its numbers', async (id) => {
    const recording = await recordingOf(id)
    const race = raceById(id)
    const state = { ...IDLE_RACE, recordings: { [id]: recording } }
    const view = viewOfRace(state, race)
    const outcome = outcomeOf(view)
    const sign = race.measure.better === 'higher' ? 1 : -1
    const value = (place: number) => sign * (best[place]?.estimate?.mean ?? 0)
    const best = standings(view).toSorted((a, b) => sign * ((b.estimate?.mean ?? 0) - (a.estimate?.mean ?? 0)))
    expect(outcome?.ranking.winner).toBe(best[0]?.label)
    expect(outcome?.ranking.margin.mean).toBeCloseTo(value(0) - value(1), 6)
    expect(outcome?.evidence).not.toMatch(/NaN|undefined/)
    // While it plays, nobody has won, and nothing beyond the place is on view.
    const half = viewOfRace({ ...state, replay: { race: id, at: 0.5 } }, race)
    expect(outcomeOf(half)).toBeNull()
    for (const { reports, evaluations } of half.lanes) {
      const whole = recording?.lanes.find(({ lane }) => lane === half.lanes[0]?.lane)?.reports.length ?? 0
      expect(reports.length).toBeLessThan(Math.max(whole, 26))
      expect(evaluations[0]?.step).toBe(0)
    }
  })

  it('tell where OPD loses, and that equal work leaves OPD and SFT too close to call', async () => {
    const outcome = async (id: string) =>
      outcomeOf(viewOfRace({ ...IDLE_RACE, recordings: { [id]: await recordingOf(id) } }, raceById(id)))
    expect(await outcome('wrong-teacher')).toMatchObject({ holds: true, close: false, ranking: { winner: 'GRPO' } })
    expect(await outcome('signals')).toMatchObject({ close: true })
  })

  it('show where imitation compounds its errors: alike when led, apart on own texts, by numbers counted here again', async () => {
    const recording = await recordingOf('compounding')
    if (!recording) throw new Error('no recording')
    const outcome = outcomeOf(
      viewOfRace({ ...IDLE_RACE, recordings: { compounding: recording } }, raceById('compounding')),
    )
    expect(outcome).toMatchObject({ holds: true })
    const race = raceById('compounding')
    for (const [lane, { label }] of race.lanes.entries()) {
      const ends = recording.lanes
        .filter((each) => each.lane === lane)
        .map(({ evaluations }) => evaluations.at(-1)?.turns)
      const shares = ends.map((turns) => {
        const [taken, wrong] = turns?.behind ?? [0, 0]
        return wrong / taken
      })
      const percent = ((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length).toFixed(1)
      const said = outcome?.evidence.split(/, (?=OPD|own texts|teacher's texts)/)[lane]
      expect(said).toMatch(new RegExp(`^${label} .* ${percent} % after the first slip$`))
    }
  })

  it('refuse a file that is not one', () => {
    expect(() => readRace({ format: 'opd-race', version: 2 })).toThrow('race.version: expected 1, found 2')
    expect(() => readRace({ format: 'opd-race', version: 1, race: 3 })).toThrow(/race\.race: expected text/)
  })
})

describe('the time of a race', () => {
  it('is the recording’s, longer with more steps and on a slower device', async () => {
    const recording = await recordingOf('signals')
    if (!recording) throw new Error('no recording')
    const race = { ...raceById('signals'), steps: recording.steps }
    const here = secondsOfRace(race, recording, null)
    expect(here).toBeCloseTo(3 * recording.secondsPerSeed, 6)
    expect(secondsOfRace({ ...race, steps: 2 * race.steps }, recording, null)).toBeCloseTo(2 * (here ?? 0), 6)
    expect(secondsOfRace(race, recording, 2 * recording.secondsPerStep)).toBeCloseTo(2 * (here ?? 0), 6)
    expect(secondsOfRace(race, null, null)).toBeNull()
  })

  it('that is left is what is done at its pace, and nothing at the end', async () => {
    const recording = await recordingOf('wrong-teacher')
    if (!recording) throw new Error('no recording')
    const race = { ...raceById('wrong-teacher'), steps: recording.steps, problems: recording.problems }
    expect(secondsLeft(race, [], 0)).toBeNull()
    const early = secondsLeft(race, recordedLanes(recording, 0.25), 60) ?? 0
    const late = secondsLeft(race, recordedLanes(recording, 0.75), 180) ?? 0
    expect(early).toBeGreaterThan(late)
    expect(late).toBeGreaterThan(0)
  })
})
