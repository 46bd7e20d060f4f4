/** @file Stop strings as people type them: one a line, a line break in one as \\n. */

/** In one line. */
export function stopName(stop: string): string {
  return stop.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}

/** One a line. Empty lines are none. */
export function readStops(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\\([nt\\])/g, (_, sign) => (sign === 'n' ? '\n' : sign === 't' ? '\t' : '\\')))
}
