/** @file React's tie to the offline copy's own store. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useApp } from '../../store/hooks.ts'
import { NO_COPY, type OfflineState } from './state.ts'

const NO_OFFLINE = createStore(() => NO_COPY)

/** How the page's copy on this device stands. */
export function useOfflineState(): OfflineState {
  return useStore(useApp().offline?.state ?? NO_OFFLINE)
}
