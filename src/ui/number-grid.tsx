/**
 * @file A table whose numbers show their receipts: a press or Enter opens one, arrow keys walk. One handler serves the whole table and
 * one stop of the Tab key leads into it, so that a table of a thousand numbers costs no more than its cells.
 */
import { type ComponentProps, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { t } from '../i18n/words.ts'
import { useHidden } from './hidden.ts'
import { OPEN_RECEIPT } from './number-button.tsx'
import './number-grid.css'

export interface NumberGridProps extends Omit<ComponentProps<'table'>, 'role' | 'onClick' | 'onKeyDown' | 'onFocus'> {
  /** Asks for the receipt of the number in this row and column, as `numberCell` was given them. */
  readonly onOpen: (row: number, column: number) => void
}

/** What makes a `td` one of the grid's numbers. @param of whose number it is, for its name */
export function numberCell(row: number, column: number, value: string, of: string) {
  return {
    'data-cell': `${row} ${column}`,
    tabIndex: -1,
    'aria-label': t('{value}, receipt: {of}', { value, of }),
  } as const
}

/** A table whose cells are walked and pressed is a grid; nothing in it is written. */
const GRID = { role: 'grid', 'aria-readonly': true } as const

export function NumberGrid({ onOpen, className, ...table }: NumberGridProps) {
  const grid = useRef<HTMLTableElement>(null)
  const hidden = useHidden(OPEN_RECEIPT)
  // Rows come and go; one of what is there can always be reached. React knows of -1 alone and leaves the 0 where it is put here.
  useLayoutEffect(() => {
    if (grid.current) reach(grid.current, null)
  })
  // Its numbers stay to be read.
  if (hidden) return <table {...table} className={className} />
  const open = (target: EventTarget): boolean => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
    const [row, column] = cell?.dataset.cell?.split(' ').map(Number) ?? []
    if (row === undefined || column === undefined) return false
    onOpen(row, column)
    return true
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (ctrlKey || metaKey || altKey || shiftKey) return
    const opened = (key === 'Enter' || key === ' ') && open(event.target)
    const next = opened ? null : neighbour(event.currentTarget, event.target, key)
    next?.focus()
    if (!opened && !next) return
    // The page has meanings of its own for these keys.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <table
      {...table}
      ref={grid}
      className={className ? `number-grid ${className}` : 'number-grid'}
      {...GRID}
      data-action={OPEN_RECEIPT}
      onClick={(event) => open(event.target)}
      onKeyDown={onKeyDown}
      onFocus={(event) => reach(event.currentTarget, stopOf(event.target))}
    />
  )
}

/** The numbers, and the buttons of cells that hold one. */
const STOPS = '[data-cell], :is(th, td) button'

function stopsOf(within: HTMLElement): readonly HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(STOPS)]
}

const stopOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(STOPS) : null

/** Lets Tab stop at one place of the grid: at `wanted`, else where it did before, else at the first. */
function reach(grid: HTMLElement, wanted: HTMLElement | null): void {
  const stops = stopsOf(grid)
  const before = stops.find((stop) => stop.dataset.stop !== undefined)
  const here = wanted ?? before ?? stops[0]
  if (before && before !== here) delete before.dataset.stop
  if (here) here.dataset.stop = ''
  for (const stop of stops) {
    const index = stop === here ? 0 : -1
    if (stop.tabIndex !== index || !stop.hasAttribute('tabindex')) stop.tabIndex = index
  }
}

/** Where an arrow, Home or End leads from here, or null. */
function neighbour(grid: HTMLTableElement, target: EventTarget, key: string): HTMLElement | null {
  const from = stopOf(target)
  const cell = from?.closest<HTMLTableCellElement>('th, td')
  const row = cell?.closest('tr')
  if (!from || !cell || !row) return null
  const inRow = stopsOf(row)
  const at = inRow.indexOf(from)
  switch (key) {
    case 'ArrowLeft':
      return inRow[at - 1] ?? null
    case 'ArrowRight':
      return inRow[at + 1] ?? null
    case 'Home':
      return inRow[0] ?? null
    case 'End':
      return inRow.at(-1) ?? null
    case 'ArrowUp':
      return below([...grid.rows].slice(0, row.rowIndex).reverse(), cell)
    case 'ArrowDown':
      return below([...grid.rows].slice(row.rowIndex + 1), cell)
    default:
      return null
  }
}

/** The first stop of these rows that stands in this cell's column. */
function below(rows: readonly HTMLTableRowElement[], { cellIndex }: HTMLTableCellElement): HTMLElement | null {
  for (const row of rows) {
    const cell = row.cells[cellIndex]
    const stop = cell && (cell.matches('[data-cell]') ? (cell as HTMLElement) : stopsOf(cell)[0])
    if (stop) return stop
  }
  return null
}
