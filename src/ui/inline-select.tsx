/** @file A native select that reads as an underlined word of a sentence: as wide as its present text, no wider. Hidden, it is that word. */
import { useHidden } from './hidden.ts'
import './inline.css'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
  /** It cannot be chosen now; why stands elsewhere. */
  readonly disabled?: boolean
}

export interface OptionGroup<T extends string> {
  readonly label: string
  readonly options: readonly Option<T>[]
}

export interface InlineSelectProps<T extends string> {
  /** Id of the action that it performs. */
  readonly action?: string | undefined
  readonly label: string
  readonly value: T
  /** One group without a label is drawn flat. */
  readonly groups: readonly OptionGroup<T>[]
  /** Whose word it is; sets the colour of the underline. */
  readonly voice?: 'student' | 'teacher' | 'context' | 'plain'
  readonly dimmed?: boolean
  readonly onChange: (value: T) => void
}

export function InlineSelect<T extends string>(props: InlineSelectProps<T>) {
  const { action, label, value, groups, voice = 'plain', dimmed = false, onChange } = props
  const options = groups.flatMap((group) => group.options)
  const text = options.find((option) => option.value === value)?.label ?? value
  if (useHidden(action)) return <span className={`inline-word ${voice}`}>{text}</span>
  return (
    <span className={`inline-select ${voice}${dimmed ? ' dimmed' : ''}`}>
      <span className="inline-select-text" aria-hidden="true">
        {text}
      </span>
      <select
        data-action={action}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {groups.map((group) =>
          groups.length === 1 ? (
            <Choices key={group.label} {...group} />
          ) : (
            <optgroup key={group.label} label={group.label}>
              <Choices {...group} />
            </optgroup>
          ),
        )}
      </select>
    </span>
  )
}

function Choices({ options }: Pick<OptionGroup<string>, 'options'>) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ))
}
