/** @file The four stations of a step, wherever one is drawn. */
import { mark } from '../i18n/words.ts'

export const STATIONS = ['write', 'read', 'count', 'learn'] as const
export type Station = (typeof STATIONS)[number]

export const STATION_NAMES: Readonly<Record<Station, string>> = {
  write: mark('Who writes'),
  read: mark('Who reads'),
  count: mark('Which tokens count'),
  learn: mark('What goes into the loss'),
}
