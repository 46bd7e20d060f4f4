/** @file Progress through the lessons as text for the browser's storage, read back without trust. */
import { type Json, parseJson } from '../../json/parse.ts'
import { each, nullable, object, text } from '../../json/plain.ts'
import { type LessonState, positionOf } from './state.ts'

export type Kept = Pick<LessonState, 'progress' | 'places' | 'home'>

const MOST_IDS = 200

export function printProgress({ progress, places, home }: Kept): string {
  return JSON.stringify({ progress, places, home })
}

/** Never throws: what is not understood is as if nothing had been kept. */
export function readProgress(kept: string | null): Kept | null {
  if (kept === null) return null
  try {
    const json: Json = parseJson(kept)
    const { progress, places, home } = object(json, 'progress')
    const entries = Object.entries(object(places, 'places')).flatMap(([lesson, step]) => {
      const found = positionOf(lesson, step)
      return found ? [[found.lesson, found.step] as const] : []
    })
    return {
      progress: each(progress, 'progress', text).slice(0, MOST_IDS),
      places: Object.fromEntries(entries),
      home: nullable(home, 'home', text),
    }
  } catch {
    return null
  }
}
