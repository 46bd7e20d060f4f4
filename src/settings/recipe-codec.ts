/** @file A recipe as text in an address: its JSON, deflated, in base64url. What comes out has passed the same check as a file. */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { parseJson } from '../json/parse.ts'
import { missingParts } from '../methods/parts.ts'
import { validateRecipe } from '../methods/schema/validate.ts'
import { LONGEST_OWN_RECIPE, type RecipeCodec } from './recipe-text.ts'

/** Bytes of JSON: a few kilobytes can unpack to megabytes, and nobody writes such a recipe. */
const MOST_BYTES = 65_536

export const RECIPE_CODEC: RecipeCodec = {
  read(text) {
    if (text.length > LONGEST_OWN_RECIPE || !/^[\w-]+$/.test(text)) return undefined
    try {
      const bytes = inflateSync(fromBase64(text))
      return bytes.length > MOST_BYTES ? undefined : validateRecipe(parseJson(strFromU8(bytes)))
    } catch {
      return undefined
    }
  },
  write: (recipe) => toBase64(deflateSync(strToU8(JSON.stringify(recipe)), { level: 9 })),
  runs: (recipe) => missingParts(recipe).length === 0,
}

function toBase64(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @throws DOMException where the text is no base64url */
function fromBase64(text: string): Uint8Array {
  return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true)
}
