/** @file A table folded away under its title, for those who read rather than look; its numbers show their receipts. */
import { type ReactNode, useState } from 'react'
import './folded-table.css'
import { NumberGrid, type NumberGridProps } from './number-grid.tsx'
import { ScrollRegion } from './scroll-region.tsx'

export interface FoldedTableProps {
  readonly title: string
  /** Names the table where its title is short because of what stands around it. */
  readonly label?: string
  /** The table's head and body: asked for only while it is open, because a rollout has hundreds of rows. */
  readonly children: () => ReactNode
  /** Asks for the receipt of a number (see `numberCell`). */
  readonly onOpen: NumberGridProps['onOpen']
}

export function FoldedTable({ title, label = title, children, onOpen }: FoldedTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className="folded-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <ScrollRegion className="folded-table-scroller" label={label}>
          <NumberGrid className="numeric" aria-label={label} onOpen={onOpen}>
            {children()}
          </NumberGrid>
        </ScrollRegion>
      )}
    </details>
  )
}
