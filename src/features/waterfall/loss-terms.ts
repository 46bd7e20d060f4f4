/**
 * @file The loss that the waterfall takes apart: the chosen divergence with its entries cut, and each token's gradient mass,
 * the Euclidean norm of the token's loss differentiated by the student's logits. Both are measured by the engine; the mass is
 * asked for only while the waterfall is open.
 */
import { divergenceById } from '../../divergence/registry.ts'
import type { DivergenceChoice } from '../../engine/types.ts'
import type { Settings } from '../../settings/settings.ts'
import { choiceOf, measuredOf, type MeasuredState, type TokenValues, tokenValuesOf } from '../../store/divergence-values.ts'

/** Whether the limit of one entry means anything for the loss on view. */
export function canClipEntries({ divergence, support }: Settings): boolean {
  return support !== 'sampled' && divergenceById(divergence).clippable
}

/** The loss with its entries cut; null where none is. */
function cutChoice(settings: Settings): DivergenceChoice | null {
  const { divergence, support, entryClip } = settings
  if (entryClip === 0 || !canClipEntries(settings)) return null
  const whole = choiceOf(divergence, settings, support)
  return { ...whole, key: `${whole.key} cut`, entryClip }
}

/**
 * The gradient's norm of a loss. For a full-vocabulary divergence that a trainer reads from the sampled token alone it is that
 * of log p_S(y), which is k1's: the one-sample value multiplies it (the score function).
 */
function massChoice(settings: Settings, cut: DivergenceChoice | null): DivergenceChoice {
  const { divergence, support } = settings
  const scored = support === 'sampled' && divergenceById(divergence).kind === 'full'
  const loss = scored ? choiceOf('k1', settings, 'full') : (cut ?? choiceOf(divergence, settings, support))
  return { ...loss, key: `${loss.key} gradient`, report: 'gradient-norm' }
}

/** The values after the limit of one entry; the uncut ones stand until those are measured. */
export function cutReadingOf(state: MeasuredState): TokenValues | null {
  const cut = cutChoice(state.settings)
  const whole = tokenValuesOf(state, state.settings.divergence)
  if (!cut) return whole
  return measuredOf(state, cut) ?? (whole && { ...whole, late: true })
}

export interface MassReading {
  /** Before any threshold, and after the limit of one entry. null where it is unknown. */
  readonly whole: TokenValues | null
  readonly cut: TokenValues | null
}

/** Each token's gradient mass, as far as it is measured. */
export function massReadingOf(state: MeasuredState): MassReading {
  const { settings } = state
  const cut = cutChoice(settings)
  const weigh = (reading: TokenValues | null): TokenValues | null => {
    if (!reading || settings.support !== 'sampled' || divergenceById(settings.divergence).kind === 'sampled')
      return reading
    const signal = tokenValuesOf(state, settings.divergence)
    if (!signal) return null
    const values = reading.values.map((norm, i) => {
      const value = signal.values[i]
      return norm === null || value == null ? null : norm * Math.abs(value)
    })
    return { values, late: reading.late || signal.late }
  }
  const whole = weigh(measuredOf(state, massChoice(settings, null)))
  return { whole, cut: cut ? weigh(measuredOf(state, massChoice(settings, cut))) : whole }
}

/** What the waterfall shows and nobody has measured yet; nothing while another instrument is open. */
export function missingLoss(state: MeasuredState): readonly DivergenceChoice[] {
  const { settings } = state
  if (settings.tab !== 'waterfall') return []
  const cut = cutChoice(settings)
  const wanted = [massChoice(settings, null), ...(cut ? [cut, massChoice(settings, cut)] : [])]
  return wanted.filter((choice) => measuredOf(state, choice)?.late !== false)
}
