/**
 * @file The show: walks the cues on the stage and keeps a net under those that run models. A cue's action has so many seconds; if
 * the device fails or the time runs out, the stage fades to what was recorded in rehearsal, and says REPLAY.
 */

import { type Cue, editCue, type Recording, traceOfCue, trainingOfCue } from '../../formats/talk.ts'
import { keep } from '../../formats/talk-recordings.ts'
import { t } from '../../i18n/words.ts'
import { currentQuery } from '../../store/address.ts'
import { type App, clamp } from '../../store/app.ts'
import { allRuns } from '../../store/rollout-history.ts'
import { problemRef, sameProblem, viewOf } from '../../store/scoring.ts'
import { openRound } from './bets.ts'
import { applyCue, standIn, standInTraining, traceOnStage } from './cue-state.ts'
import { CURTAIN_UP, type ShowState, type TalkState } from './state.ts'

/** What only the browser can do for a show. Each may be refused. */
export interface StageHands {
  /** Makes the change under a cross-fade, or at a cut where motion is not wanted. Resolves once it is made. */
  fade(change: () => void): Promise<void>
  enterFullScreen(): void
  leaveFullScreen(): void
  /** Whether the speaker's window is open now. */
  openNotes(): boolean
  closeNotes(): void
  /** The JSON text of the shipped talk. Rejects where it cannot be fetched. */
  readExample(): Promise<string>
  now(): number
}

export interface Show {
  /** Raises the curtain on a cue, the first unless told otherwise. */
  start(at?: number): void
  leave(): void
  go(at: number): void
  /** The cue's action once more. */
  again(): void
  /** Runs every cue once, without a limit, and keeps what came out beside it. Resolves when all are done or it was ended. */
  rehearse(): Promise<void>
  endRehearsal(): void
  readonly hands: StageHands
}

declare module '../../store/app.ts' {
  interface App {
    /** Absent where nobody presents: in embeds, in tests of other parts. */
    readonly show?: Show
  }
}

type Outcome = 'done' | 'failed' | 'late'

/** Milliseconds that an engine gets to let go of what was stopped, before it is thrown away. */
const GRACE = 1500
/** Milliseconds in which the room sees the marks before the note changes them. */
const BEAT = 900
/** Milliseconds that a rehearsed cue may take: whoever waits longer has found out that the cue is too long. */
const REHEARSAL_LIMIT = 180_000

