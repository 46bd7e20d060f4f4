/** @file `npm run lab -- <verb>`: the engine from the command line. */
import { text } from 'node:stream/consumers'
import { runLab } from './run.ts'

const { code, stderr } = await runLab(process.argv.slice(2), {
  stdin: () => text(process.stdin),
  write: (text) => {
    process.stdout.write(text)
  },
})
process.stderr.write(stderr)
// Not process.exit: what was written to a pipe may still be on its way.
process.exitCode = code
