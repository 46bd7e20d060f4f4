/** @file Under the text: the verdict on its answer, and the ledger of what the teacher thinks of it. */
import { formatSignedNats } from '../../charts/format.ts'
import { viewOf } from '../../store/conditions.ts'
import { useAppState } from '../../store/hooks.ts'
import { movement, totalGap } from '../../store/ledger.ts'
import { Icon } from '../../ui/icons.tsx'
import './verdict.css'

const ICONS = { right: 'check', wrong: 'cross', malformed: 'broken' } as const
const WORDS = { right: 'Right', wrong: 'Wrong', malformed: 'Malformed' } as const
const FINISH = { eos: '', length: ', cut at the longest length', stopped: ', stopped' } as const

export function VerdictLine() {
  const rollout = useAppState((state) => state.run?.rollout ?? null)
  const writing = useAppState((state) => state.run !== null && state.run.rollout === null)
  const count = useAppState((state) => state.run?.tokens.length ?? 0)
  if (!rollout) {
    return (
      <p className="verdict">
        <span className="verdict-count numeric">{writing ? `${count} tokens so far` : ' '}</span>
      </p>
    )
  }
  const { status, message } = rollout.verdict
  return (
    <p className={`verdict ${status}`}>
      <span className="verdict-mark">
        <Icon name={ICONS[status]} />
        {WORDS[status]}
      </span>
      <span>{message}</span>
      <span className="verdict-count numeric">
        {count} tokens{FINISH[rollout.finish]}
      </span>
    </p>
  )
}

export function Ledger() {
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const activity = useAppState((state) => state.activity)
  const { shown, without, with: told, context } = viewOf({ run, settings })
  const unit = settings.units
  if (!run?.rollout) return <p className="ledger"> </p>
  const scoring = activity === 'scoring' ? 'The teacher reads …' : 'The teacher has not read this yet.'
  return (
    <p className="ledger">
      {shown ? (
        <>
          Gap in total: <b className="numeric">{formatSignedNats(totalGap(shown, run.tokens), unit)}</b>.{' '}
        </>
      ) : (
        scoring
      )}
      {without && told && <Moved {...movement(without, told, run.tokens)} unit={unit} on={context !== null} />}
    </p>
  )
}

interface MovedProps extends ReturnType<typeof movement> {
  readonly unit: 'nats' | 'bits'
  readonly on: boolean
}

function Moved({ total, moved, halfOn, count, unit, on }: MovedProps) {
  if (moved < 0.05) return <>The note {on ? 'changes' : 'would change'} next to nothing.</>
  return (
    <>
      The note {on ? 'moved' : 'would move'} it by <b className="numeric told">{formatSignedNats(total, unit)}</b>; half
      of all movement falls on <b className="numeric">{halfOn}</b> of {count} tokens.
    </>
  )
}
