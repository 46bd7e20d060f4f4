/** @file How fast a model is expected to write, in a card's words. */
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { modelById } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { expectedPace } from './pace.ts'

/** As a fact of a card: its name and its words, with how they came about. */
export function usePace(id: string | null, parameters: number): readonly [string, string] {
  return [t('Speed'), useAppState((state) => paceWords(state, id, parameters))]
}

function paceWords({ engine, brought }: AppState, id: string | null, parameters: number): string {
  const expected = engine.info && expectedPace({ id, parameters }, engine.info.backend, brought.paces)
  if (!expected) return t('not known before a model of about its size has written here')
  const rate = expected.tokensPerSecond
  const pace = rate < 10 ? rate.toFixed(1) : rate.toFixed(0)
  if (expected.kind === 'measured') return t('{pace} tokens a second, measured here', { pace })
  return t('about {pace} tokens a second, by what “{name}” took here and the number of weights', {
    pace,
    name: modelById(engine.models, expected.by.model)?.name ?? expected.by.model,
  })
}
