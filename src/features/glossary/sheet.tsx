/** @file The glossary: every word of ours in one line, found by typing, or opened at the word that was pressed. */
import { useLayoutEffect, useRef, useState } from 'react'
import { TERM_GROUPS, TERM_IDS, TERMS, type TermGroup, type TermId } from '../../controls/terms.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { MathText } from '../../ui/math-text.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import './glossary.css'

export function GlossarySheet() {
  const act = useAct()
  const closing = useActionId('toggleGlossary')
  const at = useAppState((state) => state.glossary?.at ?? null)
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const asked = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (at === null) return
    // The list's place alone moves, and the words above it stay to be read.
    asked.current?.scrollIntoView({ block: 'center' })
    asked.current?.focus({ preventScroll: true })
  }, [at])
  const found = TERM_IDS.filter((id) => matches(id, query))
  const groups = Object.keys(TERM_GROUPS) as readonly TermGroup[]
  return (
    <Sheet action={closing} title={t('Glossary')} className="glossary" onClose={() => act('toggleGlossary')}>
      <input
        type="search"
        aria-label={t('Find a word')}
        placeholder={t('Find a word')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          list.current?.scrollTo({ top: 0 })
        }}
      />
      <div ref={list} className="glossary-list">
        {groups.map((group) => {
          const ids = found.filter((id) => TERMS[id].group === group)
          if (ids.length === 0) return null
          return (
            <section key={group} aria-label={t(TERM_GROUPS[group])}>
              <h3 className="heading">{t(TERM_GROUPS[group])}</h3>
              <dl>
                {ids.map((id) => (
                  <div
                    key={id}
                    ref={id === at ? asked : undefined}
                    className={id === at ? 'asked' : undefined}
                    tabIndex={id === at ? -1 : undefined}
                    data-term={id}
                  >
                    <dt>{t(TERMS[id].name)}</dt>
                    <dd>
                      <MathText text={t(TERMS[id].meaning)} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <output className={found.length === 0 ? undefined : 'visually-hidden'}>
          {found.length === 0 ? t('No word here has that in it.') : t('{n} words', { n: found.length })}
        </output>
      </div>
    </Sheet>
  )
}

/** In the reader's language; the name alone counts for a letter or two, where meanings hold everything. */
function matches(id: TermId, query: string): boolean {
  const asked = query.trim().toLowerCase()
  const { name, meaning } = TERMS[id]
  const text = asked.length < 3 ? t(name) : `${t(name)} ${t(meaning)}`
  return text.toLowerCase().includes(asked)
}
