/** @file A formula on a line of its own. KaTeX is fetched when a formula comes into view: until then an empty line keeps the place. */
import { useEffect, useRef } from 'react'
import './formula.css'

export interface FormulaProps {
  readonly tex: string
  /** Pieces that are marked with this (see `markedTex`) stand out; null for none. */
  readonly active?: string | null
}

export function Formula({ tex, active = null }: FormulaProps) {
  const target = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let current = true
    const end = whenSeen(target.current, () => {
      void import('./katex.ts').then(({ renderFormula }) => {
        if (current && target.current) renderFormula(tex, target.current)
      })
    })
    return () => {
      current = false
      end()
    }
  }, [tex])
  useEffect(() => {
    for (const piece of target.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? []) {
      piece.classList.toggle('active', piece.dataset.mark === active)
    }
  }, [active])
  return <div className="formula" ref={target} />
}

/** Calls back once when an element is on the screen; at once where nobody can tell. @returns a function that ends it */
function whenSeen(element: Element | null, work: () => void): () => void {
  if (!element || typeof IntersectionObserver === 'undefined') {
    work()
    return () => {}
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    observer.disconnect()
    work()
  })
  observer.observe(element)
  return () => observer.disconnect()
}

/** A piece of a formula under a mark, in a tone of formula.css. */
export function markedTex(tex: string, mark: string, tone: string): string {
  return `\\htmlData{mark=${mark}}{\\htmlClass{formula-mark ${tone}}{${tex}}}`
}
