/** @file The size of a rem on the stage, which follows the screen's height. */
import { useLayoutEffect, useState } from 'react'

/** Pixels; as the styles of the stage set it, also when the window changes. */
export function useRem(): number {
  const [rem, setRem] = useState(16)
  useLayoutEffect(() => {
    const read = (): void => setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16)
    read()
    window.addEventListener('resize', read)
    return () => window.removeEventListener('resize', read)
  }, [])
  return rem
}
