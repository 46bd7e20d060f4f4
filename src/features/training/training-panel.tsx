/** @file The first tab of the deck: one run, and races of several. */
import { RaceRegion } from '../race/race.tsx'
import { Training } from './training.tsx'

export function TrainingRoom() {
  return (
    <>
      <Training />
      <RaceRegion />
    </>
  )
}
