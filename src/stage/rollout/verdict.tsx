/** @file Under the text: the verdict on its answer, and the ledger of what the teacher thinks of it. */
import { formatNats, formatSignedNats } from '../../charts/format.ts'
import { findStop } from '../../engine/stop-strings.ts'
import type { Rollout } from '../../engine/types.ts'
import { count, mark, t, translate } from '../../i18n/words.ts'
import { type Movement, movement, totalGap } from '../../store/gap-summary.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { movementReceipt, totalGapReceipt } from '../../store/provenance/headlines.ts'
import { verdictSentence, viewOf } from '../../store/scoring.ts'
import { Icon } from '../../ui/icons.tsx'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { stopName } from '../sampling/stop-text.ts'
import './verdict.css'
import { useRoving } from '../../ui/use-roving.ts'

const ICONS = { right: 'check', wrong: 'cross', malformed: 'broken', unchecked: 'question' } as const
const WORDS = {
  right: mark('Right'),
  wrong: mark('Wrong'),
  malformed: mark('Malformed'),
  unchecked: mark('Unchecked'),
} as const

/** How many tokens there are, and how they ended. */
function lengthWords(n: number, { finish, text, sampling }: Pick<Rollout, 'finish' | 'text' | 'sampling'>): string {
  switch (finish) {
    case 'eos':
      return count(n, '# token', '# tokens')
    case 'length':
      return count(n, '# token, cut at the longest length', '# tokens, cut at the longest length')
    case 'stopped':
      return count(n, '# token, stopped', '# tokens, stopped')
    case 'stop-string': {
      const stop = stopName(findStop(text, sampling.stop ?? [])?.stop ?? '')
      return count(n, '# token, ended by the stop string “{stop}”', '# tokens, ended by the stop string “{stop}”', {
        stop,
      })
    }
  }
}

export function VerdictLine() {
  const rollout = useAppState((state) => state.rollout?.result ?? null)
  const unread = useAppState((state) => state.rollout?.imported?.unread != null)
  const writing = useAppState((state) => state.rollout !== null && state.rollout.result === null)
  const length = useAppState((state) => state.rollout?.tokens.length ?? 0)
  if (!rollout) {
    return (
      <p className="verdict" data-part="verdict">
        <span className="verdict-count numeric">
          {unread
            ? count(length, '# token', '# tokens')
            : writing
              ? count(length, '# token so far', '# tokens so far')
              : ' '}
        </span>
      </p>
    )
  }
  const { status } = rollout.verdict
  return (
    <p className={`verdict ${status}`} data-part="verdict">
      <span className="verdict-mark">
        <Icon name={ICONS[status]} />
        {t(WORDS[status])}
      </span>
      <span>{translate(verdictSentence(rollout))}</span>
      <span className="verdict-count numeric">{lengthWords(length, rollout)}</span>
    </p>
  )
}

export function GapSummary() {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const activity = useAppState((state) => state.activity)
  const act = useAct()
  const group = useRoving<HTMLParagraphElement>()
  const { shown, without, with: told, context } = viewOf({ rollout, settings })
  const unit = settings.units
  if (!rollout?.result)
    return (
      <p className="ledger" data-part="gap-summary">
        {rollout?.imported ? t('No teacher of this page reads this: below is what the dump says.') : ' '}
      </p>
    )
  const scoring = activity === 'scoring' ? t('The teacher reads …') : t('The teacher has not read this yet.')
  return (
    <p className="ledger" data-part="gap-summary" ref={group}>
      {shown ? (
        <>
          <Phrase
            text={t('Gap in total: {gap}.', { gap: '{gap}' })}
            places={{
              gap: (
                <b>
                  <NumberButton
                    className="numeric"
                    value={formatSignedNats(totalGap(shown, rollout.tokens), unit)}
                    of={t('gap in total')}
                    onPress={() => {
                      const own = rollout.tokens.filter(({ source }) => source === 'student').length
                      const reading = context === null ? 'without' : 'with'
                      act('openReceipt', totalGapReceipt(totalGap(shown, rollout.tokens), own, reading))
                    }}
                  />
                </b>
              ),
            }}
          />{' '}
        </>
      ) : (
        scoring
      )}
      {without && told && (
        <Moved movement={movement(without, told, rollout.tokens)} unit={unit} on={context !== null} />
      )}
    </p>
  )
}

interface MovedProps {
  readonly movement: Movement
  readonly unit: 'nats' | 'bits'
  readonly on: boolean
}

function Moved({ movement, unit, on }: MovedProps) {
  const act = useAct()
  const { total, moved, halfOn, count: all } = movement
  if (moved < 0.05) return on ? t('The note changes next to nothing.') : t('The note would change next to nothing.')
  const values = { moved: '{moved}', total: '{total}', half: '{half}', all }
  return (
    <Phrase
      text={
        on
          ? t('The note moved {moved} in all, {total} net; half of it on {half} of {all} tokens.', values)
          : t('The note would move {moved} in all, {total} net; half of it on {half} of {all} tokens.', values)
      }
      places={{
        moved: (
          <b className="told">
            <NumberButton
              className="numeric"
              value={formatNats(moved, unit)}
              of={t('movement by the note')}
              onPress={() => act('openReceipt', movementReceipt(movement, 'moved'))}
            />
          </b>
        ),
        total: (
          <b className="told">
            <NumberButton
              className="numeric"
              value={formatSignedNats(total, unit)}
              of={t('change by the note')}
              onPress={() => act('openReceipt', movementReceipt(movement, 'total'))}
            />
          </b>
        ),
        half: (
          <b>
            <NumberButton
              className="numeric"
              value={String(halfOn)}
              of={t('tokens that hold half of the movement')}
              onPress={() => act('openReceipt', movementReceipt(movement, 'half'))}
            />
          </b>
        ),
      }}
    />
  )
}
