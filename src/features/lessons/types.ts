/** @file What a lesson is: steps on the live page, each with one thing to do and a pure check that it was done. */

import type { Settings } from '../../settings/settings.ts'
import type { App, Services } from '../../store/app.ts'
import type { AppState } from '../../store/state.ts'

/** A number or word of a sentence, written where it is shown. `nats`, `net` (with its sign) and `share` bring their unit; `word` is translated. */
export type SentenceValue =
  | number
  | { readonly nats: number }
  | { readonly net: number }
  | { readonly share: number }
  | { readonly token: string }
  | { readonly word: string }

/** A sentence of the catalogues with what stands in its places: numbers come from the state, never from the author. */
export interface Said {
  readonly text: string
  readonly values?: Readonly<Record<string, SentenceValue>>
}

/** What a check looks at. */
export interface LessonPage {
  readonly state: AppState
  readonly descent: ReturnType<Services['descent']['state']['getState']>
  /** What features say of the state beyond it. */
  readonly services: Services
}

export interface Step {
  /** Unique among all lessons. */
  readonly id: string
  /** What it points at: a part of the page by its `data-part`, or a control by its action's id. */
  readonly at: string
  /** One or two sentences. */
  readonly say: string
  /** KaTeX source, where it helps. */
  readonly formula?: string
  /** The one thing to do. */
  readonly task: string
  /** Settings that this and the later steps of the lesson stand on, beside the lesson's own. */
  readonly needs?: Partial<Settings>
  /** The rollout of these settings has to be on the stage, scored. */
  readonly run?: boolean
  /** Which token is pinned at the beginning. Default none. */
  readonly pin?: (scene: LessonPage) => number | null
  /** Was it done, given the page as it was when the step began? False at the beginning. */
  readonly done: (now: LessonPage, before: LessonPage) => boolean
  /** Does it. */
  readonly show: (app: App) => void
  /** What there is to see now that it was done. */
  readonly seen: (now: LessonPage, before: LessonPage) => Said
}

export interface Lesson {
  /** As an address names it: 1 to 7. */
  readonly number: number
  readonly title: string
  readonly summary: string
  /** Beside the defaults. */
  readonly settings: Partial<Settings>
  readonly steps: readonly Step[]
}
