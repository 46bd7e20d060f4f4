/** @file A button that asks for a file and hands its text on. */
import { useRef } from 'react'
import { Button, type ButtonProps } from './button.tsx'

export interface FileButtonProps extends Omit<ButtonProps, 'onPress'> {
  /** As an `input` takes it: endings and media types. */
  readonly accept: string
  readonly onFile: (file: { readonly name: string; readonly text: string }) => void
}

export function FileButton({ accept, onFile, ...button }: FileButtonProps) {
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
          const text = await file.text()
          // The same file can be chosen again, after it was mended.
          currentTarget.value = ''
          onFile({ name: file.name, text })
        }}
      />
    </>
  )
}
