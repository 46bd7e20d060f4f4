/** @file What vite.embed.ts makes of the element's script. */
declare module 'virtual:embed-integrity' {
  /** Value for `integrity=` of the built embed/opd-playground.js; '' where it is built when it is asked for. */
  export const EMBED_INTEGRITY: string
}
