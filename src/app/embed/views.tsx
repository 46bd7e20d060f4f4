/** @file The views that an embed can show, each fetched when it is the one: a frame pays for nothing that it does not show. */
import type { ComponentType } from 'react'
import type { TabId } from '../../store/tabs.ts'
import { lazily } from '../../ui/lazily.tsx'
import type { EmbedView } from './embed-settings.ts'

export interface ViewOfEmbed {
  /** The tab that it has on the full page, or null for what stands above the tabs. */
  readonly tab: TabId | null
  /** Reads a rollout: its models are fetched as soon as someone looks. Others ask for models when they need them. */
  readonly reads: boolean
  readonly Panel: ComponentType
}

const view = (tab: TabId | null, reads: boolean, load: () => Promise<ComponentType>): ViewOfEmbed => ({
  tab,
  reads,
  Panel: lazily(load),
})

export const EMBED_VIEW: Readonly<Record<EmbedView, ViewOfEmbed>> = {
  stage: view(null, true, async () => (await import('./stage.tsx')).EmbedStage),
  inspector: view(null, true, async () => (await import('./inspector.tsx')).EmbedInspector),
  rail: view('rail', true, async () => (await import('../../features/rail/rail.tsx')).DivergenceRail),
  bench: view(
    'bench',
    false,
    async () => (await import('../../features/toy-divergences/toy-divergences.tsx')).DivergenceBench,
  ),
  race: view('training', false, async () => (await import('../../features/race/race.tsx')).RaceRegion),
  method: view('training', false, async () => (await import('./method.tsx')).EmbedMethod),
  xray: view('xray', true, async () => (await import('../../features/xray/xray.tsx')).HintXray),
  waterfall: view(
    'waterfall',
    true,
    async () => (await import('../../features/waterfall/waterfall.tsx')).PivotWaterfall,
  ),
  estimators: view(
    'estimators',
    true,
    async () => (await import('../../features/estimators/estimators.tsx')).EstimatorsRegion,
  ),
  compare: view('compare', true, async () => (await import('../../features/compare/compare.tsx')).Compare),
  fork: view('fork', true, async () => (await import('../../features/fork/fork.tsx')).ForkRegion),
  training: view('training', false, async () => (await import('../../features/training/training.tsx')).Training),
}
