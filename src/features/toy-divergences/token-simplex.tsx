/** @file The token simplex: where the student stands among three tokens of the rollout, and where each divergence takes it. */
import { type ReactNode, useMemo, useState } from 'react'
import { formatDivergence } from '../../charts/divergence-unit.ts'
import { formatProbability, formatShare, tokenName } from '../../charts/format.ts'
import { Handle } from '../../charts/handle.tsx'
import { CurveSwatch } from '../../charts/plots/curve-swatch.tsx'
import { TernaryChart, ternaryPlace, ternaryShares } from '../../charts/ternary-chart.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import {
  flowLine,
  type Quad,
  type Shares,
  type SimplexField,
  simplexFlow,
  simplexValue,
  withinSimplex,
} from '../../divergence/toy/simplex.ts'
import type { VocabularyEntry } from '../../engine/types.ts'
import { mark, t } from '../../i18n/words.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { Button } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { LATTICE, quadOf, replaced, type Trio, trioOf } from './corners.ts'
import { lookOf } from './lanes.ts'
import { TakeSimplex } from './take-simplex.tsx'
import './token-simplex.css'

/** One press of an arrow key, in shares. */
const STEP = 0.02
/** A hand cannot go nearer to an edge: right at it a point hardly moves by itself. */
const LEAST = 0.002

export interface TokenSimplexProps {
  /** Whose arrows are drawn. */
  readonly selected: string
}

export function TokenSimplex({ selected }: TokenSimplexProps) {
  const index = useAppState(focusedToken)
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const [asked, setAsked] = useState<readonly number[] | null>(null)
  const { shown, other } = viewOf({ rollout, settings })
  const score = index === null ? undefined : (shown ?? other)?.tokens[index]
  const token = index === null ? undefined : rollout?.tokens[index]
  const trio = score ? trioOf(score.top, asked) : null
  if (!score || !trio || !token || index === null)
    return (
      <Frame>
        <p className="simplex-empty">
          {t(
            'No token is scored yet. Press Sample on the stage, then pin a token: three of its likeliest continuations become the corners of a triangle, and the student a point that you can drag.',
          )}
        </p>
      </Frame>
    )
  return (
    <Frame>
      <p className="simplex-choice">
        {t('At token {index}, {token}: the corners are', { index: index + 1, token: tokenName(token.text) })}{' '}
        {trio.map((entry, corner) => (
          <span key={entry.id}>
            <Corner
              name={t(CORNER_NAMES[corner] ?? '')}
              entry={entry}
              top={score.top}
              onChange={(id) => setAsked(replaced(trio, corner, id))}
            />
            {corner < 2 ? ', ' : '.'}
          </span>
        ))}
      </p>
      {/* Another token, another student: what was dragged is forgotten. */}
      <Triangle key={`${index} ${trio.map(({ id }) => id).join(' ')}`} trio={trio} selected={selected} />
    </Frame>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <section className="simplex" aria-labelledby="simplex-heading">
      <h3 id="simplex-heading" className="heading">
        {t('Token simplex')}
      </h3>
      {children}
    </section>
  )
}

const CORNER_NAMES = [mark('Lower left corner'), mark('Lower right corner'), mark('Upper corner')] as const

interface CornerProps {
  readonly name: string
  readonly entry: VocabularyEntry
  readonly top: readonly VocabularyEntry[]
  readonly onChange: (id: number) => void
}

function Corner({ name, entry, top, onChange }: CornerProps) {
  const options = top.map(({ id, text }) => ({ value: String(id), label: tokenName(text) }))
  return (
    <InlineSelect
      label={name}
      value={String(entry.id)}
      groups={[{ label: t('Likeliest tokens'), options }]}
      onChange={(id) => onChange(Number(id))}
    />
  )
}

interface TriangleProps extends TokenSimplexProps {
  readonly trio: Trio
}

