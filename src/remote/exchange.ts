/** @file One request to a server and its answer. The frame that asks for the page (line.html) needs this alone, so it imports nothing. */

/** One request and the whole of its answer. */
export interface Exchanged {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

export interface ExchangeInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds, the whole answer included. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
}

/** Rejects with a TimeoutError after the time, with anything else where there is no connection. */
export type Exchange = (url: string, init: ExchangeInit) => Promise<Exchanged>

/** A request by `fetch`. */
export const fetchExchange: Exchange = async (url, { method, headers, body, timeout, signal }) => {
  const limit = AbortSignal.timeout(timeout)
  const response = await fetch(url, {
    ...{ method, headers },
    ...(body !== undefined && { body }),
    redirect: 'error',
    credentials: 'omit',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  })
  return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') }
}
