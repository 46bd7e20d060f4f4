/** @file Plots that belong together: one cursor through all of them, one stretch of the x axis on view, one choice of curves. */
import { createContext, type ReactNode, useContext, useId, useMemo, useState } from 'react'
import type { Domain } from '../domain.ts'

export interface PlotGroupState {
  readonly sync: string
  /** The stretch of the x axis on view; null for the whole. */
  readonly zoom: Domain | null
  readonly onZoom: (zoom: Domain | null) => void
  /** Ids of the curves that are switched off in every plot of the group; null where each plot has its own. */
  readonly hidden: ReadonlySet<string> | null
  readonly onHidden: (hidden: ReadonlySet<string>) => void
}

const Group = createContext<PlotGroupState | null>(null)

export interface PlotGroupProps {
  /** One legend switches the curves of all plots. Default false. */
  readonly together?: boolean
  readonly children: ReactNode
}

export function PlotGroup({ together = false, children }: PlotGroupProps) {
  const sync = useId()
  const [zoom, onZoom] = useState<Domain | null>(null)
  const [hidden, onHidden] = useState<ReadonlySet<string>>(() => new Set())
  const group = useMemo(
    () => ({ sync, zoom, onZoom, hidden: together ? hidden : null, onHidden }),
    [sync, zoom, together, hidden],
  )
  return <Group value={group}>{children}</Group>
}

/** The group around a plot, or null. */
export function usePlotGroup(): PlotGroupState | null {
  return useContext(Group)
}

/** Which curves are switched off, and the switch. */
export function useSwitches(): readonly [ReadonlySet<string>, (id: string) => void] {
  const group = usePlotGroup()
  const [own, setOwn] = useState<ReadonlySet<string>>(() => new Set())
  const hidden = group?.hidden ?? own
  const write = group?.hidden ? group.onHidden : setOwn
  return [
    hidden,
    (id) => {
      const next = new Set(hidden)
      if (!next.delete(id)) next.add(id)
      write(next)
    },
  ]
}
