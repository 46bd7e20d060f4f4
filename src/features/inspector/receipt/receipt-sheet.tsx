/** @file The receipt of one number, on a small sheet of its own: what it is made of and where it comes from. */
import { useEffect } from 'react'
import { ActionButton } from '../../../controls/buttons.tsx'
import { t, translate } from '../../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../../store/hooks.ts'
import { Formula } from '../../../ui/formula.tsx'
import { MathText } from '../../../ui/math-text.tsx'
import { ScrollRegion } from '../../../ui/scroll-region.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { differenceFailure } from '../backend-differences.ts'
import { type BackendNumber, receiptJson, receiptOf } from './receipt.ts'
import { backendWords, inFull, receiptFacts } from './receipt-facts.ts'
import './receipt-sheet.css'

export function ReceiptSheet() {
  const closing = useActionId('closeReceipt')
  const act = useAct()
  const asked = useAppState((state) => state.receipt)
  // Nothing of the page is followed while no receipt is open.
  const source = useAppState((state) => (state.receipt ? state : null))
  const receipt = asked && source && receiptOf(source, asked.ask, asked.page)
  const copied = asked?.copied
  const gone = asked !== null && receipt === null
  // A number that is gone has no receipt: an empty sheet would only hold the keys.
  useEffect(() => {
    if (gone) act('closeReceipt')
  }, [gone, act])
  return (
    <Sheet
      action={closing}
      title={receipt ? t(receipt.name) : ''}
      className="receipt"
      open={receipt !== null}
      onClose={() => act('closeReceipt')}
    >
      {receipt && (
        <>
          <p className="receipt-value numeric">
            {inFull(receipt.value)}
            {receipt.unit && ` ${receipt.unit}`}
          </p>
          <Formula tex={receipt.formula} />
          <dl className="receipt-facts numeric">
            {receiptFacts(receipt).map(([name, value]) => (
              <div key={name}>
                <dt>
                  <MathText text={name} />
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Difference known={receipt.backendDifference} />
          <div className="receipt-copy">
            <ActionButton name="copyReceipt" />
            <a href={`?${receipt.page}`}>{t('Link to this state')}</a>
            <output>
              {copied === 'done' && t('Copied.')}
              {copied === 'refused' && t('The browser does not let the page copy; the JSON stands below.')}
            </output>
          </div>
          <details>
            <summary>{t('As JSON')}</summary>
            <ScrollRegion className="receipt-json" label={t('As JSON')}>
              <pre>{receiptJson(receipt)}</pre>
            </ScrollRegion>
          </details>
        </>
      )}
    </Sheet>
  )
}

/** How far this device's two backends disagree: measured when it is asked for, then remembered. */
function Difference({ known }: { readonly known: BackendNumber | null }) {
  const { measuring } = useAppState((state) => state.differences)
  const failure = useAppState(differenceFailure)
  return (
    <section className="receipt-backends" aria-labelledby="receipt-backends-heading" aria-busy={measuring}>
      <h3 id="receipt-backends-heading">{t('WASM and WebGPU on this device')}</h3>
      <output className="numeric">
        {measuring && <p>{t('Reading this rollout on the second backend …')}</p>}
        {!measuring && failure !== null && <p>{translate(failure)}</p>}
        {!measuring && known && backendWords(known).map((words) => <p key={words}>{words}</p>)}
        {!measuring && failure === null && !known && <p>{t('Not measured yet.')}</p>}
      </output>
      {measuring ? (
        <ActionButton name="stopMeasuringBackends">{t('Stop measuring')}</ActionButton>
      ) : (
        <ActionButton name="measureBackends">
          {known ? t('Measure again') : t('Measure WASM against WebGPU on this device')}
        </ActionButton>
      )}
    </section>
  )
}
