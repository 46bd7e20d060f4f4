/** @file Which divergences descend: each with its line, its direction, its formula and its dial. */

import { formatNumber } from '../../charts/format.ts'
import { CurveSwatch } from '../../charts/plots/curve-swatch.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import type { Divergence, ParamSpec } from '../../divergence/types.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Formula } from '../../ui/formula.tsx'
import { MathText, mathPlain } from '../../ui/math-text.tsx'
import { lookOf } from './lanes.ts'
import { TOY_IDS } from './settings.ts'
import { useDescent } from './use-descent.ts'

export interface DivergenceListProps {
  /** Whose integrand is drawn. */
  readonly selected: string
  readonly onSelect: (id: string) => void
}

export function DivergenceList({ selected, onSelect }: DivergenceListProps) {
  const toggle = useActionId('toggleToyDivergence')
  const act = useAct()
  const chosen = useAppState((state) => state.settings.toyDivergences)
  return (
    <fieldset className="bench-list">
      <legend className="heading">{t('Descend')}</legend>
      {TOY_IDS.map((id) => {
        const divergence = divergenceById(id)
        const on = chosen.includes(id)
        return (
          <div key={id} className={on ? 'bench-row on' : 'bench-row'}>
            <label title={mathPlain(t(divergence.meaning))}>
              <input
                type="checkbox"
                data-action={toggle}
                checked={on}
                onChange={() => act('toggleToyDivergence', id)}
              />
              <CurveSwatch {...lookOf(id)} />
              {t(divergence.name)}
            </label>
            <p className="bench-direction">
              <MathText text={t(divergence.direction)} />
            </p>
            {on && (
              <>
                <Formula tex={divergence.formula} />
                <Where id={id} />
                {divergence.params.map((spec) => (
                  <Dial key={spec.id} divergence={divergence} spec={spec} />
                ))}
                <label className="bench-integrand">
                  <input type="radio" name="bench-integrand" checked={id === selected} onChange={() => onSelect(id)} />
                  {t('show its integrand')}
                </label>
              </>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** Where the student of a lane stands. */
function Where({ id }: { readonly id: string }) {
  const student = useDescent((state) => state.lanes.find((lane) => lane.id === id)?.student)
  if (student?.kind !== 'gaussian') return null
  return (
    <p className="bench-where numeric">
      {t('mean')} <b>{formatNumber(student.mean)}</b> {t('deviation')} <b>{formatNumber(Math.exp(student.logSigma))}</b>
    </p>
  )
}

interface DialProps {
  readonly divergence: Divergence
  readonly spec: ParamSpec
}

/** A dial's reach where the range of a parameter is wide: around what is of interest. */
const REACH = { min: -2, max: 3 } as const

/** It moves the students' divergence at once; the rollout on the stage follows when the hand lets go. */
function Dial({ divergence: { id, name }, spec }: DialProps) {
  const act = useAct()
  const value = useAppState((state) => state.settings.params)[id]?.[spec.id] ?? spec.default
  return (
    <p className="bench-dial">
      <i>
        <MathText text={spec.id} />
      </i>
      <ActionSlider
        name="scrubDivergenceParam"
        label={t('{name}: {parameter} on the bench', { name: t(name), parameter: spec.id })}
        value={value}
        min={Math.max(spec.min, REACH.min)}
        max={Math.min(spec.max, REACH.max)}
        step={0.05}
        title={mathPlain(t(spec.meaning))}
        to={(next) => ({ id, param: spec.id, value: Number(next.toFixed(2)) })}
        onRelease={() => act('rescore')}
      />
      <output className="numeric">{value.toFixed(2)}</output>
    </p>
  )
}
