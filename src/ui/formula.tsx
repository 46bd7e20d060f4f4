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
  /** What stands there already, and how wide its place was: a panel that wakes sets nothing anew. */
  const stands = useRef<{ readonly tex: string; width: number | null } | null>(null)
  useEffect(() => {
    let current = true
    let fits: ResizeObserver | undefined
    const fonts = new AbortController()
    const follow = (element: HTMLElement, shrink: (target: HTMLElement) => void): void => {
      // Its fonts are fetched on first use, and are wider or narrower than what stands in for them.
      document.fonts?.addEventListener('loadingdone', () => shrink(element), { signal: fonts.signal })
      if (typeof ResizeObserver === 'undefined') return
      fits = new ResizeObserver(([entry]) => {
        const now = stands.current
        const width = entry?.contentRect.width ?? 0
        if (!now || width === 0 || width === now.width) return
        now.width = width
        shrink(element)
      })
      fits.observe(element)
    }
    const end = whenSeen(target.current, () => {
      void import('./katex.ts').then(({ renderFormula, shrinkToFit }) => {
        const element = target.current
        if (!current || !element) return
        if (stands.current?.tex !== tex) {
          renderFormula(tex, element)
          stands.current = { tex, width: null }
        }
        follow(element, shrinkToFit)
      })
    })
    return () => {
      current = false
      end()
      fits?.disconnect()
      fonts.abort()
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
