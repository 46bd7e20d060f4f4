/** @file That the run learns from a teacher on a server, or why the recipe cannot. Fetched once there is such a teacher. */
import { t } from '../../i18n/words.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { servedNeeds } from '../../methods/served.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'

/** So many recipes are named that can. */
const NAMED = 3

export function ServedNote() {
  const act = useAct()
  const action = useActionId('teachRemotely')
  const served = useAppState(({ servedTeacher }) => servedTeacher)
  const recipe = useAppState(({ settings }) => chosenRecipe(settings))
  const reads = useAppState(({ training }) => training.serverReads)
  if (!served) return null
  const needs = servedNeeds(recipe)
  const able = RECIPES.filter((each) => !('why' in servedNeeds(each))).map(({ name }) => name)
  return (
    <p className="training-served">
      {'why' in needs
        ? t('“{recipe}” cannot learn from {model} on a server: {why}. These can: {able}.', {
            ...{ recipe: recipe.name, model: served.model, why: t(needs.why), able: able.slice(0, NAMED).join(', ') },
          })
        : needs.topK > served.topK
          ? t(
              'This recipe reads the {k} likeliest words of the teacher, and {model} is asked for {asked}: ask for more.',
              {
                ...{ k: needs.topK, model: served.model, asked: served.topK },
              },
            )
          : t('The teacher is {model} on a server, asked at every step; the teacher here only measures.', {
              model: served.model,
            })}{' '}
      <Button action={action} tone="quiet" onPress={() => act('teachRemotely', false)}>
        {t('Use the teacher here')}
      </Button>{' '}
      <span className="numeric">
        {reads && t('The server has read {read} of {of} texts of this step.', { read: reads.read, of: reads.of })}
      </span>
    </p>
  )
}
