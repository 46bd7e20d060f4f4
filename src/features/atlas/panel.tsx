/** @file The atlas in the deck: what is run or raced there opens in the tab beside it. */
import { use, useMemo } from 'react'
import { atlasTexts } from '../../i18n/atlas/texts.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { atlasQuery } from './address.ts'
import { Atlas } from './atlas.tsx'
import type { Going } from './going.tsx'

/** The atlas' own page, beside this one. */
const PAGE = './atlas.html'

export function AtlasPanel() {
  const state = useAppState(({ atlas }) => atlas)
  const texts = use(atlasTexts(useAppState(({ language }) => language)))
  const act = useAct()
  const [look, run, race] = [useActionId('lookAtAtlas'), useActionId('runMethod'), useActionId('raceMethods')]
  const [start, toTrainer] = [useActionId('startFromRecipe'), useActionId('exportToTrainer')]
  const [save, explain] = [useActionId('saveCard'), useActionId('openGlossary')]
  const going = useMemo(
    (): Going => ({
      texts,
      change: (update) => act('lookAtAtlas', update),
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
    [act, texts, look, run, race, start, toTrainer, save, explain],
  )
  return <Atlas state={state} going={going} level={2} />
}
