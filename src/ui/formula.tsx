/** @file A formula on a line of its own. KaTeX arrives after the page: until then an empty line keeps the place. */
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
    void import('./katex.ts').then(({ renderFormula }) => {
      if (current && target.current) renderFormula(tex, target.current)
    })
    return () => {
      current = false
    }
  }, [tex])
  useEffect(() => {
    for (const piece of target.current?.querySelectorAll<HTMLElement>('[data-mark]') ?? []) {
      piece.classList.toggle('active', piece.dataset.mark === active)
    }
  }, [active])
  return <div className="formula" ref={target} />
}

/** A piece of a formula under a mark, in a tone of formula.css. */
export function markedTex(tex: string, mark: string, tone: string): string {
  return `\\htmlData{mark=${mark}}{\\htmlClass{formula-mark ${tone}}{${tex}}}`
}
