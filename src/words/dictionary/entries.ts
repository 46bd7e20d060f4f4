/** @file All pages of the dictionary. */
import { PAGE } from './page.ts'
import type { Entries } from './types.ts'

export const ENTRIES: Entries = { ...PAGE }
