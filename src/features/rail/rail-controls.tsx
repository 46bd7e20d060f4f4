/** @file What the rail shows: which divergences, their parameters, the support that they read, and the scale. */

import { ActionNumber, ActionSelect, ActionSlider } from '../../controls/fields.tsx'
import { DIVERGENCES, divergenceById } from '../../divergence/registry.ts'
import type { ParamSpec } from '../../divergence/types.ts'
import { mark, t } from '../../i18n/words.ts'
import type { SupportChoice } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import { GREEK, mathPlain } from '../../ui/math-text.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { withinReach } from '../../ui/slider.tsx'
import type { RailScale } from './settings.ts'

export function StripChoice() {
  const toggleStrip = useActionId('toggleStrip')
  const act = useAct()
  const rail = useAppState((state) => state.settings.rail)
  return (
    <fieldset className="axis-choice">
      <legend className="visually-hidden">{t('Divergences on the rail')}</legend>
      {DIVERGENCES.map((divergence) => (
        <label key={divergence.id} title={mathPlain(t(divergence.direction))}>
          <input
            type="checkbox"
            data-action={toggleStrip}
            checked={rail.includes(divergence.id)}
            onChange={() => act('toggleStrip', divergence.id)}
          />
          {t(divergence.shortName)}
        </label>
      ))}
    </fieldset>
  )
}

export const SUPPORT_NAMES: Readonly<Record<SupportChoice, string>> = {
  full: mark('the full vocabulary'),
  'top-k': mark('the top k, renormalised'),
  'top-k-tail': mark('the top k and a tail bucket'),
  sampled: mark('the sampled token alone'),
}

export const SCALE_NAMES: Readonly<Record<RailScale, string>> = {
  absolute: mark('in absolute size'),
  relative: mark('over their own mean'),
}

const OF_NAMES = { teacher: mark('the teacher’s'), student: mark('the student’s') } as const

/** Options of an inline select, flat. */
function flat<T extends string>(names: Readonly<Record<T, string>>) {
  const options = (Object.keys(names) as T[]).map((value) => ({ value, label: t(names[value]) }))
  return [{ label: '', options }]
}

/** A sentence, as everywhere. */
export function SupportLine() {
  const { support, supportK, supportOf, railScale } = useSettings()
  const top = support === 'top-k' || support === 'top-k-tail'
  return (
    <p className="rail-line">
      <Phrase
        text={
          top
            ? t('Each token is measured on {support}: k = {k} of {model} most likely, and strips are drawn {scale}.')
            : t('Each token is measured on {support}, and strips are drawn {scale}.')
        }
        places={{
          support: <ActionSelect name="setSupport" value={support} groups={flat(SUPPORT_NAMES)} />,
          k: <ActionNumber name="setSupportK" value={supportK} min={1} max={256} />,
          model: <ActionSelect name="setSupportOf" value={supportOf} groups={flat(OF_NAMES)} voice={supportOf} />,
          scale: <ActionSelect name="setRailScale" value={railScale} groups={flat(SCALE_NAMES)} />,
        }}
      />
    </p>
  )
}

/** The dials of the strips that have one. They are scrubbed: the strip follows the hand. */
export function Dials() {
  const params = useAppState((state) => state.settings.params)
  const rail = useAppState((state) => state.settings.rail)
  const dials = rail.flatMap((id) => divergenceById(id).params.map((spec) => ({ id, spec })))
  if (dials.length === 0) return null
  return (
    <div className="rail-dials">
      {dials.map(({ id, spec }) => (
        <Dial key={`${id}.${spec.id}`} id={id} spec={spec} value={params[id]?.[spec.id] ?? spec.default} />
      ))}
    </div>
  )
}

function Dial({ id, spec, value }: { readonly id: string; readonly spec: ParamSpec; readonly value: number }) {
  const act = useAct()
  const name = t(divergenceById(id).shortName)
  const choice = (chosen: number) => ({ id, param: spec.id, value: Math.round(chosen * 100) / 100 })
  const { min, max } = withinReach(spec)
  return (
    <span className="rail-dial" title={mathPlain(t(spec.meaning))}>
      {name} <i>{GREEK[spec.id] ?? spec.id}</i>
      <ActionSlider
        name="scrubDivergenceParam"
        label={t('{divergence} {parameter} on the rail', { divergence: name, parameter: spec.id })}
        value={value}
        min={min}
        max={max}
        step={0.01}
        to={choice}
        onRelease={() => act('setDivergenceParam', choice(value))}
      />
      <output className="numeric">{value.toFixed(2)}</output>
    </span>
  )
}
