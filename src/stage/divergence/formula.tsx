/** @file The chosen divergence, spelled out: formula, direction, meaning, source, and its dial where it has one. */
import { useState } from 'react'
import { divergenceById } from '../../divergence/registry.ts'
import type { ParamSpec } from '../../divergence/types.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Formula } from '../../ui/formula.tsx'
import { GREEK, MathText } from '../../ui/math-text.tsx'
import { Slider, withinReach } from '../../ui/slider.tsx'
import { SourceText } from '../../ui/source-text.tsx'
import './formula.css'

export function DivergenceCard() {
  const id = useAppState((state) => state.settings.divergence)
  const chosen = useAppState((state) => state.settings.params)[id]
  const { name, formula, direction, meaning, source, params } = divergenceById(id)
  return (
    <section className="divergence" aria-labelledby="divergence-heading">
      <h2 id="divergence-heading" className="heading">
        {t(name)}
      </h2>
      <Formula tex={formula} />
      <p className="divergence-direction">
        <MathText text={t(direction)} />
      </p>
      <p>
        <MathText text={t(meaning)} />
      </p>
      {params.map((spec) => (
        <Dial key={`${id}.${spec.id}`} divergence={id} spec={spec} value={chosen?.[spec.id] ?? spec.default} />
      ))}
      <p className="divergence-source">
        <SourceText text={source} />
      </p>
    </section>
  )
}

interface DialProps {
  readonly divergence: string
  readonly spec: ParamSpec
  readonly value: number
}

/** Values move with the hand; the rollout is scored again when the hand lets go. */
function Dial({ divergence, spec, value }: DialProps) {
  const setParam = useActionId('setDivergenceParam')
  const act = useAct()
  const [draft, setDraft] = useState<number | null>(null)
  const shown = draft ?? value
  const { min, max } = withinReach(spec)
  return (
    <p className="dial">
      <span className="dial-name">{GREEK[spec.id] ?? spec.id}</span>
      <Slider
        action={setParam}
        label={`${divergence} ${spec.id}`}
        value={shown}
        min={min}
        max={max}
        step={0.05}
        onChange={setDraft}
        onRelease={() => {
          if (draft === null) return
          act('setDivergenceParam', { id: divergence, param: spec.id, value: Math.round(draft * 100) / 100 })
          setDraft(null)
        }}
      />
      <output className="numeric">{shown.toFixed(2)}</output>
      <span className="dial-meaning">
        <MathText text={t(spec.meaning)} />
      </span>
    </p>
  )
}
