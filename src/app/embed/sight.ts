/**
 * @file An embed that nobody can see rests: what learns or descends waits, and goes on by itself when it is in sight again. What was
 * asked for and ends soon (a rollout, draws) is brought to its end, and what the host asks for is done: nothing that someone has is lost.
 */

import type { App } from '../../store/app.ts'

export interface Sight {
  /** Whatever rests now does not go on by itself: the host has said stop. */
  letGo(): void
}

/** Ties an embed to whether it can be seen: its element in the window, through every frame around it, and the page not hidden. */
export function bindSight({ store, session }: App, element: Element): Sight {
  const document = element.ownerDocument
  let inView = true
  let seen = true
  /** What was at work when the embed went out of sight. */
  let owed = { training: false, descent: false }

  const rest = (): void => {
    owed = {
      training: owed.training || store.getState().training.looping,
      descent: session.descent.state.getState().running,
    }
    session.training.hide()
    session.race.setHidden(true)
    session.descent.setRunning(false)
  }
  const wake = (): void => {
    session.race.setHidden(false)
    if (owed.descent) session.descent.setRunning(true)
    owed = { ...owed, descent: false }
    goOnTraining()
  }
  /** The step that was under way when it paused has to end first. */
  const goOnTraining = (): void => {
    const { training } = store.getState()
    if (!seen || !owed.training || training.activity !== 'idle') return
    owed = { ...owed, training: false }
    // Where it was reset or stopped meanwhile, that counts.
    if (training.halted === 'hidden') void session.training.train()
  }
  const look = (): void => {
    const now = inView && !document.hidden
    if (now === seen) return
    seen = now
    if (seen) wake()
    else rest()
  }

  document.addEventListener('visibilitychange', look)
  store.subscribe(({ training }, before) => {
    if (training !== before.training) goOnTraining()
  })
  const observer = new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? inView
    look()
  })
  observer.observe(element)
  return {
    letGo() {
      owed = { training: false, descent: false }
    },
  }
}
