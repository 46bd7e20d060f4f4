/** @file What the gallery's folder holds: each example's file. */
import { EXAMPLES } from '../../src/charts/gallery/examples.ts'
import { figureFile } from './figure-file.ts'
import { readTheme } from './theme.ts'

export { EXAMPLES }

/** File names with their texts. */
export function drawings(): ReadonlyMap<string, string> {
  const theme = readTheme()
  return new Map(EXAMPLES.map((example) => [`${example.name}.svg`, figureFile(example, theme)]))
}
