/** @file An expression as it is typed: what is wrong stands below it at once, and what it may name. */
import { useId, useState } from 'react'
import { t } from '../../i18n/words.ts'
import { ExpressionError, FUNCTIONS, parseExpression } from '../../methods/expression/parse.ts'
import { ENTRY_NAMES, TOKEN_NAMES } from '../../methods/expression/quantities.ts'
import { useActionId } from '../../store/hooks.ts'
import { useFieldBench } from './bench.ts'
import type { Path } from './edits.ts'
import { errorWords } from './error-words.ts'
import { placeName } from './words.ts'

interface ExpressionFieldProps {
  readonly path: Path
  readonly value: string
}

export function ExpressionField({ path, value }: ExpressionFieldProps) {
  const { change } = useFieldBench()
  const action = useActionId('changeRecipe')
  const [draft, setDraft] = useState<string | null>(null)
  const told = useId()
  const names = path.includes('divergence') ? ENTRY_NAMES : TOKEN_NAMES
  const wrong = draft === null ? null : wrongWith(draft, names)
  // What is wrong stays in the field to be mended; the recipe keeps what was right.
  const commit = (): void => {
    if (draft === null || wrong) return
    if (draft !== value) change(path, draft)
    setDraft(null)
  }
  return (
    <span className="workbench-expression">
      <input
        type="text"
        className="workbench-text formula-text"
        data-action={action}
        aria-label={placeName('expression')}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={told}
        spellCheck={false}
        autoCapitalize="off"
        lang="en"
        value={draft ?? value}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit()
          if (key === 'Escape') setDraft(null)
        }}
      />
      <output id={told} className="workbench-refused">
        {wrong && errorWords(wrong)}
      </output>
      <details>
        <summary>{t('what it can name')}</summary>
        <code lang="en">{names.join(' ')}</code> <code lang="en">{Object.keys(FUNCTIONS).join('() ')}()</code>
      </details>
    </span>
  )
}

function wrongWith(text: string, names: readonly string[]): ExpressionError | null {
  try {
    parseExpression(text, names)
    return null
  } catch (error) {
    if (error instanceof ExpressionError) return error
    throw error
  }
}
