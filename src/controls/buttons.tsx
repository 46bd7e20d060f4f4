/** @file Buttons that know their action by name: id, words, key and whether they can be pressed come from the registry. */
import type { ReactNode } from 'react'
import type { ActionName } from '../store/app.ts'
import { Button, type ButtonProps, IconButton, type IconButtonProps } from '../ui/button.tsx'
import { useControl, type WithArgument } from './use-control.ts'

type OfAction = 'action' | 'onPress'

export type ActionButtonProps<K extends ActionName> = Omit<ButtonProps, OfAction | 'children'> &
  WithArgument<K> & {
    readonly name: K
    /** Default: what the action is called. */
    readonly children?: ReactNode
  }

/** `disabled`: whether it cannot be pressed even where the action could be done. */
export function ActionButton<K extends ActionName>({ name, argument, children, ...button }: ActionButtonProps<K>) {
  const { id, label, shortcut, available, press } = useControl(name, argument)
  return (
    <Button
      shortcut={shortcut}
      {...button}
      action={id}
      disabled={button.disabled === true || !available}
      onPress={press}
    >
      {children ?? label}
    </Button>
  )
}

export type ActionIconButtonProps<K extends ActionName> = Omit<IconButtonProps, OfAction | 'label'> &
  WithArgument<K> & {
    readonly name: K
    /** Default: what the action is called. */
    readonly label?: string
  }

/** The same with an icon. */
export function ActionIconButton<K extends ActionName>({ name, argument, ...button }: ActionIconButtonProps<K>) {
  const { id, label, shortcut, available, press } = useControl(name, argument)
  return (
    <IconButton
      label={label}
      shortcut={shortcut}
      {...button}
      action={id}
      disabled={button.disabled === true || !available}
      onPress={press}
    />
  )
}
