/** @file Intents of the estimator rain: what is drawn, and draws. */
import { action, actionOf, change, clamp, writing } from '../../store/app.ts'
import { drawSubject, drawsOnView } from './draws.ts'
import { DRAW_TEMPERATURES, type DrawScope, MAX_DRAW_CLIP, MAX_DRAW_SEED } from './settings.ts'

const hundredths = (value: number): number => Math.round(value * 100) / 100

export const ESTIMATOR_ACTIONS = {
  drawSamples: actionOf<number>({
    id: 'draw-samples',
    label: 'Draw samples',
    keys: [],
    available: (state) => state.drawing.wanted === null && !writing(state) && drawSubject(state) !== null,
    perform: (app, count) => void app.session.draws.draw(count),
  }),
  stopDraws: action({
    id: 'stop-draws',
    label: 'Stop drawing',
    keys: [],
    available: ({ drawing }) => drawing.wanted !== null,
    perform: (app) => app.session.draws.stop(),
  }),
  clearDraws: action({
    id: 'clear-draws',
    label: 'Clear draws',
    keys: [],
    available: (state) => state.drawing.wanted === null && drawsOnView(state).length > 0,
    perform: (app) => app.session.draws.clear(),
  }),
  setDrawScope: actionOf<DrawScope>({
    id: 'set-draw-scope',
    label: 'What is drawn',
    keys: [],
    perform: (app, drawScope) => change(app, { drawScope }),
  }),
  setDrawTemperature: actionOf<number>({
    id: 'set-draw-temperature',
    label: 'Temperature of the draws',
    keys: [],
    perform: (app, value) =>
      change(app, { drawTemperature: clamp(hundredths(value), DRAW_TEMPERATURES.min, DRAW_TEMPERATURES.max) }),
  }),
  setDrawSeed: actionOf<number>({
    id: 'set-draw-seed',
    label: 'Seed of the draws',
    keys: [],
    perform: (app, value) => change(app, { drawSeed: clamp(Math.round(value), 0, MAX_DRAW_SEED) }),
  }),
  setDrawClip: actionOf<number>({
    id: 'set-draw-clip',
    label: 'Importance-ratio clip',
    keys: [],
    perform: (app, value) => change(app, { drawClip: clamp(hundredths(value), 0, MAX_DRAW_CLIP) }),
  }),
} as const
