/** @file An entry's name, as its authors write it in English: for screen readers, and left alone by translators. */
import type { AtlasEntry } from '../../methods/atlas/entry.ts'

export function EntryName({ entry: { name } }: { readonly entry: AtlasEntry }) {
  return (
    <span lang="en" translate="no">
      {name}
    </span>
  )
}
