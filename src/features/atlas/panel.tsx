/** @file The atlas in the deck: what is run or raced there opens in the tab beside it. */
import { use, useMemo } from 'react'
import { atlasTexts } from '../../i18n/atlas/texts.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { atlasQuery, readAtlas } from './address.ts'
import { Atlas } from './atlas.tsx'
import type { Going } from './going.tsx'

/** The atlas' own page, beside this one. */
const PAGE = './atlas.html'

export function AtlasPanel() {
  const { store } = useApp()
  const query = useAppState(({ settings }) => settings.atlas)
  const state = useMemo(() => readAtlas(query), [query])
  const texts = use(atlasTexts(useAppState(({ language }) => language)))
  const act = useAct()
  const [look, run, race] = [useActionId('lookAtAtlas'), useActionId('runMethod'), useActionId('raceMethods')]
  const [start, toTrainer] = [useActionId('startFromRecipe'), useActionId('exportToTrainer')]
  const [save, explain] = [useActionId('saveCard'), useActionId('openGlossary')]
  const going = useMemo(
    (): Going => ({
      texts,
      change: (update) => act('lookAtAtlas', atlasQuery(update(readAtlas(store.getState().settings.atlas)))),
      address: (next) => [PAGE, atlasQuery(next)].filter(Boolean).join('?'),
      ids: { look, run, race, start, toTrainer, save, explain },
      deeds: {
        run: (id) => act('runMethod', id),
        race: (ids) => act('raceMethods', ids),
        choose: (id) => act('setRecipe', id),
        start: (id) => act('startFromRecipe', id),
        toTrainer: (id) => act('exportToTrainer', recipeById(id)),
        save: (name, html) => act('saveCard', { name, html }),
        explain: (term) => act('openGlossary', term),
      },
    }),
    [act, store, texts, look, run, race, start, toTrainer, save, explain],
  )
  return <Atlas state={state} going={going} level={2} />
}
