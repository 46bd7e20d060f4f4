/** @file The tree of branches as a table: what was forced, the seed, the verdict, and what the teacher makes of it. */

import { formatSigned, inUnit, tokenName } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { totalGap } from '../../store/gap-summary.ts'
import { useAct, useActionId, useAppState, useAvailable, useSettings } from '../../store/hooks.ts'
import { branchTotalReceipt } from '../../store/provenance/branch-provenance.ts'
import { type Branch, branchesOf } from '../../store/rollout-tree.ts'
import { viewOf } from '../../store/scoring.ts'
import type { Fork, RolloutRecord } from '../../store/state.ts'
import { Icon } from '../../ui/icons.tsx'
import { mathPlain } from '../../ui/math-text.tsx'
import { NumberGrid, numberCell } from '../../ui/number-grid.tsx'
import { Glyph } from './choices.tsx'
import { meanGap } from './credit-of.ts'
import { branchMeanReceipt } from './provenance.ts'

const ICONS = { right: 'check', wrong: 'cross', malformed: 'broken', unchecked: 'question' } as const

export function Branches() {
  const rollout = useAppState((state) => state.rollout)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useSettings()
  const act = useAct()
  const branches = branchesOf({ rollout, past, future })
  const open = (row: number, column: number): void => {
    const branch = branches[row]?.run
    const score = branch && viewOf({ rollout: branch, settings }).shown
    if (!score) return
    const of = { run: branch, score }
    if (column === TOTAL) act('openReceipt', branchTotalReceipt(of))
    else act('openReceipt', branchMeanReceipt(of, column === AFTER && branch.fork ? branch.fork.index + 1 : 0))
  }
  return (
    <NumberGrid className="fork-table" data-figure onOpen={open}>
      <caption>
        {t('Branches, in {unit}: all of one problem, the same up to where they part.', { unit: settings.units })}{' '}
        <kbd>z</kbd> {t('goes back.')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('branch')}</th>
          <th scope="col">{t('seed')}</th>
          <th scope="col">{t('verdict')}</th>
          <th scope="col" title={mathPlain(t('Mean of log p_T − log p_S over the student’s tokens'))}>
            {t('mean gap')}
          </th>
          <th scope="col" title={t('The same, over the tokens after the fork alone')}>
            {t('after the fork')}
          </th>
          <th scope="col" title={mathPlain(t('Sum of log p_T − log p_S over the student’s tokens'))}>
            {t('total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {branches.map((branch, row) => (
          <Row key={branch.run.id} {...branch} row={row} settings={settings} shown={branch.run.id === rollout?.id} />
        ))}
      </tbody>
    </NumberGrid>
  )
}

/** Columns of the grid. */
const MEAN = 0
const AFTER = 1
const TOTAL = 2

interface RowProps extends Branch {
  /** From 0. */
  readonly row: number
  readonly settings: Settings
  readonly shown: boolean
}

function Row({ run: rollout, depth, row, settings, shown }: RowProps) {
  const showBranch = useActionId('showBranch')
  const act = useAct()
  const free = useAvailable('showBranch')
  const { fork, result, sampling, tokens } = rollout
  const score = viewOf({ rollout, settings }).shown
  const number = (column: number, nats: number, name: string) => {
    const text = formatSigned(inUnit(nats, settings.units))
    // A branch that ends with its fork has no mean after it.
    const asked = Number.isNaN(nats) ? {} : numberCell(row, column, text, `${name}, ${branchName(rollout)}`)
    return (
      <td className="numeric" {...asked}>
        {text}
      </td>
    )
  }
  const status = result?.verdict.status
  return (
    <tr className={shown ? 'shown' : undefined}>
      <th scope="row" style={{ '--depth': depth } as React.CSSProperties}>
        <button
          type="button"
          className="fork-branch"
          data-action={showBranch}
          aria-current={shown || undefined}
          aria-disabled={(!free && !shown) || undefined}
          onClick={() => act('showBranch', rollout.id)}
        >
          {depth > 0 && (
            <span className="fork-twig" aria-hidden="true">
              └
            </span>
          )}
          {fork ? (
            <>
              <Glyph text={fork.token.text} />
              <span className="visually-hidden">{tokenName(fork.token.text)}</span>
              <span>{placeOf(fork)}</span>
            </>
          ) : (
            t('original')
          )}
        </button>
      </th>
      <td className="numeric">{sampling.seed}</td>
      <td className={status ? `fork-verdict ${status}` : 'fork-verdict'}>
        {status ? (
          <>
            <Icon name={ICONS[status]} /> {t(status)}
          </>
        ) : (
          t('writing …')
        )}
      </td>
      {score ? number(MEAN, meanGap(score, tokens), t('mean gap')) : <td>–</td>}
      {score && fork ? number(AFTER, meanGap(score, tokens, fork.index + 1), t('after the fork')) : <td />}
      {score ? number(TOTAL, totalGap(score, tokens), t('total')) : <td>–</td>}
    </tr>
  )
}

function placeOf({ token, instead, index }: Fork): string {
  const place = index + 1
  return token.id === instead.id ? t('again after {place}', { place }) : t('at {place}', { place })
}

const branchName = ({ fork }: RolloutRecord): string =>
  fork ? `${tokenName(fork.token.text)} ${placeOf(fork)}` : t('original')
