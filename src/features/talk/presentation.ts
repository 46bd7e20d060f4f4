/**
 * @file The show: walks the cues on the stage and keeps a net under those that run models. A cue's action has so many seconds; if
 * the device fails or the time runs out, the stage fades to what was recorded in rehearsal, and says REPLAY.
 */

import { type Cue, traceOfCue, trainingOfCue } from '../../formats/talk.ts'
import { MOST_SECONDS } from '../../formats/talk-limits.ts'
import { t } from '../../i18n/words.ts'
import { currentQuery } from '../../store/address.ts'
import { type App, change, clamp, type Picture, writing } from '../../store/app.ts'
import { bringToRest, runCueAction } from './cue-action.ts'
import { applyCue, standIn, standInTraining } from './cue-state.ts'
import { rehearse } from './rehearsal.ts'
import { REVEAL_WORDS, revealedAt, toldAt } from './reveal.ts'
import { CURTAIN_UP, type PresentationState, type TalkState } from './state.ts'

/** What only the browser can do for a show. Each may be refused. */
export interface StageHands {
  /** Makes the change under a cross-fade, or at a cut where motion is not wanted. Resolves once it is made. */
  fade(change: () => void): Promise<void>
  enterFullScreen(): void
  leaveFullScreen(): void
  /** Whether the speaker's window is open now. */
  openNotes(): boolean
  closeNotes(): void
  /** The stage as it is seen, as a picture; null where there is none. Waits until what it shows is there. */
  picture(title: string): Promise<Omit<Picture, 'scale'> | null>
  /** How many charts the instrument on the stage draws. */
  countCharts(): number
  /** The JSON text of the shipped talk. Rejects where it cannot be fetched. */
  readExample(): Promise<string>
  now(): number
}

export interface Presentation {
  /** Raises the curtain on a cue, the first unless told otherwise. */
  start(at?: number): void
  leave(): void
  /** To a cue as it comes up; `built`: with everything that its steps bring. */
  go(at: number, built?: 'built'): void
  /** Makes so many of the cue's reveals. */
  reveal(step: number): void
  /** The cue's action once more. */
  again(): void
  /** Shows the talk with the clock, from its first cue; what each cue takes is kept with it when the stage is left. */
  practise(): void
  /** Draws every cue with all that it brings, and hands each picture on. Resolves when all are drawn; the page is as it was before. */
  drawAll(take: (cue: Cue, number: number, picture: Omit<Picture, 'scale'>) => Promise<void>): Promise<void>
  /** Runs every cue once, without a limit, and keeps what came out beside it. Resolves when all are done or it was ended. */
  rehearse(): Promise<void>
  endRehearsal(): void
  readonly hands: StageHands
}

declare module '../../store/app.ts' {
  interface App {
    /** Absent where nobody presents: in embeds, in tests of other parts. */
    readonly presentation?: Presentation
  }
}

