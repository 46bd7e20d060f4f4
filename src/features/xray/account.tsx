/** @file The X-ray's ledger: what the note of the sentence moved, on how few tokens, and where teacher and student now agree. */
import { formatNats, formatSignedNats } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { TokenLinks } from '../../stage/token-axis/token-links.tsx'
import { movement } from '../../store/gap-summary.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { movementReceipt } from '../../store/provenance/headlines.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import type { Moved } from './moved.ts'
import { type TurnCount, turnReceipt } from './provenance.ts'

export interface AccountProps {
  readonly run: RolloutRecord
  readonly moved: Moved
  /** What the teacher was told. */
  readonly note: string
}

export function Account({ run: rollout, moved: { without, told, turned, half, changes }, note }: AccountProps) {
  const unit = useAppState((state) => state.settings.units)
  const act = useAct()
  const moves = movement(without, told, rollout.tokens)
  const { total, moved, count } = moves
  const endless = changes.filter((change) => change !== null && !Number.isFinite(change)).length
  return (
    <dl className="xray-account numeric">
      <div>
        <dt>{t('The note moves')}</dt>
        <dd>
          <Phrase
            text={t('{moved} in all, {total} net ({note})')}
            places={{
              note,
              moved: (
                <b className="xray-told">
                  <NumberButton
                    value={formatNats(moved, unit)}
                    of={t('movement by the note')}
                    onPress={() => act('openReceipt', movementReceipt(moves, 'moved'))}
                  />
                </b>
              ),
              total: (
                <NumberButton
                  value={formatSignedNats(total, unit)}
                  of={t('change by the note')}
                  onPress={() => act('openReceipt', movementReceipt(moves, 'total'))}
                />
              ),
            }}
          />
          {endless > 0 && t('; {n} without a finite change are left out', { n: endless })}.
        </dd>
      </div>
      <div>
        <dt>{t('Half of it falls on')}</dt>
        <dd>
          <Phrase
            text={t('{half} of {count} tokens')}
            places={{
              count,
              half: (
                <b>
                  <NumberButton
                    value={String(half.length)}
                    of={t('tokens that hold half of the movement')}
                    onPress={() => act('openReceipt', movementReceipt(moves, 'half'))}
                  />
                </b>
              ),
            }}
          />
          {half.length > 0 && (
            <>
              : <TokenLinks tokens={rollout.tokens} indices={half} />
            </>
          )}
          .
        </dd>
      </div>
      <Turned run={rollout} without={without} told={told} turned={turned} />
    </dl>
  )
}

interface TurnedProps extends Pick<Moved, 'without' | 'told' | 'turned'> {
  readonly run: RolloutRecord
}

function Turned({ run: rollout, without, told, turned }: TurnedProps) {
  const act = useAct()
  const { toAgree, toDisagree, agreed, agrees } = turned
  const number = (of: TurnCount, value: number, name: string) => (
    <NumberButton
      value={String(value)}
      of={name}
      onPress={() => act('openReceipt', turnReceipt(of, value, without, told, rollout.tokens))}
    />
  )
  return (
    <>
      <div>
        <dt>
          <span aria-hidden="true">▲</span> {t('Turned to agree')}
        </dt>
        <dd>
          <b>{number('to-agree', toAgree.length, t('Turned to agree'))}</b>
          {toAgree.length > 0 && ': '}
          <TokenLinks tokens={rollout.tokens} indices={toAgree} />.{' '}
          <Phrase
            text={t(
              'The student’s token is the teacher’s first choice on {without} tokens without the note, on {with} with it.',
            )}
            places={{
              without: number('agreed', agreed, t('first choices without the note')),
              with: number('agrees', agrees, t('first choices with the note')),
            }}
          />
        </dd>
      </div>
      <div>
        <dt>
          <span aria-hidden="true">▽</span> {t('Turned to disagree')}
        </dt>
        <dd>
          <b>{number('to-disagree', toDisagree.length, t('Turned to disagree'))}</b>
          {toDisagree.length > 0 && ': '}
          <TokenLinks tokens={rollout.tokens} indices={toDisagree} />.
        </dd>
      </div>
    </>
  )
}