function Triangle({ trio, selected }: TriangleProps) {
  const chosen = useAppState((state) => state.settings.toyDivergences)
  const params = useAppState((state) => state.settings.params)
  const units = useAppState((state) => state.settings.units)
  const [moved, setMoved] = useState<Shares | null>(null)
  const student = useMemo(() => quadOf(trio, 'logpStudent'), [trio])
  const teacher = useMemo(() => quadOf(trio, 'logpTeacher'), [trio])
  const here = moved ?? student.shares
  const names = trio.map(({ text }) => tokenName(text)) as unknown as readonly [string, string, string]
  const fields = useMemo(
    () => chosen.map((id): SimplexField => ({ divergence: id, params: params[id], teacher, rest: student.rest })),
    [chosen, params, teacher, student],
  )
  const lines = useMemo(
    () => fields.map((field) => ({ id: field.divergence, ...lookOf(field.divergence), points: flowLine(field, here) })),
    [fields, here],
  )
  const arrows = useMemo(() => {
    const field = fields.find(({ divergence }) => divergence === selected)
    return field ? LATTICE.map((at) => ({ at, flow: simplexFlow(field, at) })) : []
  }, [fields, selected])
  const place = ternaryPlace(here)
  const shares = names.map((name, i) => `${name} ${formatShare(here[i] ?? 0)}`).join(', ')
  return (
    <div className="simplex-body">
      <TernaryChart
        summary={t(
          'The student among {names}: {shares}. Lines lead from it down each divergence, arrows show the flow of {divergence}.',
          { names: names.join(', '), shares, divergence: t(divergenceById(selected).shortName) },
        )}
        corners={names}
        teacher={teacher.shares}
        student={student.shares}
        lines={lines}
        arrows={arrows}
        arrowTone={lookOf(selected).tone}
      >
        <Handle
          label={t('Student’s point')}
          shape="peak"
          voice="student"
          left={place.left}
          top={place.top}
          value={here[2] * 100}
          min={0}
          max={100}
          valueText={shares}
          onDrag={(left, top) => setMoved(withinSimplex(ternaryShares(left, top), LEAST))}
          onSteps={(right, up) => {
            const [a, b, c] = here
            setMoved(withinSimplex([a - (right + up / 2) * STEP, b + (right - up / 2) * STEP, c + up * STEP], LEAST))
          }}
        />
      </TernaryChart>
      <div className="simplex-side">
        <Masses trio={trio} here={here} student={student} teacher={teacher} />
        <ul className="simplex-values" data-figure>
          {fields.map((field) => (
            <li key={field.divergence}>
              <CurveSwatch {...lookOf(field.divergence)} /> {t(divergenceById(field.divergence).shortName)}{' '}
              <b className="numeric">{formatDivergence(field.divergence, simplexValue(field, here), units)}</b>
            </li>
          ))}
        </ul>
        <p className="simplex-note">
          {t(
            'Drag the ring, or walk it with the arrow keys. Lines lead down each divergence from there; arrows are the descent of {divergence} everywhere. All other tokens count as one, the rest, which keeps its mass.',
            { divergence: t(divergenceById(selected).shortName) },
          )}
        </p>
        <Button disabled={moved === null} onPress={() => setMoved(null)}>
          {t('Back to the real student')}
        </Button>
        <TakeSimplex trio={trio} teacher={teacher.shares} student={student.shares} here={here} lines={lines} />
      </div>
    </div>
  )
}

interface MassesProps {
  readonly trio: Trio
  readonly here: Shares
  readonly student: Quad
  readonly teacher: Quad
}

function Masses({ trio, here, student, teacher }: MassesProps) {
  const mass = ({ rest }: Quad, share: number): string => formatProbability(share * (1 - rest))
  return (
    <table className="simplex-masses numeric" data-figure>
      <thead>
        <tr>
          <td />
          <th scope="col" className="student">
            ○ {t('student')}
          </th>
          <th scope="col" className="teacher">
            ▲ {t('teacher')}
          </th>
        </tr>
      </thead>
      <tbody>
        {trio.map(({ id, text }, i) => (
          <tr key={id}>
            <th scope="row">{tokenName(text)}</th>
            <td>{mass(student, here[i] ?? 0)}</td>
            <td>{mass(teacher, teacher.shares[i] ?? 0)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">
            <i>{t('rest')}</i>
          </th>
          <td>{formatProbability(student.rest)}</td>
          <td>{formatProbability(teacher.rest)}</td>
        </tr>
      </tbody>
    </table>
  )
}
