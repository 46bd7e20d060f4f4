/** @file The instruments by tab, for the deck of the page and for the stage. Each is fetched when it is first drawn. */
import type { ReactNode } from 'react'
import type { TabId } from '../store/tabs.ts'
import { lazily } from '../ui/lazily.tsx'

const TrainingRoom = lazily(async () => (await import('../features/training/training-panel.tsx')).TrainingRoom)
const HintXray = lazily(async () => (await import('../features/xray/xray.tsx')).HintXray)
const DivergenceRail = lazily(async () => (await import('../features/rail/rail.tsx')).DivergenceRail)
const PivotWaterfall = lazily(async () => (await import('../features/waterfall/waterfall.tsx')).PivotWaterfall)
const Estimators = lazily(async () => (await import('../features/estimators/estimators.tsx')).EstimatorsRegion)
const Compare = lazily(async () => (await import('../features/compare/compare.tsx')).Compare)
const Fork = lazily(async () => (await import('../features/fork/fork.tsx')).ForkRegion)
const DivergenceBench = lazily(
  async () => (await import('../features/toy-divergences/toy-divergences.tsx')).DivergenceBench,
)
const FailureMuseum = lazily(async () => (await import('../features/museum/museum.tsx')).FailureMuseum)

export const INSTRUMENTS: Readonly<Record<TabId, ReactNode>> = {
  training: <TrainingRoom />,
  xray: <HintXray />,
  rail: <DivergenceRail />,
  waterfall: <PivotWaterfall />,
  estimators: <Estimators />,
  compare: <Compare />,
  fork: <Fork />,
  bench: <DivergenceBench />,
  museum: <FailureMuseum />,
}
