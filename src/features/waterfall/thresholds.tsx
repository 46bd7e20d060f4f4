/** @file The ways to leave parts of a loss out, each a slider whose far end means "all". */
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, formatShare, THIN_SPACE } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import { mark, t } from '../../i18n/words.ts'
import { useSettings } from '../../store/hooks.ts'
import { canClipEntries } from './loss-terms.ts'

export interface ThresholdsProps {
  /** End of the chart's scale, in the unit on view. */
  readonly limit: number
  /** End of the entropies' scale, nats. */
  readonly highest: number
  /** Of the rollout, environment's tokens included. */
  readonly length: number
}

const STEPS = 200
/** The limit of one entry is far below that of a token (OPSD's scripts: 0.05): its slider goes in powers of ten. */
const DECADES = 4

export function ThresholdSliders({ limit, highest, length }: ThresholdsProps) {
  const settings = useSettings()
  const { clip, entryClip, teacherGate, studentTop, prefix, units, divergence } = settings
  const unit = divergenceUnit(divergence, units)
  const suffix = unit ? `${THIN_SPACE}${unit}` : ''
  /** One of the divergence's own measure, in the unit on view. */
  const one = divergenceInUnit(divergence, 1, units)
  const clipShown = Math.min(limit, clip === 0 ? limit : clip * one)
  const canClip = canClipEntries(settings)
  const entryAt = entryClip === 0 ? 1 : Math.max(0, Math.min(1, 1 + Math.log10((entryClip * one) / limit) / DECADES))
  const amount = (value: number): string => formatNumber(value * one) + suffix
  return (
    <div className="waterfall-thresholds">
      <Threshold
        action="setClip"
        name={mark('Clip')}
        title={t('No token counts for more than this, either way.')}
        value={clipShown}
        min={limit / STEPS}
        max={limit}
        step={limit / STEPS}
        words={clip === 0 ? t('no limit') : t('at most {amount} a token', { amount: amount(clip) })}
        to={(value) => (value >= limit ? 0 : value / one)}
      />
      <Threshold
        action="setEntryClip"
        name={mark('Entry clip')}
        title={t(
          'No vocabulary entry adds more than this to its token, and a cut entry has no gradient (OPSD’s point-wise clip).',
        )}
        value={entryAt}
        min={0}
        max={1}
        step={1 / STEPS}
        words={
          !canClip
            ? t('needs a sum over the vocabulary')
            : entryClip === 0
              ? t('no limit')
              : t('at most {amount} an entry', { amount: amount(entryClip) })
        }
        to={(at) => (at >= 1 ? 0 : (limit * 10 ** ((at - 1) * DECADES)) / one)}
      />
      <Threshold
        action="setTeacherGate"
        name={mark('Teacher’s entropy')}
        title={t('Only tokens where the teacher itself is unsure count.')}
        value={Math.min(teacherGate, highest)}
        min={0}
        max={highest}
        step={highest / STEPS}
        words={
          teacherGate === 0
            ? t('any')
            : t('above {amount}', { amount: `${formatNumber(teacherGate)}${THIN_SPACE}nats` })
        }
      />
      <Threshold
        action="setStudentTop"
        name={mark('Student’s entropy')}
        title={t('Only the tokens where the student was least sure count.')}
        value={studentTop}
        min={0.01}
        max={1}
        step={0.01}
        words={studentTop === 1 ? t('any') : t('the highest {share}', { share: formatShare(studentTop) })}
      />
      <Threshold
        action="setPrefix"
        name={mark('Prefix')}
        title={t('Only the beginning of the text counts.')}
        value={prefix === 0 ? Math.max(2, length) : Math.min(prefix, Math.max(2, length))}
        min={1}
        max={Math.max(2, length)}
        step={1}
        words={prefix === 0 ? t('all tokens') : t('the first {n} tokens', { n: prefix })}
        to={(value) => (value >= length ? 0 : value)}
      />
      <ActionButton
        name="clearThresholds"
        tone="quiet"
        disabled={clip === 0 && entryClip === 0 && teacherGate === 0 && studentTop === 1 && prefix === 0}
      />
    </div>
  )
}

interface ThresholdProps {
  readonly action: 'setClip' | 'setEntryClip' | 'setTeacherGate' | 'setStudentTop' | 'setPrefix'
  readonly name: string
  readonly title: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** What the value means. */
  readonly words: string
  /** From the slider's value to the setting; default: they are the same. */
  readonly to?: (value: number) => number
}

function Threshold({ action, name, title, value, min, max, step, words, to = (same) => same }: ThresholdProps) {
  return (
    <span className="waterfall-threshold" title={title}>
      <span>{t(name)}</span>
      <ActionSlider
        name={action}
        label={t('Threshold: {name}', { name: t(name) })}
        value={value}
        min={min}
        max={max}
        step={step}
        valueText={words}
        to={to}
      />
      <output className="numeric">{words}</output>
    </span>
  )
}
