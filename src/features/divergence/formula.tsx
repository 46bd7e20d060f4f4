/** @file The chosen divergence, spelled out: formula, direction, meaning, source, and its dial where it has one. */
import { Fragment, useState } from 'react'
import { divergenceById } from '../../divergence/registry.ts'
import type { ParamSpec } from '../../divergence/types.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { Formula } from '../../ui/formula.tsx'
import { Slider } from '../../ui/slider.tsx'
import { t } from '../../words/words.ts'
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
      <p className="divergence-source">{source}</p>
    </section>
  )
}

/** Running text with its few formulas set as such: p_T with a low T, a double bar, Greek letters. */
function MathText({ text }: { readonly text: string }) {
  const parts = text
    .replaceAll('||', '‖')
    .replace(/\b(alpha|beta|mu)\b/g, (name) => GREEK[name] ?? name)
    .split(/\bp_([ST])\b/)
  return parts.map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts have no other identity
      <Fragment key={i}>
        <i>p</i>
        <sub>{part}</sub>
      </Fragment>
    ),
  )
}

interface DialProps {
  readonly divergence: string
  readonly spec: ParamSpec
  readonly value: number
}

/** Values move with the hand; the rollout is scored again when the hand lets go. */
function Dial({ divergence, spec, value }: DialProps) {
  const act = useAct()
  const [draft, setDraft] = useState<number | null>(null)
  const shown = draft ?? value
  const { min, max } = dialRange(spec)
  return (
    <p className="dial">
      <span className="dial-name">{GREEK[spec.id] ?? spec.id}</span>
      <Slider
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

const GREEK: Readonly<Record<string, string>> = { alpha: 'α', beta: 'β', mu: 'μ', w: 'w' }

/** A dial needs an end within reach: wide ranges are shown where the interesting values are. */
function dialRange({ min, max }: ParamSpec): { readonly min: number; readonly max: number } {
  return { min: Math.max(min, -2), max: Math.min(max, max > 1 ? 3 : 1) }
}
