/** @file `npm run lab -- <verb>`: the engine from the command line. */
import { textOf } from './read-text.ts'
import { runLab } from './run.ts'

// Whoever reads the first lines and closes the pipe (`| head`) has what was wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const { code, stderr } = await runLab(process.argv.slice(2), {
  stdin: () => textOf(process.stdin),
  write: (text) => {
    process.stdout.write(text)
  },
  onInterrupt: (stop) => {
    // Once: the second Ctrl+C ends the process, as everywhere.
    process.once('SIGINT', stop)
    return () => process.off('SIGINT', stop)
  },
})
process.stderr.write(stderr)
// Not process.exit: what was written to a pipe may still be on its way.
process.exitCode = code
