/** @file What the page knows of runs that an earlier page, or an engine that is gone, has left on the shelf. */

/** A run that can be taken up again. */
export interface RunOffer {
  /** Its key on the shelf. */
  readonly key: string
  /** Of its recipe, in the catalogue's words; null where only the curves of earlier runs are left. */
  readonly recipe: string | null
  /** It is the run of this page, which its engine has lost. */
  readonly own: boolean
  /** When it began, milliseconds of the clock. */
  readonly began: number
  /** Steps that its weights have taken. */
  readonly at: number
  /** It had come to its end. */
  readonly ended: boolean
  /** Earlier runs whose curves come with it. */
  readonly earlier: number
  /** The settings that it was a run of, as an address says them. */
  readonly query: string
}

declare module '../../../store/state.ts' {
  interface AppState {
    /** The latest first. */
    readonly keptRuns: readonly RunOffer[]
  }
}
