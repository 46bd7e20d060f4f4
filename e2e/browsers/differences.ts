/** @file What browsers differ in, as far as this page is concerned: how that is found out, and what the page does without it. */

/** Each is one property of the window, its worker or its document, looked up in the page. */
export interface Abilities {
  readonly 'WebAssembly that can be suspended (JSPI)': boolean
  readonly 'a WebGPU adapter': boolean
  readonly 'shared memory for threads': boolean
  readonly 'a dialogue for saving (File System Access)': boolean
  readonly 'a wake lock': boolean
  readonly 'a service worker': boolean
  readonly 'idle callbacks': boolean
  readonly 'view transitions': boolean
}

export const WITHOUT: Readonly<Record<keyof Abilities, string>> = {
  'WebAssembly that can be suspended (JSPI)': 'WebGPU would take the larger runtime',
  'a WebGPU adapter': 'runs on WebAssembly and says so in the backend’s card',
  'shared memory for threads': 'WebAssembly has one thread, and the card says so',
  'a dialogue for saving (File System Access)': 'files are downloads',
  'a wake lock': 'the screen may sleep during a talk or a run; nothing depends on it',
  'a service worker': 'there is no offline copy, and the page does not offer one',
  'idle callbacks': 'what can wait begins a moment after the first paint',
  'view transitions': 'cues of a talk change without a fade',
}

/** Runs in the page. */
export async function findAbilities(): Promise<Abilities> {
  return {
    'WebAssembly that can be suspended (JSPI)': 'Suspending' in WebAssembly,
    'a WebGPU adapter': Boolean(await (navigator.gpu as GPU | undefined)?.requestAdapter().catch(() => null)),
    'shared memory for threads': typeof SharedArrayBuffer === 'function',
    'a dialogue for saving (File System Access)': 'showSaveFilePicker' in window,
    'a wake lock': 'wakeLock' in navigator,
    'a service worker': 'serviceWorker' in navigator && 'caches' in window,
    'idle callbacks': 'requestIdleCallback' in window,
    'view transitions': 'startViewTransition' in document,
  }
}
