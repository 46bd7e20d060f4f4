/** @file What the accessible name of a token says. */

/** “9”, gap −1.2 nats, the teacher would write “8” -> “9” */
export function wordOf(name: string): string {
  return name.replace(/, (?:gap|not scored yet|written by the environment).*$/s, '')
}

/** The gap that a name holds, in its unit. @throws when it holds none */
export function gapOf(name: string): number {
  const found = /, gap (−?)(\d+(?:\.\d+)?|∞) (?:nats|bits)/.exec(name)
  if (!found) throw new Error(`no gap in "${name}"`)
  const size = found[2] === '∞' ? Number.POSITIVE_INFINITY : Number(found[2])
  return found[1] ? -size : size
}
