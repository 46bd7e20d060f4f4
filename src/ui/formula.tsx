/** @file A formula on a line of its own. KaTeX arrives after the page: until then an empty line keeps the place. */
import { useEffect, useRef } from 'react'
import './formula.css'

export function Formula({ tex }: { readonly tex: string }) {
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
  return <div className="formula" ref={target} />
}
