/** @file The loss in the order of the text: how the gradient falls on the tokens, and the lines that leave tokens out. */
import { useCallback, useMemo } from 'react'
import { formatNumber, formatShare, THIN_SPACE } from '../../charts/format.ts'
import { GateLanes, LANES_HEIGHT } from '../../charts/gate-lanes.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { barWidth } from './bars.tsx'
import {
  type Contribution,
  countingTokens,
  entropyAtStudentTop,
  type LossToken,
  massShares,
  studentTopAbove,
  type Thresholds,
} from './shares.ts'

export interface GatesProps {
  readonly terms: readonly LossToken[]
  readonly contributions: readonly Contribution[]
  readonly thresholds: Thresholds
  /** Of the rollout, environment's tokens included. */
  readonly length: number
  /** End of the entropies' scale, nats. */
  readonly limit: number
}

export function Gates({ terms, contributions, thresholds, length, limit }: GatesProps) {
  const act = useAct()
  const ready = useAppState((state) => state.engine.phase === 'ready')
  const [frame, width] = useWidth<HTMLDivElement>()
  const columnWidth = barWidth(width, length)
  const columns = useMemo(() => ({ count: length, width: columnWidth }), [length, columnWidth])
  const shares = useMemo(() => sharesByColumn(contributions, length), [contributions, length])
  const entropies = useMemo(() => entropiesByColumn(terms, length), [terms, length])
  const counts = useMemo(() => {
    const counting = countingTokens(terms, thresholds)
    return Array.from({ length }, (_, i) => counting.has(i))
  }, [terms, thresholds, length])
  const studentGate = useMemo(() => entropyAtStudentTop(terms, thresholds.studentTop), [terms, thresholds.studentTop])
  const onTeacherGate = useCallback((nats: number) => act('setTeacherGate', nats), [act])
  const onStudentGate = useCallback((nats: number) => act('setStudentTop', studentTopAbove(terms, nats)), [act, terms])
  const onPrefix = useCallback((tokens: number) => act('setPrefix', tokens >= length ? 0 : tokens), [act, length])
  return (
    <>
      <div className="waterfall-gates" data-figure>
        <div className="waterfall-rows" style={{ height: LANES_HEIGHT }}>
          <span>{t('share of the gradient')}</span>
          <span className="teacher">{t('teacher’s entropy')}</span>
          <span className="student">{t('student’s entropy')}</span>
        </div>
        <div className="waterfall-frame" ref={frame}>
          <ScrollRegion className="waterfall-scroll" label={t('Tokens in the order of the text')}>
            <GateLanes
              columns={columns}
              shares={shares}
              teacher={entropies.teacher}
              student={entropies.student}
              limit={limit}
              counts={counts}
              teacherGate={thresholds.teacherGate}
              studentGate={studentGate}
              prefix={thresholds.prefix}
              onTeacherGate={onTeacherGate}
              onStudentGate={onStudentGate}
              onPrefix={onPrefix}
            />
          </ScrollRegion>
        </div>
        <div className="waterfall-rows right numeric" style={{ height: LANES_HEIGHT }} aria-hidden="true">
          <span>{shares ? formatShare(shares.limit) : '–'}</span>
          <span>{`${formatNumber(limit)}${THIN_SPACE}nats`}</span>
          <span>{`${formatNumber(limit)}${THIN_SPACE}nats`}</span>
        </div>
      </div>
      <p className="waterfall-key" data-figure>
        {shares
          ? t(
              'A token’s gradient: the norm of its loss differentiated by the student’s logits. Outline: its share without thresholds. Ink: with them. Drag the dashed lines.',
            )
          : ready
            ? t('The gradients are being measured.')
            : t('The gradients are measured on the models, which are not loaded. Drag the dashed lines.')}
      </p>
    </>
  )
}

const LIMITS = [0.05, 0.1, 0.2, 0.5] as const

function sharesByColumn(contributions: readonly Contribution[], length: number) {
  const shares = massShares(contributions)
  if (!shares) return null
  const [before, after] = [new Array<number>(length).fill(Number.NaN), new Array<number>(length).fill(Number.NaN)]
  let largest = 0
  for (const each of shares) {
    before[each.index] = each.before
    after[each.index] = each.share
    largest = Math.max(largest, each.before, each.share)
  }
  return { before, after, limit: LIMITS.find((limit) => limit >= largest) ?? 1 }
}

function entropiesByColumn(terms: readonly LossToken[], length: number) {
  const [student, teacher] = [new Array<number>(length).fill(Number.NaN), new Array<number>(length).fill(Number.NaN)]
  for (const { index, entropyStudent, entropyTeacher } of terms) {
    student[index] = entropyStudent
    teacher[index] = entropyTeacher
  }
  return { student, teacher }
}
