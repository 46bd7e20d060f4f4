/** @file The tree of branches as a table: what was forced, the seed, the verdict, and what the teacher makes of it. */
import { formatSigned, inUnit, tokenName } from '../../charts/format.ts'
import { viewOf } from '../../store/conditions.ts'
import { type Branch, branchesOf, meanGap } from '../../store/fork.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { totalGap } from '../../store/ledger.ts'
import type { Settings } from '../../store/settings.ts'
import { Icon } from '../../ui/icons.tsx'
import { t } from '../../words/words.ts'
import { Glyph } from './choices.tsx'

const ICONS = { right: 'check', wrong: 'cross', malformed: 'broken' } as const

export function Branches() {
  const run = useAppState((state) => state.run)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useAppState((state) => state.settings)
  const branches = branchesOf({ run, past, future })
  return (
    <table className="fork-table" data-figure>
      <caption>
        {t('Branches, in {unit}: all of one problem, the same up to where they part.', { unit: settings.units })}{' '}
        <kbd>z</kbd> {t('goes back.')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('branch')}</th>
          <th scope="col">{t('seed')}</th>
          <th scope="col">{t('verdict')}</th>
          <th scope="col" title={t('Mean of log p_T − log p_S over the student’s tokens')}>
            {t('mean gap')}
          </th>
          <th scope="col" title={t('The same, over the tokens after the fork alone')}>
            {t('after the fork')}
          </th>
          <th scope="col" title={t('Sum of log p_T − log p_S over the student’s tokens')}>
            {t('total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {branches.map((branch) => (
          <Row key={branch.run.id} {...branch} settings={settings} shown={branch.run.id === run?.id} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps extends Branch {
  readonly settings: Settings
  readonly shown: boolean
}

function Row({ run, depth, settings, shown }: RowProps) {
  const act = useAct()
  const free = useAvailable('showBranch')
  const { fork, rollout, sampling, tokens } = run
  const score = viewOf({ run, settings }).shown
  const number = (nats: number): string => formatSigned(inUnit(nats, settings.units))
  const status = rollout?.verdict.status
  return (
    <tr className={shown ? 'shown' : undefined}>
      <th scope="row" style={{ '--depth': depth } as React.CSSProperties}>
        <button
          type="button"
          className="fork-branch"
          aria-current={shown || undefined}
          aria-disabled={(!free && !shown) || undefined}
          onClick={() => act('showBranch', run.id)}
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
              <span>
                {fork.token.id === fork.instead.id
                  ? t('again after {place}', { place: fork.index + 1 })
                  : t('at {place}', { place: fork.index + 1 })}
              </span>
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
      <td className="numeric">{score ? number(meanGap(score, tokens)) : '–'}</td>
      <td className="numeric">{score && fork ? number(meanGap(score, tokens, fork.index + 1)) : ''}</td>
      <td className="numeric">{score ? number(totalGap(score, tokens)) : '–'}</td>
    </tr>
  )
}
