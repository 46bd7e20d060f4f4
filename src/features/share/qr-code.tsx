/** @file The address as a QR code, made on the page: black on white in every theme, because cameras read nothing else as surely. */
import { encode } from 'uqr'
import { count, t } from '../../words/words.ts'
import { TextToCopy } from './text-to-copy.tsx'

/** Modules of quiet around the code, as the standard asks. */
const QUIET = 4
/** Bytes: beyond this the modules get too small for a phone in the tenth row. */
const COMFORTABLE = 300
/** Bytes that the largest code holds at the lowest correction. */
const LARGEST = 2953

export function QrCode({ text }: { readonly text: string }) {
  const bytes = new TextEncoder().encode(text).length
  return (
    <>
      {bytes > LARGEST ? (
        <p>{t('The link is too long for a QR code: copy it instead.')}</p>
      ) : (
        <>
          <Modules text={text} />
          {bytes > COMFORTABLE && (
            <p>
              {count(
                bytes,
                'The link has {n} character, which makes a fine-grained code: show it large, or go back to more of the usual settings.',
                'The link has {n} characters, which makes a fine-grained code: show it large, or go back to more of the usual settings.',
              )}
            </p>
          )}
        </>
      )}
      <TextToCopy label={t('Link')} text={text} />
    </>
  )
}

/** One path over all dark modules: a run of them in a row is one stroke. */
function Modules({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, border: QUIET })
  const path = data
    .flatMap((row, y) => runsOf(row).map(([from, length]) => `M${from} ${y}h${length}v1h-${length}z`))
    .join('')
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={t('QR code of the link')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Where dark modules begin in a row, and how many stand together. */
function runsOf(row: readonly boolean[]): readonly (readonly [from: number, length: number])[] {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []))
  return starts.map((from) => {
    const end = row.indexOf(false, from)
    return [from, (end < 0 ? row.length : end) - from]
  })
}
