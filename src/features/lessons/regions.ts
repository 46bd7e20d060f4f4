/** @file Where on the page a step's region is. */
import type { Region } from './types.ts'

/** Selectors of parts that are on the page whenever their tab is open. */
const SELECTORS: Readonly<Record<Region, string>> = {
  sampling: '.sampling',
  recipe: '.recipe',
  rollout: '.sheet-text',
  'deck-tabs': '.deck-tabs',
  waterfall: '#deck-panel-waterfall',
  fork: '#deck-panel-fork',
  bench: '#deck-panel-bench',
  rail: '#deck-panel-rail',
  xray: '#deck-panel-xray',
  estimators: '#deck-panel-estimators',
  training: '.training-top',
  'recipe-card': '.training-top',
  flipbook: '.flipbook',
  weights: '.weights',
  race: '.race',
  museum: '#deck-panel-museum',
}

export function elementOf(region: Region): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(SELECTORS[region])
  return found && found.getClientRects().length > 0 ? found : null
}