export function createShow(app: App, hands: StageHands): Show {
  /** Grows with every cue: what belongs to an earlier one comes too late. */
  let turn = 0

  /** The watch starts with the first curtain; one that was stopped stays so. */
  const started = (timer: TalkState['timer']): TalkState['timer'] =>
    timer.before === 0 && timer.since === null ? { before: 0, since: hands.now() } : timer

  const talkState = (): TalkState => app.store.getState().talk
  const setTalk = (part: Partial<TalkState>): void => app.store.setState(({ talk }) => ({ talk: { ...talk, ...part } }))
  const setShow = (part: Partial<ShowState>): void =>
    app.store.setState(({ talk }) => (talk.show ? { talk: { ...talk, show: { ...talk.show, ...part } } } : {}))

  function go(wanted: number): void {
    const { talk, show } = talkState()
    if (!show) return
    const at = clamp(wanted, 0, Math.max(0, talk.cues.length - 1))
    const cue = talk.cues[at]
    const { laser } = show
    const busy = cue !== undefined && cue.action !== null
    setTalk({ show: { ...CURTAIN_UP, at, laser, busy, lit: cue?.focus ?? null }, betting: false })
    if (cue) void present(cue)
  }

  async function present(cue: Cue): Promise<void> {
    const mine = ++turn
    const trace = traceOfCue(talkState().talk, cue)
    await hands.fade(() => applyCue(app, cue, cue.action?.do === 'sample' ? 'bare' : (trace ?? 'kept')))
    if (mine !== turn) return
    const { talk } = talkState()
    const number = talk.cues.indexOf(cue) + 1
    app.store.setState({
      announcement: t('Cue {n} of {all}: {title}', { n: number, all: talk.cues.length, title: cue.title }),
    })
    if (cue.action) await underNet(cue, mine)
    // Shown as it was recorded, without a wait for the device.
    else if (cue.training !== null) showTraining(cue)
  }

  async function underNet(cue: Cue, mine: number): Promise<void> {
    setShow({ busy: true, replay: null, trouble: null })
    const before = noticeIds()
    const { outcome, trouble } = await watched(
      act(cue, () => mine === turn),
      cue.limit * 1000,
      before,
    )
    if (mine !== turn) return
    if (outcome === 'done') return setShow({ busy: false })
    setShow({ trouble: trouble ?? t('The device did not answer within {n} s.', { n: cue.limit }) })
    await catchFall(cue, outcome, mine)
  }

  /** The net itself. */
  async function catchFall(cue: Cue, outcome: 'failed' | 'late', mine: number): Promise<void> {
    const { talk } = talkState()
    const trace = traceOfCue(talk, cue)
    const training = trainingOfCue(talk, cue)
    if (cue.action?.do === 'train') {
      // A step that ends late would be put on the recorded curve: the engine has to be at rest first.
      await rest()
      if (mine !== turn) return
    } else app.session.stop()
    await hands.fade(() => {
      if (mine !== turn) return
      if (trace && cue.action?.do !== 'train') standIn(app, cue, trace)
      if (training) standInTraining(app, training)
      setShow({ busy: false, replay: trace || training ? outcome : null })
    })
    if (cue.action?.do !== 'train') await rest()
  }

  function showTraining(cue: Cue): void {
    const training = trainingOfCue(talkState().talk, cue)
    if (training) standInTraining(app, training)
  }

  /** Until the engine does nothing more; one that does not let go is thrown away, and another one is started. */
  async function rest(): Promise<void> {
    app.session.stop()
    app.session.training.pause()
    if (await atRest(GRACE)) return
    app.session.training.leave()
    await app.session.loader.reset()
    void app.session.loader.loadChosen()
  }

  function atRest(patience: number): Promise<boolean> {
    const busy = (): boolean => {
      const { activity, training } = app.store.getState()
      return activity === 'sampling' || activity === 'stopping' || training.activity !== 'idle'
    }
    return new Promise((resolve) => {
      if (!busy()) return resolve(true)
      const end = (value: boolean): void => {
        clearTimeout(timer)
        stop()
        resolve(value)
      }
      const timer = setTimeout(() => end(false), patience)
      const stop = app.store.subscribe(() => !busy() && end(true))
    })
  }

  /** Does what the cue says. Resolves with whether it came to its end. */
  async function act({ action }: Cue, wanted: () => boolean): Promise<boolean> {
    switch (action?.do) {
      case 'sample': {
        if (!(await atRest(GRACE))) return false
        if (!wanted()) return true
        return sampleAnew()
      }
      case 'train':
        return train(action.steps, wanted)
      case 'context': {
        await new Promise((resolve) => setTimeout(resolve, BEAT))
        if (!wanted()) return true
        app.store.setState(({ settings }) => ({ settings: { ...settings, privileged: !settings.privileged } }))
        await app.session.rescore()
        return app.store.getState().run === null || viewOf(app.store.getState()).shown !== null
      }
      case 'bet': {
        const { run, talk } = app.store.getState()
        if (run) setTalk({ bets: openRound(talk.bets, run.id), betting: true })
        return true
      }
      default:
        return true
    }
  }

  async function train(steps: number, wanted: () => boolean): Promise<boolean> {
    const learned = (): number => app.store.getState().training.run?.reports.length ?? 0
    await app.session.training.reset()
    for (let i = 0; i < steps && wanted(); i++) {
      const before = learned()
      await app.session.training.step()
      if (learned() === before) return false
    }
    return true
  }

  /** Whether a new rollout of this very problem stands on the stage, read by the teacher. A failure gives the stage back to an old one. */
  async function sampleAnew(): Promise<boolean> {
    const known = new Set(allRuns(app.store.getState()).map(({ id }) => id))
    await app.session.sample()
    const state = app.store.getState()
    const { run, settings } = state
    const fresh = run !== null && !known.has(run.id) && run.rollout !== null
    return fresh && sameProblem(run.problem, problemRef(settings)) && viewOf(state).shown !== null
  }

  const noticeIds = (): ReadonlySet<number> => new Set(app.store.getState().notices.map(({ id }) => id))

  /** The outcome of work that has so long. What the page would tell of a failure is told to the speaker alone. */
  async function watched(
    work: Promise<boolean>,
    patience: number,
    before: ReadonlySet<number>,
  ): Promise<{ readonly outcome: Outcome; readonly trouble: string | null }> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve('late'), patience)
    })
    const done = work.then(
      (good): Outcome => (good ? 'done' : 'failed'),
      (): Outcome => 'failed',
    )
    const outcome = await Promise.race([done, late])
    clearTimeout(timer)
    const { notices } = app.store.getState()
    const fresh = notices.filter(({ id }) => !before.has(id))
    if (fresh.length > 0) app.store.setState({ notices: notices.filter(({ id }) => before.has(id)) })
    return { outcome, trouble: fresh.at(-1)?.message ?? null }
  }

  async function rehearse(): Promise<void> {
    if (talkState().rehearsal) return
    const here = { query: currentQuery(app) }
    const { cues } = talkState().talk
    const mine = ++turn
    const wanted = (): boolean => mine === turn && talkState().rehearsal !== null
    for (const [i, { id }] of cues.entries()) {
      setTalk({ rehearsal: { at: i + 1, of: cues.length } })
      const cue = talkState().talk.cues.find((each) => each.id === id)
      if (cue) await rehearseCue(cue, wanted)
      if (!wanted()) break
    }
    setTalk({ rehearsal: null, betting: false })
    applyCue(app, here, 'kept')
  }

  async function rehearseCue(cue: Cue, wanted: () => boolean): Promise<void> {
    const { talk } = talkState()
    applyCue(app, cue, cue.action?.do === 'sample' ? 'bare' : (traceOfCue(talk, cue) ?? 'kept'))
    if (!(await atRest(GRACE))) await rest()
    const { outcome } = await watched(act(cue, wanted), REHEARSAL_LIMIT, noticeIds())
    if (!wanted()) return
    if (outcome === 'done' && app.store.getState().run === null) {
      await watched(sampleAnew(), REHEARSAL_LIMIT, noticeIds())
    }
    if (outcome === 'done' && wanted()) store(cue.id, cue.action?.do === 'train')
    else if (outcome !== 'done') {
      app.store.setState({ announcement: t('“{title}” could not be recorded.', { title: cue.title }) })
    }
  }

  /** Keeps what stands on the stage beside the cue. */
  function store(id: string, trained: boolean): void {
    const add = (recording: Recording | null, part: 'trace' | 'training'): void => {
      if (!recording) return
      const { talk, name } = keep(talkState().talk, recording)
      setTalk({ talk: editCue(talk, id, { [part]: name }) })
    }
    add(traceOnStage(app), 'trace')
    const { run } = app.store.getState().training
    if (!trained || !run) return
    const { info, reports, evaluations } = run
    add({ kind: 'training', training: { info, reports, evaluations } }, 'training')
  }

  return {
    hands,
    start(at = 0) {
      setTalk({ show: CURTAIN_UP, panelOpen: false, timer: started(talkState().timer) })
      app.store.setState({ helpOpen: false, paletteOpen: false })
      hands.enterFullScreen()
      go(at)
    },
    leave() {
      turn++
      setTalk({ show: null, betting: false })
      hands.leaveFullScreen()
    },
    go,
    again() {
      const { talk, show } = talkState()
      const cue = show && talk.cues[show.at]
      if (cue) void present(cue)
    },
    rehearse,
    endRehearsal() {
      turn++
      app.session.stop()
      app.session.training.pause()
      setTalk({ rehearsal: null })
    },
  }
}
