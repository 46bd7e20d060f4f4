/** @file Codes read by camera, where the browser can read them: phones are held up one after another. */
import { useEffect, useRef, useState } from 'react'
import { readAnswerQr } from '../../formats/phone-bet.ts'
import { t } from '../../i18n/words.ts'

/** The browser's own reader of bar codes, which not every browser has. */
interface BarcodeReader {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type BarcodeReaders = new (options: { readonly formats: readonly string[] }) => BarcodeReader

/** Milliseconds between two looks. */
const PAUSE = 250

const readers = (): BarcodeReaders | undefined =>
  (globalThis as { readonly BarcodeDetector?: BarcodeReaders }).BarcodeDetector

export function CodeCamera({ onCode }: { readonly onCode: (code: string) => void }) {
  const [on, setOn] = useState(false)
  const [trouble, setTrouble] = useState('')
  if (!readers() || !navigator.mediaDevices) {
    return (
      <p className="room-note">
        {t(
          'This browser reads no codes by camera; Chrome does on Android, macOS and ChromeOS. Type them here instead.',
        )}
      </p>
    )
  }
  return (
    <>
      <button type="button" className="button" aria-pressed={on} onClick={() => setOn(!on)}>
        {on ? t('Camera off') : t('Read codes by camera')}
      </button>
      {on && (
        <Camera
          onCode={onCode}
          onTrouble={(sentence) => {
            setTrouble(sentence)
            setOn(false)
          }}
        />
      )}
      {trouble !== '' && <p className="room-note">{trouble}</p>}
    </>
  )
}

interface CameraProps {
  readonly onCode: (code: string) => void
  readonly onTrouble: (sentence: string) => void
}

function Camera({ onCode, onTrouble }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const hands = useRef({ onCode, onTrouble })
  hands.current = { onCode, onTrouble }
  useEffect(() => {
    let on = true
    let stream: MediaStream | undefined
    const end = watch(
      video.current,
      () => on,
      (code) => hands.current.onCode(code),
    )
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then((found) => {
        stream = found
        if (!on) return stop(found)
        if (video.current) video.current.srcObject = found
      })
      .catch(() => hands.current.onTrouble(t('The camera cannot be used: the browser or its user does not allow it.')))
    return () => {
      on = false
      end()
      if (stream) stop(stream)
    }
  }, [])
  return <video ref={video} className="room-camera" autoPlay muted playsInline aria-label={t('Camera')} />
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

/** Looks again and again; a code that stays in view is told once. */
function watch(video: HTMLVideoElement | null, wanted: () => boolean, tell: (code: string) => void): () => void {
  const Reader = readers()
  if (!video || !Reader) return () => {}
  const reader = new Reader({ formats: ['qr_code'] })
  let last = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (): Promise<void> => {
    const found = video.readyState >= 2 ? await reader.detect(video).catch(() => []) : []
    if (!wanted()) return
    for (const { rawValue } of found) {
      const code = readAnswerQr(rawValue)
      if (code !== null && code !== last) {
        last = code
        tell(code)
      }
    }
    timer = setTimeout(() => void look(), PAUSE)
  }
  void look()
  return () => clearTimeout(timer)
}
