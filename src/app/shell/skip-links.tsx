/** @file The first stops of the keyboard: straight to the text, or to the instruments. */
import { useEffect, useRef } from 'react'
import { t } from '../../i18n/words.ts'
import './skip-links.css'

/** Where a link leads, as a selector: the one place of the text, or of the tabs, that Tab stops at. */
const PLACES: Readonly<Record<string, string>> = {
  '#text': '.rollout [tabindex="0"]',
  '#instruments': '[role="tab"][aria-selected="true"]',
}

/** They go there by themselves: a fragment in the address would be read as a part of the state. */
export function SkipLinks() {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const links = nav.current
    const go = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const place = document.querySelector<HTMLElement>(PLACES[link?.hash ?? ''] ?? 'main')
      event.preventDefault()
      place?.scrollIntoView({ block: 'center' })
      place?.focus({ preventScroll: true })
    }
    links?.addEventListener('click', go)
    return () => links?.removeEventListener('click', go)
  }, [])
  return (
    <nav className="skip-links" aria-label={t('Skip')} ref={nav}>
      <a href="#text">{t('Skip to text')}</a>
      <a href="#instruments">{t('Skip to instruments')}</a>
    </nav>
  )
}
