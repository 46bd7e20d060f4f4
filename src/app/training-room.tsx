/** @file The first tab of the deck: one run, and races of several. */
import { RaceRegion } from '../features/race/race.tsx'
import { Training } from '../features/training/training.tsx'

export function TrainingRoom() {
  return (
    <>
      <Training />
      <RaceRegion />
    </>
  )
}
