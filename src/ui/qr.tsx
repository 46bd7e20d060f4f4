/** @file A QR code of a text, drawn as one path in the page's ink on white, with the quiet zone that readers need. */
import { encode } from 'uqr'
import './qr.css'

/** Modules of white around the code, as the standard asks. */
const QUIET = 4
/** What the largest code at the lowest correction holds, bytes. */
export const MOST_IN_QR = 2953

export interface QrProps {
  readonly text: string
  /** What a screen reader says. */
  readonly label: string
}

/** Shows nothing for a text that no code can hold: the caller says so in words. */
export function Qr({ text, label }: QrProps) {
  if (new TextEncoder().encode(text).length > MOST_IN_QR) return null
  // Medium correction survives a projector's glare; long texts need the room.
  const { data, size } = encode(text, { ecc: text.length > 1200 ? 'L' : 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
