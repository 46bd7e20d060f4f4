/** @file All exhibits, in the order of the museum. */

import { EXHIBIT_IDS, type Exhibit, type ExhibitId } from '../types.ts'
import { READ } from './of-scores.ts'
import { TRAINED } from './of-training.ts'

const ALL = [...READ, ...TRAINED]

/** @throws RangeError for an id without an exhibit */
export function exhibitById(id: ExhibitId): Exhibit {
  const exhibit = ALL.find((each) => each.id === id)
  if (!exhibit) throw new RangeError(`no exhibit "${id}"`)
  return exhibit
}

export const EXHIBITS: readonly Exhibit[] = EXHIBIT_IDS.map(exhibitById)
