/** @file A table folded away under its title, for those who read rather than look. */
import { type ReactNode, useState } from 'react'
import './folded-table.css'
import { ScrollRegion } from './scroll-region.tsx'

export interface FoldedTableProps {
  readonly title: string
  /** Names the table where its title is short because of what stands around it. */
  readonly label?: string
  /** The table's head and body: asked for only while it is open, because a rollout has hundreds of rows. */
  readonly children: () => ReactNode
}

export function FoldedTable({ title, label = title, children }: FoldedTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className="folded-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <ScrollRegion className="folded-table-scroller" label={label}>
          <table className="numeric">{children()}</table>
        </ScrollRegion>
      )}
    </details>
  )
}
