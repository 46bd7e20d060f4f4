/**
 * @file Parts of the page that are fetched when they are first drawn. Whatever nobody sees at the start goes through here: the
 * code that a visitor waits for has a budget, and e2e/budget.spec.ts holds it.
 */
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { t } from '../i18n/words.ts'
import { Button } from './button.tsx'
import './lazily.css'

/**
 * A component that fetches itself: `const Panel = lazily(async () => (await import('./panel.tsx')).Panel)`, at module level.
 * While it is on its way a panel's room is kept, so that nothing below jumps; if it does not come, the place says so and tries again.
 */
export function lazily<P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fetched = () => lazy(async () => ({ default: await load() }))
  // Shared, so that a part that was fetched once is there at once the next time.
  let shared = fetched()
  return function Lazily(props: P) {
    const [Part, setPart] = useState(() => shared)
    const again = (): void => {
      shared = fetched()
      setPart(() => shared)
    }
    return (
      // A new part is a new try.
      <Catch key={String(keyOf(Part))} onRetry={again}>
        <Suspense fallback={<Waiting />}>
          <Part {...props} />
        </Suspense>
      </Catch>
    )
  }
}

const keys = new WeakMap<object, number>()
let lastKey = 0

/** A number for each object. */
function keyOf(part: object): number {
  const known = keys.get(part) ?? ++lastKey
  keys.set(part, known)
  return known
}

/** Says nothing for a moment: most parts are there before anyone has read it. */
function Waiting() {
  return (
    <div className="lazily" aria-busy="true">
      <p>{t('Fetching this part of the page …')}</p>
    </div>
  )
}

interface CatchProps {
  readonly children: ReactNode
  readonly onRetry: () => void
}

/** React tells of what could not be fetched only to a class. Other errors are not ours to hide. */
class Catch extends Component<CatchProps, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (!isFetchError(error)) throw error
    return (
      <div className="lazily failed">
        <p>
          {t('This part of the page could not be fetched. Check the connection, then try again or reload the page.')}{' '}
          <Button onPress={this.props.onRetry}>{t('Try again')}</Button>
        </p>
      </div>
    )
  }
}

/** What browsers throw for a module that does not come: each in its own words, all of them TypeErrors that name a module; Vite's for styles. */
function isFetchError(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|Unable to preload/i.test(error.message)
}
