/** @file The frame that asks servers of other origins for the page. It keeps nothing, and answers only the page that greeted it. */
import { fetchExchange } from '../../remote/exchange.ts'
import { GREETING, type LineAsk, type LineSaid } from '../../remote/line.ts'

addEventListener('message', ({ origin, source, data, ports }) => {
  const [port] = ports
  if (origin === location.origin && source === parent && data === GREETING && port) serve(port)
})

/** A browser tells this long after a request whether its own policy stopped the answer, milliseconds. */
const TOLD_WITHIN = 500

function serve(port: MessagePort): void {
  const running = new Map<number, AbortController>()
  const say = (said: LineSaid): void => port.postMessage(said)
  port.onmessage = async ({ data }: MessageEvent<LineAsk>) => {
    const { id } = data
    if ('cancel' in data) return running.get(id)?.abort()
    if ('probe' in data) return say({ id, answers: await answers(data.probe) })
    const controller = new AbortController()
    running.set(id, controller)
    try {
      say({ id, answer: await fetchExchange(data.url, { ...data.init, signal: controller.signal }) })
    } catch (error) {
      const { name, message } =
        error instanceof Error || error instanceof DOMException ? error : new TypeError(String(error))
      say({ id, failed: { name, message } })
    } finally {
      running.delete(id)
    }
  }
}

/**
 * Whether anything answers there. A request without CORS has an answer that nobody may read; an isolated page does not even get that,
 * but the browser reports that there was one.
 */
async function answers(url: string): Promise<boolean> {
  const reported = new Promise<boolean>((done) => {
    const observer =
      'ReportingObserver' in globalThis
        ? new ReportingObserver(
            (reports) => {
              // A report shows its address only where it is written out.
              if (reports.some(({ body }) => JSON.stringify(body).includes(url))) done(true)
            },
            { buffered: true },
          )
        : null
    observer?.observe()
    setTimeout(() => {
      observer?.disconnect()
      done(false)
    }, TOLD_WITHIN)
  })
  const opaque = fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  )
  return (await opaque) || reported
}
