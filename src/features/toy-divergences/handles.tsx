/** @file What can be moved on the line: every mode of the teacher, and where the student starts. */
import { memo } from 'react'
import { place } from '../../charts/domain.ts'
import { formatNumber, formatShare } from '../../charts/format.ts'
import { Handle } from '../../charts/handle.tsx'
import { type Mode, REACH } from '../../divergence/toy/density.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { TOY_LIMITS } from './settings.ts'

/** One press of an arrow key. */
const STEP = { mean: 0.1, width: 0.05, weight: 0.05 } as const
/** Density of a standard normal at 0. */
const PEAK = 1 / Math.sqrt(2 * Math.PI)

const along = (x: number): number => place(x, REACH)
const lineAt = (left: number): number => REACH[0] + left * (REACH[1] - REACH[0])

export interface HandlesProps {
  /** Top of the density axis. */
  readonly ceiling: number
}

/** Kept apart from the frames of a descent: students move, what a hand holds does not. */
export const Handles = memo(function Handles({ ceiling }: HandlesProps) {
  const teacher = useAppState((state) => state.settings.toyTeacher)
  // A link may hold any weights; on the page they are shares.
  const total = teacher.reduce((sum, { weight }) => sum + weight, 0)
  return (
    <>
      {teacher.map((mode, index) => {
        const key = `mode ${index + 1}`
        const name = t('mode {n}', { n: index + 1 })
        const own = { ...mode, weight: mode.weight / total }
        return <ModeHandles key={key} name={name} mode={own} index={index} ceiling={ceiling} />
      })}
      <StartHandles ceiling={ceiling} />
    </>
  )
})

interface ModeHandlesProps extends HandlesProps {
  readonly name: string
  readonly mode: Mode
  readonly index: number
}

/** The hill's peak for its weight (and, under the pointer, its place), its foot for the mean, its flank for the width. */
function ModeHandles({ name, mode, index, ceiling }: ModeHandlesProps) {
  const act = useAct()
  const action = useActionId('setToyMode')
  const change = (part: Partial<Mode>): void => act('setToyMode', { index, part })
  const { mean, width, weight } = mode
  const peak = (weight * PEAK) / width
  return (
    <>
      <Handle
        action={action}
        label={t('Weight of {name}', { name })}
        shape="peak"
        voice="teacher"
        left={along(mean)}
        top={1 - Math.min(1, peak / ceiling)}
        value={weight}
        {...TOY_LIMITS.weight}
        valueText={formatShare(weight)}
        onDrag={(left, top) => change({ mean: lineAt(left), weight: ((1 - top) * ceiling * width) / PEAK })}
        onSteps={(right, up) => change({ weight: weight + (right + up) * STEP.weight })}
      />
      <WidthHandle
        action={action}
        label={t('Width of {name}', { name })}
        voice="teacher"
        {...{ mean, width, peak, ceiling }}
        onChange={(width) => change({ width })}
      />
      <Handle
        action={action}
        label={t('Mean of {name}', { name })}
        shape="foot"
        voice="teacher"
        along
        left={along(mean)}
        top={1}
        value={mean}
        {...TOY_LIMITS.mean}
        valueText={formatNumber(mean)}
        onDrag={(left) => change({ mean: lineAt(left) })}
        onSteps={(right, up) => change({ mean: mean + (right + up) * STEP.mean })}
      />
    </>
  )
}

function StartHandles({ ceiling }: HandlesProps) {
  const act = useAct()
  const action = useActionId('setToyStart')
  const { mean, width } = useAppState((state) => state.settings.toyStart)
  const peak = PEAK / width
  return (
    <>
      <Handle
        action={action}
        label={t('Mean at the start')}
        shape="peak"
        voice="student"
        along
        left={along(mean)}
        top={1 - Math.min(1, peak / ceiling)}
        value={mean}
        {...TOY_LIMITS.mean}
        valueText={formatNumber(mean)}
        onDrag={(left) => act('setToyStart', { mean: lineAt(left) })}
        onSteps={(right, up) => act('setToyStart', { mean: mean + (right + up) * STEP.mean })}
      />
      <WidthHandle
        action={action}
        label={t('Width at the start')}
        voice="student"
        {...{ mean, width, peak, ceiling }}
        onChange={(width) => act('setToyStart', { width })}
      />
    </>
  )
}

interface WidthHandleProps extends HandlesProps {
  readonly action: string
  readonly label: string
  readonly voice: 'teacher' | 'student'
  readonly mean: number
  readonly width: number
  /** Density at the mean. */
  readonly peak: number
  readonly onChange: (width: number) => void
}

/** On the right flank, one width from the mean, where a Gaussian has exp(-1/2) of its peak. */
function WidthHandle({ action, label, voice, mean, width, peak, ceiling, onChange }: WidthHandleProps) {
  return (
    <Handle
      action={action}
      label={label}
      shape="flank"
      voice={voice}
      along
      left={along(mean + width)}
      top={1 - Math.min(1, (peak * Math.exp(-0.5)) / ceiling)}
      value={width}
      {...TOY_LIMITS.width}
      valueText={formatNumber(width)}
      onDrag={(left) => onChange(Math.abs(lineAt(left) - mean))}
      onSteps={(right, up) => onChange(width + (right + up) * STEP.width)}
    />
  )
}
