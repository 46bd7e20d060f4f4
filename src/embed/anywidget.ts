/**
 * @file A trace in a notebook cell, as anywidget asks for it: `export default { render({ model, el }) }`. With `trace` alone it draws
 * by itself and asks nobody for anything; with `base`, the address of a playground, the cell holds the real page, given the trace.
 */

import theme from '../ui/theme.css?inline'
import styles from './cell.css?inline'
import { drawCell, drawProblem } from './cell.ts'
import { readCellTrace } from './cell-trace.ts'
import { connect } from './connection.ts'

/** The part of anywidget's model that is used. */
export interface CellModel {
  get(name: string): unknown
  set(name: string, value: unknown): void
  save_changes(): void
  on(event: string, listener: () => void): void
  off(event: string, listener: () => void): void
}

export interface CellProps {
  readonly model: CellModel
  readonly el: HTMLElement
}

const CHANGES = 'change:trace change:base change:view change:theme'

/** Draws into `el`, and again whenever the trace changes. @returns what takes it away again */
function render({ model, el }: CellProps): () => void {
  let end = (): void => {}
  const draw = (): void => {
    end()
    const base = model.get('base')
    end = typeof base === 'string' && base !== '' ? frameIn(el, model, base) : drawIn(el, model)
  }
  for (const change of CHANGES.split(' ')) model.on(change, draw)
  draw()
  return () => {
    end()
    for (const change of CHANGES.split(' ')) model.off(change, draw)
  }
}

function drawIn(el: HTMLElement, model: CellModel): () => void {
  const holder = document.createElement('div')
  const wanted = model.get('theme')
  if (typeof wanted === 'string' && wanted !== '') holder.dataset.theme = wanted
  const root = holder.attachShadow({ mode: 'open' })
  const style = document.createElement('style')
  // The page's theme hangs on its root; here it hangs on the cell.
  style.textContent =
    theme.replaceAll(/:root(\[[^\]]+\])?/g, (_, on?: string) => (on ? `:host(${on})` : ':host')) + styles
  root.append(style)
  try {
    drawCell(root, readCellTrace(model.get('trace')), (index) => {
      // A class that declares `selected` hears of it in Python.
      if (model.get('selected') === undefined) return
      model.set('selected', index)
      model.save_changes()
    })
  } catch (error) {
    drawProblem(root, error instanceof Error ? error.message : String(error))
  }
  el.append(holder)
  return () => holder.remove()
}

function frameIn(el: HTMLElement, model: CellModel, base: string): () => void {
  const trace = model.get('trace')
  const view = model.get('view')
  const address = new URL(base, document.baseURI)
  address.search = new URLSearchParams({
    embed: '1',
    view: typeof view === 'string' && view !== '' ? view : 'stage',
    // The trace is all there is to see: models come at the first press.
    autoload: 'click',
  }).toString()
  const frame = document.createElement('iframe')
  frame.src = address.href
  frame.title = 'OPD playground'
  Object.assign(frame.style, { width: '100%', height: '560px', border: '0' })
  el.append(frame)
  const connection = connect(window, frame, address.origin, () => {})
  const given = typeof trace === 'string' ? parsed(trace) : trace
  // What is wrong with a trace, the page in the frame says itself where it can; there is nobody else here to tell.
  if (typeof given === 'object' && given !== null) {
    connection.ask({ type: 'import-trace', trace: given }).catch(() => {})
  }
  return () => {
    connection.close()
    frame.remove()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export default { render }
