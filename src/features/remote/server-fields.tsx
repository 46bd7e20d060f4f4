/** @file Where a model on a server is: address, its name there, kind of server, key. */
import type { ReactNode } from 'react'
import { mark, t } from '../../i18n/words.ts'
import type { ServerKind } from '../../remote/wire.ts'
import { LabelledField } from '../../ui/labelled-field.tsx'
import type { ServerForm } from './state.ts'

const KINDS: Readonly<Record<ServerKind, string>> = {
  vllm: mark('vLLM, or like it'),
  sglang: 'SGLang',
  llamacpp: mark('llama.cpp (one request a token)'),
}

/** One request is enough where it writes. */
const WRITING_KINDS: typeof KINDS = { ...KINDS, llamacpp: 'llama.cpp' }

interface Props {
  readonly form: ServerForm
  readonly action: string
  readonly names: Readonly<Record<keyof ServerForm | 'key', string>>
  readonly writes?: boolean
  readonly onForm: (part: Partial<ServerForm>) => void
  /** It is no value of the page: whoever is told holds it. */
  readonly onKey: (key: string) => void
  readonly children?: ReactNode
}

export function ServerFields({ form, action, names, writes = false, onForm, onKey, children }: Props) {
  const kinds = writes ? WRITING_KINDS : KINDS
  return (
    <div className="labelled-fields">
      <LabelledField label={names.url}>
        {(id) => (
          <input
            id={id}
            type="url"
            data-action={action}
            placeholder="http://127.0.0.1:8000"
            spellCheck={false}
            autoComplete="off"
            value={form.url}
            onChange={({ target }) => onForm({ url: target.value })}
          />
        )}
      </LabelledField>
      <LabelledField label={names.model}>
        {(id) => (
          <input
            id={id}
            type="text"
            data-action={action}
            spellCheck={false}
            autoComplete="off"
            value={form.model}
            onChange={({ target }) => onForm({ model: target.value })}
          />
        )}
      </LabelledField>
      <LabelledField label={names.kind}>
        {(id) => (
          <select
            id={id}
            data-action={action}
            value={form.kind}
            onChange={({ target }) => onForm({ kind: target.value as ServerKind })}
          >
            {(Object.keys(kinds) as readonly ServerKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {t(kinds[kind])}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
      <LabelledField label={names.key}>
        {(id) => <input id={id} type="password" autoComplete="off" onChange={({ target }) => onKey(target.value)} />}
      </LabelledField>
      {children}
    </div>
  )
}
