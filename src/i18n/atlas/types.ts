/** By an entry's id: the two sentences that the atlas says of it. */
export type AtlasTexts = Readonly<Record<string, readonly [string, string]>>
