/** @file The chapter's figures: which view of the page each of them is, and the drawing that stands there until it is looked at. */

export interface ChapterFigure {
  /** The embed's view. */
  readonly view: string
  /** What its state adds to the defaults, as addresses write it. */
  readonly state: Readonly<Record<string, string>>
  /** In docs/gallery, without its ending. */
  readonly picture: string
  /** CSS pixels. */
  readonly height: number
}

const figures = <K extends string>(table: Readonly<Record<K, ChapterFigure>>): Readonly<Record<K, ChapterFigure>> =>
  table

export const FIGURES = figures({
  text: { view: 'stage', state: {}, picture: 'text-marks', height: 660 },
  fork: { view: 'fork', state: {}, picture: 'entropy-lines', height: 540 },
  bench: { view: 'bench', state: {}, picture: 'density-chart', height: 660 },
  privilege: { view: 'privilege', state: { privilege: 'facts' }, picture: 'gap-cells', height: 560 },
  estimators: { view: 'estimators', state: {}, picture: 'rain-chart', height: 620 },
  waterfall: { view: 'waterfall', state: {}, picture: 'pareto-bars', height: 600 },
  training: { view: 'training', state: {}, picture: 'curve-figure', height: 660 },
})
export type FigureId = keyof typeof FIGURES

/** The address of a figure's view, from the page's folder on. */
export function figureAddress({ view, state }: ChapterFigure, language: string): string {
  return `?${new URLSearchParams({ embed: '1', view, autoload: 'click', lang: language, ...state })}`
}

/** The same on the whole page. */
export function playgroundAddress({ view, state }: ChapterFigure, language: string): string {
  return `?${new URLSearchParams({ ...(view !== 'stage' && { tab: view === 'privilege' ? 'xray' : view }), lang: language, ...state })}`
}
