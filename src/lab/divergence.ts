/** @file `lab divergence`: divergences and gradients of logits that come in on standard input, as JSON. */

import { divergenceIds } from '../divergence/registry.ts'
import { answerRequest } from '../divergence/request.ts'

/**
 * @param args after the verb: `--list` prints the ids; `--json` is allowed, as the answer is always JSON.
 * @param stdin the request; not read with `--list`.
 * @returns JSON text without a line break at the end.
 * @throws Error whose message is one line naming the remedy.
 */
export function runDivergence(args: readonly string[], stdin: string): string {
  const unknown = args.find((arg) => arg !== '--list' && arg !== '--json')
  if (unknown !== undefined) {
    throw new RangeError(
      `lab divergence has no option ${JSON.stringify(unknown)}: use --list, or put the settings into the JSON on standard input`,
    )
  }
  if (args.includes('--list')) return JSON.stringify(divergenceIds())
  return JSON.stringify(answerRequest(stdin))
}
