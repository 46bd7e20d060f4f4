/** @file What an earlier page, or an engine that is gone, has left: one line, and two ways to answer it. */
import { formatMoment } from '../../../charts/format.ts'
import { ActionButton } from '../../../controls/buttons.tsx'
import { languageTag } from '../../../i18n/languages.ts'
import { count } from '../../../i18n/words.ts'
import { useAppState } from '../../../store/hooks.ts'
import type { RunOffer } from './state.ts'
import './offers.css'

/** One at a time, the latest first: the next one is there when this one is answered. */
export function KeptRuns() {
  const offer = useAppState((state) => state.keptRuns[0])
  const language = useAppState((state) => state.language)
  return (
    <output className="kept-runs" hidden={!offer}>
      {offer && (
        <>
          <span>{sentenceOf(offer, formatMoment(offer.began, Date.now(), languageTag(language)))}</span>
          <span className="kept-runs-buttons">
            <ActionButton name="takeUpRun" argument={offer.key} />
            <ActionButton name="forgetKeptRun" tone="quiet" argument={offer.key} />
          </span>
        </>
      )}
    </output>
  )
}

function sentenceOf({ recipe, at, ended, earlier }: RunOffer, time: string): string {
  if (recipe === null)
    return count(earlier, 'The curves of # earlier run are kept.', 'The curves of # earlier runs are kept.')
  const named = { recipe, time }
  if (ended)
    return count(
      at,
      'A run of {recipe} from {time}, # step, is kept.',
      'A run of {recipe} from {time}, # steps, is kept.',
      named,
    )
  return count(
    at,
    'A run of {recipe} from {time}, # step, was interrupted.',
    'A run of {recipe} from {time}, # steps, was interrupted.',
    named,
  )
}
