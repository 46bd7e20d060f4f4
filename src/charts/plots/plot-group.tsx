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
  /** What the plots are of. With another subject, all of it and every curve are on view again. Default ''. */
  readonly of?: string
  /** One legend switches the curves of all plots. Default false. */
  readonly together?: boolean
  readonly children: ReactNode
}

interface View {
  readonly of: string
  readonly zoom: Domain | null
  readonly hidden: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

export function PlotGroup({ of = '', together = false, children }: PlotGroupProps) {
  const sync = useId()
  const [view, setView] = useState<View>({ of, zoom: null, hidden: NONE })
  const group = useMemo((): PlotGroupState => {
    const here: View = view.of === of ? view : { of, zoom: null, hidden: NONE }
    return {
      ...{ sync, zoom: here.zoom, hidden: together ? here.hidden : null },
      onZoom: (zoom) => setView({ ...here, zoom }),
      onHidden: (hidden) => setView({ ...here, hidden }),
    }
  }, [sync, view, of, together])
  return <Group value={group}>{children}</Group>
}

/** The group around a plot, or null. */
export function usePlotGroup(): PlotGroupState | null {
  return useContext(Group)
}

/** Which curves are switched off, and the switch. */
export function useSwitches(): readonly [ReadonlySet<string>, (id: string) => void] {
  const group = usePlotGroup()
  const [own, setOwn] = useState(NONE)
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
