/** @file What a person writes to name a model of the hub, and where its files are then asked for. */

/** Of public models. Whoever asks for one speaks to this host, and to nobody before. */
export const HUB = 'https://huggingface.co'

export interface HubAddress {
  /** `owner/name`. */
  readonly id: string
  /** A branch, a tag or a commit. */
  readonly revision: string
}

const PART = String.raw`[A-Za-z0-9][\w.-]{0,95}`
const ADDRESS = new RegExp(
  String.raw`^(?:https://huggingface\.co/)?(${PART}/${PART})(?:(?:@|/tree/)([\w.-]+(?:/[\w.-]+)*))?/?$`,
)

/** Reads `owner/name`, `owner/name@revision` or the address of the model's page; null for what is none. */
export function readAddress(text: string): HubAddress | null {
  const [, id, revision = 'main'] = ADDRESS.exec(text.trim()) ?? []
  const climbs = [id, revision].some((part) => part?.split('/').some((step) => /^\.+$/.test(step)))
  return id === undefined || climbs ? null : { id, revision }
}
