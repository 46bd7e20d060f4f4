/** @file The handout: a cue a page, its picture and what is said of it, to be printed or kept as a PDF by the browser's own means. */
import { useEffect, useRef } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import './handout.css'

export function Handout() {
  const pages = useAppState((state) => state.talk.handout) ?? []
  const title = useAppState((state) => state.talk.talk.title)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="handout" aria-labelledby="handout-heading">
      <header>
        <h2 id="handout-heading" tabIndex={-1} ref={heading}>
          {title || t('Handout')}
        </h2>
        <p className="handout-tools">
          <Button tone="primary" onPress={() => window.print()}>
            {t('Print, or keep as PDF')}
          </Button>
          <ActionButton name="closeHandout" />
        </p>
      </header>
      {pages.map(({ id, title: name, notes, picture }, i) => (
        <article key={id} className="handout-page">
          <h3>
            <span className="numeric">{i + 1}</span> {name || t('Untitled')}
          </h3>
          <img src={picture} alt={t('The stage at cue {n}: {title}', { n: i + 1, title: name })} />
          <p className="handout-notes">{notes}</p>
        </article>
      ))}
    </section>
  )
}