export function createPresentation(app: App, hands: StageHands): Presentation {
  /** Grows with every cue: what belongs to an earlier one comes too late. */
  let turn = 0

  const talkState = (): TalkState => app.store.getState().talk
  const setTalk = (part: Partial<TalkState>): void => app.store.setState(({ talk }) => ({ talk: { ...talk, ...part } }))
  const setShow = (part: Partial<PresentationState>): void =>
    app.store.setState(({ talk }) =>
      talk.presentation ? { talk: { ...talk, presentation: { ...talk.presentation, ...part } } } : {},
    )

  const stepNow = (): number => talkState().presentation?.step ?? 0

  function raise(wanted: number, built?: 'built'): void {
    const { talk, presentation } = talkState()
    if (!presentation) return
    const at = clamp(wanted, 0, Math.max(0, talk.cues.length - 1))
    const cue = talk.cues[at]
    const { laser } = presentation
    const busy = cue !== undefined && cue.action !== null
    const step = built ? (cue?.reveal.length ?? 0) : 0
    const filled = cue && revealedAt(cue, step).chart ? cue.chart : null
    clockCue()
    setTalk({
      presentation: { ...CURTAIN_UP, at, step, since: hands.now(), filled, laser, busy, lit: cue?.focus ?? null },
      betting: false,
    })
    if (cue) void present(cue)
  }

  /** Adds the time of the cue that is up to what it took so far. */
  function clockCue(): void {
    const { practice, presentation, talk } = talkState()
    const cue = presentation && talk.cues[presentation.at]
    if (!practice || !cue || presentation.since === null) return
    const taken = (practice[cue.id] ?? 0) + Math.max(0, hands.now() - presentation.since)
    setTalk({ practice: { ...practice, [cue.id]: taken } })
  }

  /** Keeps what the cues took; those that were not shown keep what they took before. */
  function endPractice(): void {
    const { practice, talk, before } = talkState()
    if (!practice) return
    const cues = talk.cues.map((cue) => {
      const taken = practice[cue.id]
      return taken === undefined ? cue : { ...cue, used: Math.min(MOST_SECONDS, Math.round(taken / 1000)) }
    })
    setTalk({ practice: null, talk: { ...talk, cues }, before: [...before, talk] })
  }

  /** What the cue before has begun ends with it. */
  function leaveBehind(): void {
    turn++
    app.session.training.pause()
    if (writing(app.store.getState())) app.session.stop()
  }

  function reveal(wanted: number): void {
    const { talk, presentation } = talkState()
    const cue = presentation && talk.cues[presentation.at]
    if (!presentation || !cue) return
    const step = clamp(wanted, 0, cue.reveal.length)
    const told = toldAt(cue, step)
    const { privileged } = app.store.getState().settings
    const flips = told !== null && told !== toldAt(cue, presentation.step) && told !== privileged
    const brought = step > presentation.step ? cue.reveal[step - 1] : undefined
    void hands.fade(() => {
      // Nothing that was just revealed stays in the dark.
      setShow({
        step,
        filled: revealedAt(cue, step).chart ? cue.chart : null,
        ...(brought && brought !== 'teacher' && { lit: null }),
      })
      if (flips) change(app, { privileged: told })
      if (brought) app.store.setState({ announcement: t(REVEAL_WORDS[brought]) })
    })
    if (flips) void app.session.rescore()
  }

  async function present(cue: Cue): Promise<void> {
    const mine = ++turn
    const trace = traceOfCue(talkState().talk, cue)
    await hands.fade(() => applyCue(app, cue, cue.action?.do === 'sample' ? 'bare' : (trace ?? 'kept'), stepNow()))
    if (mine !== turn) return
    const { talk } = talkState()
    const number = talk.cues.indexOf(cue) + 1
    app.store.setState({
      announcement: t('Cue {n} of {all}: {title}', { n: number, all: talk.cues.length, title: cue.title }),
    })
    if (cue.action) return underNet(cue, () => mine === turn)
    // Shown as it was recorded, without a wait for the device.
    const training = trainingOfCue(talk, cue)
    if (training) standInTraining(app, training)
  }

  async function underNet(cue: Cue, current: () => boolean): Promise<void> {
    setShow({ busy: true, replay: null, trouble: null })
    const { outcome, trouble } = await runCueAction(app, cue, cue.limit * 1000, current)
    if (!current()) return
    if (outcome === 'done') return setShow({ busy: false })
    setShow({ trouble: trouble ?? t('The device did not answer within {n} s.', { n: cue.limit }) })
    await catchFall(cue, outcome, current)
  }

  /** The net itself: what was recorded in rehearsal stands in. */
  async function catchFall(cue: Cue, outcome: 'failed' | 'late', current: () => boolean): Promise<void> {
    const { talk } = talkState()
    const trace = traceOfCue(talk, cue)
    const training = trainingOfCue(talk, cue)
    const trains = cue.action?.do === 'train'
    if (trains) {
      // A step that ends late would be put on the recorded curve: the engine has to be at rest first.
      await bringToRest(app)
      if (!current()) return
    } else app.session.stop()
    await hands.fade(() => {
      if (!current()) return
      if (trace && !trains) standIn(app, cue, trace, stepNow())
      if (training) standInTraining(app, training)
      setShow({ busy: false, replay: trace || training ? outcome : null })
    })
    if (!trains) await bringToRest(app)
  }

  return {
    hands,
    start(at = 0) {
      const { timer } = talkState()
      // The watch starts with the first curtain; one that was stopped stays so.
      const started = timer.before === 0 && timer.since === null ? { before: 0, since: hands.now() } : timer
      setTalk({ presentation: CURTAIN_UP, panelOpen: false, timer: started })
      app.store.setState({ helpOpen: false, paletteOpen: false })
      hands.enterFullScreen()
      raise(at)
    },
    leave() {
      leaveBehind()
      clockCue()
      endPractice()
      setTalk({ presentation: null, betting: false })
      hands.leaveFullScreen()
    },
    go(at, built) {
      leaveBehind()
      raise(at, built)
    },
    reveal,
    again() {
      const { talk, presentation } = talkState()
      const cue = presentation && talk.cues[presentation.at]
      if (cue) void present(cue)
    },
    practise() {
      setTalk({ practice: {} })
      this.start()
    },
    async drawAll(take) {
      const mine = ++turn
      const here = { query: currentQuery(app) }
      const { talk } = talkState()
      for (const [at, cue] of talk.cues.entries()) {
        const step = cue.reveal.length
        const filled = revealedAt(cue, step).chart ? cue.chart : null
        setTalk({ presentation: { ...CURTAIN_UP, at, step, filled }, panelOpen: false, betting: false })
        applyCue(app, cue, traceOfCue(talk, cue) ?? 'kept')
        const training = trainingOfCue(talk, cue)
        if (training) standInTraining(app, training)
        const picture = await hands.picture(cue.title)
        if (mine !== turn) break
        if (picture) await take(cue, at + 1, picture)
      }
      if (mine !== turn) return
      setTalk({ presentation: null })
      applyCue(app, here, 'kept')
    },
    async rehearse() {
      if (talkState().rehearsal) return
      const mine = ++turn
      await rehearse(app, () => mine === turn)
    },
    endRehearsal() {
      turn++
      app.session.stop()
      app.session.training.pause()
      setTalk({ rehearsal: null })
    },
  }
}
