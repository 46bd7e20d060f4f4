/** @file What vite.catalogues.ts makes of a catalogue. */
declare module '*.po' {
  const catalogue: import('./words.ts').Catalogue
  export default catalogue
}
