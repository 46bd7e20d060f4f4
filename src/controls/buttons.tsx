/** @file Buttons that know their action by name: id, words, key and whether they can be pressed come from the registry. */
import type { ReactNode } from 'react'
import { decodeText } from '../json/parse.ts'
import type { ActionName } from '../store/app.ts'
import { useAct, useApp } from '../store/hooks.ts'
import { tellUnreadable } from '../store/notices.ts'
import { Button, type ButtonProps, IconButton, type IconButtonProps } from '../ui/button.tsx'
import { FileButton, type FileButtonProps } from '../ui/file-button.tsx'
import { useHidden } from '../ui/hidden.ts'
import { type ActionTaking, useControl, type WithArgument } from './use-control.ts'

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

export type ActionWordProps<K extends ActionName> = WithArgument<K> & {
  readonly name: K
  readonly className?: string
  readonly children: ReactNode
}

/** A word of a text that can be pressed. Where its action is hidden, the word is still there to be read. */
export function ActionWord<K extends ActionName>({ name, argument, className, children }: ActionWordProps<K>) {
  const { id, press } = useControl(name, argument)
  if (useHidden(id)) return <span className={className}>{children}</span>
  return (
    <button type="button" className={className} data-action={id} onClick={press}>
      {children}
    </button>
  )
}

interface TextFile {
  readonly name: string
  readonly text: string
}

export interface TextFileButtonProps extends Omit<FileButtonProps, 'onFile' | 'onUnreadable'> {
  readonly onFile: (file: TextFile) => void
}

/** A button that asks for a file and hands its text on. A file that the browser may not read is told of. */
export function TextFileButton({ onFile, ...button }: TextFileButtonProps) {
  const { store } = useApp()
  return (
    <FileButton
      {...button}
      onFile={({ name, bytes }) => onFile({ name, text: decodeText(bytes) })}
      onUnreadable={(name) => tellUnreadable(store, name)}
    />
  )
}

export interface ActionFileProps extends Omit<TextFileButtonProps, 'action' | 'children' | 'onFile'> {
  readonly name: ActionTaking<TextFile>
}

/** A button that asks for a file, which is the action's argument. */
export function ActionFile({ name, ...button }: ActionFileProps) {
  const act = useAct()
  const { id, label, available } = useControl(name)
  return (
    <TextFileButton {...button} action={id} disabled={!available} onFile={(file) => act(name, file)}>
      {label}
    </TextFileButton>
  )
}
