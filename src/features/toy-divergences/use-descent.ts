/** @file React's tie to the descent's own store. */
import { useStore } from 'zustand'
import { useApp } from '../../store/hooks.ts'
import type { DescentState } from './descent.ts'

/** A part of the descent, which moves at every frame. */
export function useDescent<T>(select: (state: DescentState) => T): T {
  return useStore(useApp().session.descent.state, select)
}
