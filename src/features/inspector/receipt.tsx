/** @file The receipt of one number, on a small sheet of its own: what it is made of and where it comes from. */
import { useEffect, useRef } from 'react'
import { MINUS, THIN_SPACE, tokenName } from '../../charts/format.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { type Receipt, receiptJson, receiptOf } from '../../store/take-away/receipt.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Formula } from '../../ui/formula.tsx'
import './receipt.css'

const COPIED = { done: 'Copied.', refused: 'The browser does not let the page copy; the JSON stands below.' } as const

export function ReceiptSheet() {
  const act = useAct()
  const ask = useAppState((state) => state.receipt)
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const dialog = useRef<HTMLDialogElement>(null)
  const receipt = ask && receiptOf({ run, settings }, ask)
  const open = receipt !== null
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className="receipt" aria-labelledby="receipt-heading" onClose={() => act('closeReceipt')}>
      {receipt && (
        <>
          <header>
            <h2 id="receipt-heading">{receipt.name}</h2>
            <IconButton icon="cross" label="Close" onPress={() => dialog.current?.close()} />
          </header>
          <p className="receipt-value numeric">
            {written(receipt.value)}
            {receipt.unit && ` ${receipt.unit}`}
          </p>
          <Formula tex={receipt.formula} />
          <dl className="receipt-facts numeric">
            {facts(receipt).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <div className="receipt-copy">
            <Button onPress={() => act('copyReceipt')}>Copy receipt</Button>
            <output>{ask?.copied ? COPIED[ask.copied] : ''}</output>
          </div>
          <details>
            <summary>As JSON</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>{receiptJson(receipt)}</pre>
          </details>
        </>
      )}
    </dialog>
  )
}

/** In full, with a true minus sign. */
function written(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  const digits = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(9)))
  return digits.replaceAll('-', MINUS)
}

function nats(name: string, value: number | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, `${written(value)}${THIN_SPACE}nats`]]
}

/** Names and values, those that there are. */
function facts(receipt: Receipt): readonly (readonly [string, string])[] {
  const { inputs, token, condition, student, models, sampling, backend, replay } = receipt
  const hash = (id: string): string => `${id} ${models[id]?.slice(0, 12) ?? '(no hash known)'}`
  const { teacher, context, problem } = condition
  const params = Object.entries(inputs.params).map(([name, value]) => `${name} = ${value}`)
  return [
    ['token', `${tokenName(token.text)}, position ${token.position}, id ${token.id}`],
    ...(inputs.entry ? [['entry', `${tokenName(inputs.entry.text)}, id ${inputs.entry.id}`] as const] : []),
    ...nats('log p_S', inputs.logpStudent),
    ...nats('log p_T', inputs.logpTeacher),
    ...(params.length > 0 ? [['parameters', params.join(', ')] as const] : []),
    ...(inputs.tail ? [['summed over', 'the whole vocabulary'] as const] : []),
    ['student', hash(student)],
    ...(teacher === null ? [] : [['teacher', hash(teacher)] as const]),
    ...(teacher === null ? [] : [['teacher’s context', context ?? 'none'] as const]),
    ['problem', `${problem.world} ${problem.problemSeed}, difficulty ${problem.difficulty}`],
    ['sampled with', `seed ${sampling.seed}, temperature ${sampling.temperature}`],
    ['computed on', `${backend ?? 'unknown'}${replay ? ', replay' : ''}`],
  ]
}
