/** @file Colours as a browser computes them, written so that any program that reads SVG understands them. */

export interface Paint {
  /** `rgb(r, g, b)`. */
  readonly colour: string
  /** 0 to 1. */
  readonly opacity: number
}

const NUMBERS = /[\d.eE+-]+%?/g

/** `rgb()`, `rgba()` and `color(srgb …)` apart in colour and opacity; null for none, for what is transparent and for paint servers. */
export function paintOf(computed: string): Paint | null {
  const form = /^(rgba?|color)\((?:srgb )?([^)]*)\)$/.exec(computed.trim())
  if (!form) return null
  const [, name, inside = ''] = form
  const numbers = (inside.match(NUMBERS) ?? []).map((text) => Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1))
  const scale = name === 'color' ? 255 : 1
  const [red = 0, green = 0, blue = 0] = numbers.map((value) => Math.min(255, Math.max(0, Math.round(value * scale))))
  const opacity = Math.round((numbers[3] ?? 1) * 1000) / 1000
  return opacity > 0 ? { colour: `rgb(${red}, ${green}, ${blue})`, opacity } : null
}
