/** @file The four ways to leave tokens out of a loss, each a slider whose far end means "all". */
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, formatShare, THIN_SPACE } from '../../charts/format.ts'
import { roundLimit } from '../../charts/scale.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Slider } from '../../ui/slider.tsx'
import type { LossToken } from './shares.ts'

export interface ThresholdsProps {
  readonly tokens: readonly LossToken[]
  /** End of the chart's scale, in the unit on view. */
  readonly limit: number
  /** Of the rollout, environment's tokens included. */
  readonly length: number
}

const STEPS = 200

export function ThresholdSliders({ tokens, limit, length }: ThresholdsProps) {
  const act = useAct()
  const { clip, teacherGate, studentTop, prefix, units, divergence } = useAppState((state) => state.settings)
  const unit = divergenceUnit(divergence, units)
  const suffix = unit ? `${THIN_SPACE}${unit}` : ''
  /** One of the divergence's own measure, in the unit on view. */
  const one = divergenceInUnit(divergence, 1, units)
  const clipShown = Math.min(limit, clip === 0 ? limit : clip * one)
  const highest = roundLimit(
    tokens.map(({ entropyTeacher }) => entropyTeacher),
    0.5,
  )
  return (
    <div className="waterfall-thresholds">
      <Threshold
        name="Clip"
        title="No token counts for more than this, either way."
        value={clipShown}
        min={limit / STEPS}
        max={limit}
        step={limit / STEPS}
        words={clip === 0 ? 'no limit' : `at most ${formatNumber(clip * one)}${suffix} a token`}
        onChange={(value) => act('setClip', value >= limit ? 0 : value / one)}
      />
      <Threshold
        name="Teacher’s entropy"
        title="Only tokens where the teacher itself is unsure count."
        value={Math.min(teacherGate, highest)}
        min={0}
        max={highest}
        step={highest / STEPS}
        words={teacherGate === 0 ? 'any' : `above ${formatNumber(teacherGate)}${THIN_SPACE}nats`}
        onChange={(value) => act('setTeacherGate', value)}
      />
      <Threshold
        name="Student’s entropy"
        title="Only the tokens where the student was least sure count."
        value={studentTop}
        min={0.01}
        max={1}
        step={0.01}
        words={studentTop === 1 ? 'any' : `the highest ${formatShare(studentTop)}`}
        onChange={(value) => act('setStudentTop', value)}
      />
      <Threshold
        name="Prefix"
        title="Only the beginning of the text counts."
        value={prefix === 0 ? Math.max(2, length) : Math.min(prefix, Math.max(2, length))}
        min={1}
        max={Math.max(2, length)}
        step={1}
        words={prefix === 0 ? 'all tokens' : `the first ${prefix} tokens`}
        onChange={(value) => act('setPrefix', value >= length ? 0 : value)}
      />
      <Button
        tone="quiet"
        disabled={clip === 0 && teacherGate === 0 && studentTop === 1 && prefix === 0}
        onPress={() => act('clearThresholds')}
      >
        No thresholds
      </Button>
    </div>
  )
}

interface ThresholdProps {
  readonly name: string
  readonly title: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** What the value means. */
  readonly words: string
  readonly onChange: (value: number) => void
}

function Threshold({ name, title, value, min, max, step, words, onChange }: ThresholdProps) {
  return (
    <span className="waterfall-threshold" title={title}>
      <span>{name}</span>
      <Slider
        label={`Threshold: ${name}`}
        value={value}
        min={min}
        max={max}
        step={step}
        valueText={words}
        onChange={onChange}
      />
      <output className="numeric">{words}</output>
    </span>
  )
}
