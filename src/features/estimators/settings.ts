/** @file Settings of the estimator rain: what is drawn, how hot, from which seed on, and where the importance ratio is cut. */
import { choice, number } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'

/** The next token at one position, or whole rollouts of the problem. */
export const DRAW_SCOPES = ['position', 'problem'] as const
export type DrawScope = (typeof DRAW_SCOPES)[number]

declare module '../../settings/settings.ts' {
  interface Settings {
    readonly drawScope: DrawScope
    readonly drawTemperature: number
    /** Seed of the first draw; the next ones count up from it. */
    readonly drawSeed: number
    /** Most that the importance ratio may be; 0 for no limit. */
    readonly drawClip: number
  }
}

export const DRAW_TEMPERATURES = { min: 0.2, max: 2 } as const
export const MAX_DRAW_SEED = 1_000_000
export const MAX_DRAW_CLIP = 100

export const ESTIMATOR_SETTINGS = settingsPart({
  defaults: { drawScope: 'position', drawTemperature: 1, drawSeed: 1, drawClip: 0 },
  fields: {
    drawScope: choice('draw', DRAW_SCOPES),
    drawTemperature: number('draw-temperature', DRAW_TEMPERATURES.min, DRAW_TEMPERATURES.max, false),
    drawSeed: number('draw-seed', 0, MAX_DRAW_SEED, true),
    drawClip: number('draw-clip', 0, MAX_DRAW_CLIP, false),
  },
})
