/** @file In which parts one method differs from another: "with ..., without ...", after its name. */
import { list, t } from '../i18n/words.ts'
import { type PartId, partName } from '../methods/part-names.ts'

export interface PartsApartProps {
  readonly more: readonly PartId[]
  readonly less: readonly PartId[]
}

export function PartsApart({ more, less }: PartsApartProps) {
  return (
    <>
      {more.length > 0 && t(', ') + t('with {parts}', { parts: names(more) })}
      {less.length > 0 && t(', ') + t('without {parts}', { parts: names(less) })}
    </>
  )
}

const names = (parts: readonly PartId[]): string => list(parts.map((part) => t(partName(part))))
