/** @file What vite.licences.ts makes of package-lock.json and node_modules. */
declare module 'virtual:licences' {
  /** This repository's own parts first, then every package by name. */
  export const LICENCES: readonly { readonly name: string; readonly version: string; readonly licence: string }[]
}
