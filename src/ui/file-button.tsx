/** @file A button that asks for a file and hands its bytes on. */
import { useRef } from 'react'
import { Button, type ButtonProps } from './button.tsx'

export interface FileButtonProps extends Omit<ButtonProps, 'onPress'> {
  /** As an `input` takes it: endings and media types. */
  readonly accept: string
  readonly onFile: (file: { readonly name: string; readonly bytes: Uint8Array }) => void
  /** The browser may not read the file: it was moved, changed, or is not this user's. */
  readonly onUnreadable: (name: string) => void
}

export function FileButton({ accept, onFile, onUnreadable, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (!file) return
          const { name } = file
          const bytes = await file.arrayBuffer().catch(() => null)
          // The same file can be chosen again, after it was mended.
          currentTarget.value = ''
          if (bytes === null) onUnreadable(name)
          else onFile({ name, bytes: new Uint8Array(bytes) })
        }}
      />
    </>
  )
}
