/** @file What stands on the page when drawing it has failed: a sentence and the way out, never an empty page. */
import { Component, type ReactNode } from 'react'
import { t } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import './root-error.css'

interface RootErrorProps {
  readonly children: ReactNode
  readonly onReload: () => void
}

/** React tells of errors in drawing only to a class. */
export class RootError extends Component<RootErrorProps, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <main className="root-error" role="alert">
        <h1>{t('This page could not be drawn.')}</h1>
        <p>{t('Reload it: the address keeps your settings, and talks and lessons are kept in this browser.')}</p>
        <p>
          <Button tone="primary" onPress={this.props.onReload}>
            {t('Reload')}
          </Button>
        </p>
        <pre>{String(error)}</pre>
      </main>
    )
  }
}
