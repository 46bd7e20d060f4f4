/** @file The recipe's JSON beside its controls, changed from either side. What is no recipe is told at its line, and the last one stays. */
import { useRef, useState } from 'react'
import { oneLine } from '../../engine/errors.ts'
import { t } from '../../i18n/words.ts'
import { parseJson } from '../../json/parse.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { useActionId } from '../../store/hooks.ts'
import { useHidden } from '../../ui/hidden.ts'
import { type Bench, useBench } from './bench.ts'
import { errorWords } from './error-words.ts'
import { lineOfError, placeOf } from './json-places.ts'

/** Longer texts are no recipe. */
const LONGEST = 100_000

interface Typed {
  readonly text: string
  /** The recipe that stood there after it: what is changed elsewhere takes its place. */
  readonly of: Recipe
  readonly error: { readonly message: string; readonly line: number } | null
}

export function RecipeJson() {
  const { recipe, put } = useBench()
  const action = useActionId('changeRecipe')
  const area = useRef<HTMLTextAreaElement>(null)
  const [typed, setTyped] = useState<Typed | null>(null)
  const mine = typed?.of === recipe ? typed : null
  const text = mine?.text ?? JSON.stringify(recipe, null, 2)
  const error = mine?.error ?? null
  if (useHidden(action)) return null

  const read = (next: string): void => {
    const found = readRecipe(next, put)
    setTyped({ text: next, of: found.recipe ?? recipe, error: found.error ?? null })
  }

  const goTo = (line: number): void => {
    const lines = text.split('\n')
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    if (area.current) area.current.scrollTop = ((line - 4) / lines.length) * area.current.scrollHeight
  }

  return (
    <section className="workbench-json" aria-labelledby="workbench-json-heading">
      <h3 id="workbench-json-heading" className="heading">
        {t('As JSON')}
      </h3>
      <textarea
        ref={area}
        aria-label={t('Recipe as JSON')}
        aria-invalid={error !== null || undefined}
        aria-describedby={error ? 'workbench-json-error' : undefined}
        data-action={action}
        spellCheck={false}
        autoCapitalize="off"
        lang="en"
        rows={Math.min(28, text.split('\n').length)}
        value={text}
        onChange={({ target }) => read(target.value)}
      />
      <p id="workbench-json-error" role="alert" className="workbench-refused">
        {error && (
          <>
            <button type="button" className="button quiet" onClick={() => goTo(error.line)}>
              {t('Line {n}', { n: error.line })}
            </button>{' '}
            <span>{error.message}</span> {t('The last valid recipe stays.')}
          </>
        )}
      </p>
    </section>
  )
}

interface Found {
  readonly recipe?: Recipe
  readonly error?: { readonly message: string; readonly line: number }
}

/** The recipe that a text is, which is then the page's; or what is wrong with it, and where. */
function readRecipe(text: string, put: Bench['put']): Found {
  if (text.length > LONGEST) return { error: { message: t('No recipe is so long.'), line: 1 } }
  let json: unknown
  try {
    json = parseJson(text)
  } catch (cause) {
    const message = oneLine(cause)
    return { error: { message, line: lineOfError(message, text) } }
  }
  const { recipe, error } = put(json, ['json'])
  if (recipe) return { recipe }
  return { error: { message: errorWords(error.sentences), line: placeOf(text, error.message) } }
}
