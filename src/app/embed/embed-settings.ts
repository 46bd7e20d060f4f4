/**
 * @file How an address asks for an embed: `?embed=1&view=rail&hide=sample,units`. These keys belong to the frame, not to the state:
 * Copy link on a full page never writes them. Reading never throws; what is not understood is named once.
 */
import { t } from '../../i18n/words.ts'
import type { Registry } from '../../store/app.ts'
import { canHide } from './hide.ts'

/** When models are fetched: as soon as the frame is in view, or on the first press inside it. */
const AUTOLOADS = ['view', 'click'] as const
export type Autoload = (typeof AUTOLOADS)[number]

const BACKGROUNDS = ['themed', 'transparent'] as const
export type Background = (typeof BACKGROUNDS)[number]

/** Names in the address that are the frame's own. */
export const EMBED_KEYS = ['embed', 'view', 'hide', 'autoload', 'background', 'allow'] as const

export interface EmbedSettings {
  /** Id of the view. */
  readonly view: string
  /** Ids of actions and names of parts that are not shown (see hide.ts). */
  readonly hide: readonly string[]
  readonly autoload: Autoload
  readonly background: Background
  /** Origins that may drive the frame; null: the first that says hello. */
  readonly allow: readonly string[] | null
}

export interface ReadEmbed {
  readonly embed: EmbedSettings
  /** One sentence that names what was not understood, or null. */
  readonly notice: string | null
}

/** More than any page needs; a hostile address must not make a list of a million. */
const LONGEST_LIST = 100

/**
 * The frame that a query asks for; the first view, with everything on it, where it says nothing. Never throws.
 * @param registry of the page: it has the views, and what can be hidden
 */
export function readEmbed(query: string, registry: Registry): ReadEmbed {
  const text = new URLSearchParams(query)
  const bad: string[] = []
  const pick = <T extends string>(key: string, values: readonly T[]): T | undefined => {
    const raw = text.get(key)
    const found = values.find((value) => value === raw)
    if (raw !== null && found === undefined) bad.push(`${key}=${short(raw)}`)
    return found ?? values[0]
  }
  const many = (key: string, isRight: (name: string) => boolean): readonly string[] => {
    const names = (text.get(key) ?? '').split(',', LONGEST_LIST).map((name) => name.trim())
    const asked = [...new Set(names.filter((name) => name !== ''))]
    const wrong = asked.filter((name) => !isRight(name))
    if (wrong.length > 0) bad.push(`${key}=${short(wrong.join(','))}`)
    return asked.filter(isRight)
  }
  const embed: EmbedSettings = {
    view:
      pick(
        'view',
        registry.embeds.map(({ view }) => view),
      ) ?? '',
    hide: many('hide', (name) => canHide(registry, name)),
    autoload: pick('autoload', AUTOLOADS) ?? AUTOLOADS[0],
    background: pick('background', BACKGROUNDS) ?? BACKGROUNDS[0],
    // A list that holds no origin at all allows nobody: whoever wrote it wanted fewer, not all.
    allow: text.has('allow') ? many('allow', isOrigin) : null,
  }
  if (bad.length === 0) return { embed, notice: null }
  return {
    embed,
    notice: t('This embed does not know {names}; the rest of its address is followed.', { names: bad.join(', ') }),
  }
}

/** As browsers write it in `event.origin`; "null" is a page that was opened from a file. */
function isOrigin(text: string): boolean {
  if (text === 'null') return true
  try {
    return new URL(text).origin === text
  } catch {
    return false
  }
}

/** Enough of a text to know it again. */
function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
