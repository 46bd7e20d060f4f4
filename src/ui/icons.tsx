/** @file The page's few icons, drawn on a 16-unit grid. They are decoration: names come from the controls around them. */
const PATHS = {
  play: 'M4.5 2.8v10.4L13 8z',
  stop: 'M4 4h8v8H4z',
  pause: 'M4 3.5h2.8v9H4zM9.2 3.5H12v9H9.2z',
  die: 'M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2zM5.2 5.2h.01M10.8 5.2h.01M8 8h.01M5.2 10.8h.01M10.8 10.8h.01',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  unlock: 'M4 7.5h8v6H4zM5.5 7.5V4.6a2.5 2.5 0 0 1 4.9-.7',
  back: 'M9.8 3.5 5.3 8l4.5 4.5',
  forward: 'M6.2 3.5 10.7 8l-4.5 4.5',
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.6 5.9a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2.9-1.2 1.9M8 12.4h.01',
  broken: 'M8 2.2 14.2 13H1.8zM8 6.2v3.4M8 11.4h.01',
  auto: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1',
  moon: 'M13 9.4A5.4 5.4 0 0 1 6.6 3 5.4 5.4 0 1 0 13 9.4z',
  screen: 'M2 3h12v8H2zM8 11v2.5M5 13.5h6',
  pin: 'M6 2.5h4l-.6 4.2L11.5 9h-7l2.1-2.3zM8 9v4.5',
  chip: 'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  undo: 'M6.2 3 2.8 6.2l3.4 3.2M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6.5',
  redo: 'M9.8 3l3.4 3.2-3.4 3.2M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2h2.7',
  link: 'M6.8 9.2a2.6 2.6 0 0 0 3.8.1l2.1-2.1a2.7 2.7 0 0 0-3.8-3.8L7.8 4.5M9.2 6.8a2.6 2.6 0 0 0-3.8-.1L3.3 8.8a2.7 2.7 0 0 0 3.8 3.8l1.1-1.1',
  embed: 'M5.2 4.5 1.8 8l3.4 3.5M10.8 4.5 14.2 8l-3.4 3.5M9.2 3.2 6.8 12.8',
  qr: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.6v1.6M13.5 9.5v1.6M9.5 13.5h1.6M13.5 13.5h.01',
  cue: 'M2.5 4h7M2.5 8h5M2.5 12h4M11.5 8.5v5M9 11h5',
  present: 'M2 3h12v8H2zM5 14l3-3 3 3M6.8 5.2v3.6L9.9 7z',
  globe: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2.2 8h11.6M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12',
  list: 'M2.5 4h.01M2.5 8h.01M2.5 12h.01M5.5 4h8M5.5 8h8M5.5 12h8',
  up: 'M3.5 9.8 8 5.3l4.5 4.5',
  down: 'M3.5 6.2 8 10.7l4.5-4.5',
  bin: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9',
  out: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3 7.5 8.5',
  dials: 'M2.5 4.5h11M2.5 11.5h11M6 2.8v3.4M10.5 9.8v3.4',
  folder: 'M2 4.5V12.5h12v-7H8L6.6 3.5H2z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
} as const

export type IconName = keyof typeof PATHS

const FILLED: ReadonlySet<IconName> = new Set(['play', 'stop', 'pause'])

export function Icon({ name }: { readonly name: IconName }) {
  const filled = FILLED.has(name)
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
