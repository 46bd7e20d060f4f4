/** @file What of the sharing sheets is open, how copying went, and the code that puts a view of the page into another one. */

import type { Registry } from '../../store/app.ts'

export interface Sharing {
  /** 'link' opens only where the browser does not let the page copy. */
  readonly sheet: 'link' | 'embed' | 'qr' | null
  readonly copied: { readonly what: 'link' | 'embed'; readonly how: 'done' | 'refused' } | null
  readonly embed: EmbedChoice
  /** Of the open sheet: the whole address, and the code for another page. */
  readonly link: string
  readonly code: string
}

export const EMBED_KINDS = ['iframe', 'element'] as const
export type EmbedKind = (typeof EMBED_KINDS)[number]

export interface EmbedChoice {
  readonly kind: EmbedKind
  /** Id of the view. */
  readonly view: string
  /** CSS pixels. */
  readonly width: number
  readonly height: number
}

/** CSS pixels: the smallest box that an embed fits, and more than any page has. */
export const EMBED_SIZES = { width: { min: 320, max: 4000 }, height: { min: 240, max: 4000 } } as const

declare module '../../store/state.ts' {
  interface AppState {
    readonly sharing: Sharing
  }
}

export const NO_SHARING: Sharing = {
  sheet: null,
  copied: null,
  embed: { kind: 'iframe', view: 'stage', width: 800, height: 500 },
  link: '',
  code: '',
}

/** The view that shows what the open tab shows; the stage for tabs that no view shows. */
export function viewOfTab({ embeds }: Pick<Registry, 'embeds'>, tab: string): string {
  return embeds.find(({ view }) => view === tab)?.view ?? 'stage'
}

export interface EmbedParts extends EmbedChoice {
  /** What Copy link would copy. */
  readonly query: string
  /** Absolute address of the page, without a query. */
  readonly page: string
  /** What the frame shows, for people who do not see it. */
  readonly title: string
  /** Of the element's script; '' for none. */
  readonly integrity: string
}

/** HTML for another page. The frame's own keys come first, so that whoever reads the code finds them. */
export function embedCode({ kind, view, width, height, query, page, title, integrity }: EmbedParts): string {
  if (kind === 'iframe') {
    const src = `${page}?embed=1&view=${view}${query && `&${query}`}`
    return `<iframe src="${attribute(src)}" width="${width}" height="${height}" title="${attribute(title)}" loading="lazy" allow="fullscreen" style="border:0;max-width:100%"></iframe>`
  }
  const script = new URL('./embed/opd-playground.js', page).href
  const state = query && ` state="${attribute(query)}"`
  // The script that was looked at, or none: where it is another one, the link stands in.
  const held = integrity && ` integrity="${integrity}" crossorigin="anonymous"`
  const link = `<a data-instead href="${attribute(query ? `${page}?${query}` : page)}">${attribute(title)}</a>`
  return [
    `<script type="module" src="${attribute(script)}"${held}></script>`,
    `<opd-playground view="${view}"${state} title="${attribute(title)}" style="display:block;width:${width}px;max-width:100%;height:${height}px">${link}</opd-playground>`,
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => ENTITIES[sign] ?? sign)
}
