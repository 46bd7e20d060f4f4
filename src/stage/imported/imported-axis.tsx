/** @file Below the charts of the stage: what a trainer's dump says of an imported rollout, beside what was measured here, and what is not known. */
import { useMemo } from 'react'
import { formatNumber } from '../../charts/format.ts'
import { list, t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import type { ImportedRollout } from '../../store/state.ts'
import { modelName } from '../names.ts'
import { ReadingAxis, type ReadingRow } from '../reading-axis.tsx'
import './imported-axis.css'
import { DUMP_PARTS, UNREAD } from './words.ts'

type Numbers = readonly (number | null)[]

const minus = (values: Numbers): Numbers => values.map((value) => (value === null ? null : -value))
const difference = (a: Numbers, b: Numbers): Numbers =>
  a.map((value, i) => {
    const other = b[i] ?? null
    return value === null || other === null ? null : value - other
  })

/** Rows of what the dump itself holds. */
export function recordedRows({
  student,
  teacher,
}: Pick<ImportedRollout, 'student' | 'teacher'>): readonly ReadingRow[] {
  const note = t('from the dump')
  return [
    ...(student
      ? [{ id: 'student', name: t('student −log p'), note, kind: 'size' as const, values: minus(student) }]
      : []),
    ...(teacher
      ? [{ id: 'teacher', name: t('teacher −log p'), note, kind: 'size' as const, values: minus(teacher) }]
      : []),
    ...(student && teacher
      ? [{ id: 'gap', name: t('gap'), note, kind: 'gap' as const, values: difference(teacher, student) }]
      : []),
  ]
}

interface Measured {
  readonly student: Numbers
  readonly teacher: Numbers
}

/** Each recorded row, what was measured here of the same, and how far they are apart. */
function comparedRows(
  recorded: Pick<ImportedRollout, 'student' | 'teacher'>,
  measured: Measured,
): readonly ReadingRow[] {
  return (['student', 'teacher'] as const).flatMap((who) => {
    const values = recorded[who]
    if (!values) return []
    const here = measured[who]
    const name = who === 'student' ? t('student −log p') : t('teacher −log p')
    return [
      { id: `${who}-dump`, name, note: t('from the dump'), kind: 'size' as const, values: minus(values) },
      { id: `${who}-here`, name, note: t('measured here'), kind: 'size' as const, values: minus(here) },
      {
        ...{ id: `${who}-apart`, name: t('difference'), note: t('here less the dump'), kind: 'gap' as const },
        values: difference(here, values),
      },
    ]
  })
}

/** What a student on a server says of its tokens, and the teacher here of the same. */
function servedRows({ student }: Pick<ImportedRollout, 'student'>, teacher: Numbers): readonly ReadingRow[] {
  if (!student) return []
  const [there, here, both] = [t('from the server'), t('measured here'), t('teacher here less student there')]
  return [
    { id: 'student', name: t('student −log p'), note: there, kind: 'size', values: minus(student) },
    { id: 'teacher', name: t('teacher −log p'), note: here, kind: 'size', values: minus(teacher) },
    { id: 'gap', name: t('gap'), note: both, kind: 'gap', values: difference(teacher, student) },
  ]
}

/** Nothing where the rollout on the stage was not imported. */
export function ImportedAxis() {
  const rollout = useAppState((state) => state.rollout)
  const settings = useAppState((state) => state.settings)
  const reader = useAppState(({ engine, rollout }) => modelName(rollout?.student ?? '', engine.models))
  const teacher = useAppState(({ engine, settings }) => modelName(settings.teacher, engine.models))
  const { shown } = viewOf({ rollout, settings })
  const imported = rollout?.imported
  const rows = useMemo(() => {
    if (!imported) return []
    if (!shown) return imported.server ? [] : recordedRows(imported)
    const tokens = shown.tokens
    if (imported.server)
      return servedRows(
        imported,
        tokens.map(({ logpTeacher }) => logpTeacher),
      )
    return comparedRows(imported, {
      student: tokens.map(({ logpStudent }) => logpStudent),
      teacher: tokens.map(({ logpTeacher }) => logpTeacher),
    })
  }, [imported, shown])
  if (!rollout || !imported) return null
  const { lacks, unread } = imported
  if (imported.server)
    return (
      <div className="imported-axis">
        <p>
          {t(
            'Written by {model} on a server. {teacher} scores it token by token; in the charts above {student} reads the text in the place of the student that wrote it.',
            { model: imported.trainer, student: reader, teacher },
          )}{' '}
          {imported.student === null &&
            t('The server gave no log-probs of its tokens, so the gap to them is not known.')}
        </p>
        {rows.length > 0 && (
          <ReadingAxis
            label={t('The student on the server and the teacher here, token by token')}
            tokens={rollout.tokens.map(({ text }) => text)}
            rows={rows}
          />
        )}
      </div>
    )
  return (
    <div className="imported-axis">
      <p>
        {unread === null
          ? t(
              'Imported: {student} reads the text in the place of the student that wrote it, {teacher} as its teacher. All charts above are measured here.',
              { student: reader, teacher },
            )
          : t(UNREAD[unread])}{' '}
        {lacks.length > 0 &&
          t('The dump does not hold: {parts}.', { parts: list(lacks.map((part) => t(DUMP_PARTS[part]))) })}{' '}
        {unread === null
          ? t('“Export trace” writes what was measured here; a trace has no place for what the dump says.')
          : t('No trace can be written of it: a trace holds what models of this page read.')}
      </p>
      {rows.length > 0 && (
        <ReadingAxis
          label={t('What the dump says, token by token')}
          tokens={rollout.tokens.map(({ text }) => text)}
          rows={rows}
        />
      )}
    </div>
  )
}

/** What the dump says of one token that no model of this page reads. */
export function ImportedToken({ index }: { readonly index: number }) {
  const imported = useAppState(({ rollout }) => rollout?.imported)
  if (!imported) return null
  const rows = recordedRows(imported)
  return rows.length === 0 ? (
    <p>{t('The dump says nothing of a single token.')}</p>
  ) : (
    <dl className="imported-token numeric">
      {rows.map(({ id, name, note, values }) => (
        <div key={id}>
          <dt>
            {name} <small>{note}</small>
          </dt>
          <dd>{values[index] === null || values[index] === undefined ? '–' : formatNumber(values[index])}</dd>
        </div>
      ))}
    </dl>
  )
}
