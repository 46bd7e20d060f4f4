/** @file What the recipe rules out as it stands, with the reason, and what the last change added to that. */
import { useEffect, useRef, useState } from 'react'
import { count, t } from '../../i18n/words.ts'
import { pathText } from '../../methods/schema/recipe-error.ts'
import { useBench } from './bench.ts'
import type { Blocked } from './blocked.ts'
import { errorWords } from './error-words.ts'
import { placeName, valueName } from './words.ts'

const keyOf = ({ path, value }: Blocked): string => `${pathText(path)} ${value}`

export function NotPossible() {
  const { blocked } = useBench()
  const before = useRef(blocked)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (before.current === blocked) return
    const known = before.current?.map(keyOf)
    before.current = blocked
    // What is known first is no change.
    setFresh(new Set(known ? blocked?.map(keyOf).filter((key) => !known.includes(key)) : []))
  }, [blocked])
  if (blocked === null || blocked.length === 0) return null
  // What has one reason is told once.
  const groups = new Map<string, readonly Blocked[]>()
  for (const each of blocked) {
    const why = errorWords(each.wrong)
    groups.set(why, [...(groups.get(why) ?? []), each])
  }
  const anew = blocked.filter((each) => fresh.has(keyOf(each))).length
  return (
    <details className="workbench-blocked">
      <summary>
        {count(blocked.length, '# choice is not possible now', '# choices are not possible now')}
        {anew > 0 && <b> {t('{n} of them since the last change', { n: anew })}</b>}
      </summary>
      <ul>
        {[...groups].map(([why, all]) => (
          <li key={why}>
            <span>
              {all.map((each, i) => (
                <span key={keyOf(each)} className={fresh.has(keyOf(each)) ? 'fresh' : undefined}>
                  {i > 0 && ', '}
                  {placeName(each.key)} “{valueName(each.key, each.value)}”{fresh.has(keyOf(each)) && ` (${t('new')})`}
                </span>
              ))}
            </span>
            : <span>{why}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
