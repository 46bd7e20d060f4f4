/** @file Fields that know their action by name: what is chosen or typed in them is its argument, or becomes it by `to`. */
import { t } from '../i18n/words.ts'
import type { ActionName, ArgumentOf } from '../store/app.ts'
import { useAct, useActionId, useApp } from '../store/hooks.ts'
import { InlineSelect, type InlineSelectProps } from '../ui/inline-select.tsx'
import { NumberField, type NumberFieldProps } from '../ui/number-field.tsx'
import { Slider, type SliderProps } from '../ui/slider.tsx'
import type { Argument } from './use-control.ts'

/** From what a control of `V` yields to the action's argument; undefined does nothing. It may be left out where the two are the same. */
type To<K extends ActionName, V> = [V] extends [Argument<K>]
  ? { readonly to?: (value: V) => Argument<K> | undefined }
  : { readonly to: (value: V) => Argument<K> | undefined }

type Named<K extends ActionName, V> = To<K, V> & {
  readonly name: K
  /** Default: what the action is called. */
  readonly label?: string
}

export type ActionNumberProps<K extends ActionName> = Omit<NumberFieldProps, 'action' | 'label' | 'onCommit'> &
  Named<K, number>

/** A number field. */
export function ActionNumber<K extends ActionName>({ name, to, ...field }: ActionNumberProps<K>) {
  const { action, label, give } = useField<K, number>(name, to)
  return <NumberField label={label} {...field} action={action} onCommit={give} />
}

export type ActionSelectProps<K extends ActionName, T extends string> = Omit<
  InlineSelectProps<T>,
  'action' | 'label' | 'onChange'
> &
  Named<K, T>

/** A word of a sentence that is chosen from a list. */
export function ActionSelect<K extends ActionName, T extends string>({ name, to, ...select }: ActionSelectProps<K, T>) {
  const { action, label, give } = useField<K, T>(name, to)
  return <InlineSelect<T> label={label} {...select} action={action} onChange={give} />
}

export type ActionSliderProps<K extends ActionName> = Omit<SliderProps, 'action' | 'label' | 'onChange'> &
  Named<K, number>

/** A slider. */
export function ActionSlider<K extends ActionName>({ name, to, ...slider }: ActionSliderProps<K>) {
  const { action, label, give } = useField<K, number>(name, to)
  return <Slider label={label} {...slider} action={action} onChange={give} />
}

function useField<K extends ActionName, V>(name: K, to: ((value: V) => Argument<K> | undefined) | undefined) {
  const act = useAct()
  const { label } = useApp().registry.actions[name]
  return {
    action: useActionId(name),
    label: t(label),
    give: (value: V): void => {
      // Without `to`, the types hold the two to be the same.
      const argument = to ? to(value) : (value as unknown as Argument<K>)
      if (argument !== undefined) act(name, ...([argument] as unknown as ArgumentOf<K>))
    },
  }
}
