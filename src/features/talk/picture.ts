/** @file The stage as a picture, once all that it shows has come. */
import type { Picture } from '../../store/app.ts'

/** Milliseconds that parts of a cue may take to come: they are fetched when they are first shown. */
const PATIENCE = 8000

/** null where no stage stands. What has not come in time is not on the picture. */
export async function pictureOfStage(view: Window, title: string): Promise<Omit<Picture, 'scale'> | null> {
  const { document } = view
  const frame = (): Promise<void> => new Promise((resolve) => view.requestAnimationFrame(() => resolve()))
  const end = view.performance.now() + PATIENCE
  const coming = (): boolean =>
    document.querySelector('.stage-floor') === null || document.querySelector('.stage-floor .lazily') !== null
  // Two frames more: charts measure the room that they are drawn in.
  for (let still = 0; still < 2 && view.performance.now() < end; still = coming() ? 0 : still + 1) await frame()
  await document.fonts?.ready
  await frame()
  const floor = document.querySelector<HTMLElement>('.stage-floor')
  if (!floor) return null
  const { viewFigure } = await import('../../charts/figure/view-figure.ts')
  return viewFigure(floor, title)
}
