/** @file What a run will be, as a sentence whose underlined words are its controls; and what it has come to. */

import { FAMILIES, recipeById } from '../../methods/catalogue/registry.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { LEARNING_RATES, MAX_ROLLOUTS, MAX_SEED, MAX_STEPS } from '../../store/settings.ts'
import { trainingWorld } from '../../store/training/setup.ts'
import { IconButton } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { worldById } from '../../world/registry.ts'
import './sentence.css'

const RECIPE_GROUPS = FAMILIES.map(({ name, recipes }) => ({
  label: name,
  options: recipes.map((recipe) => ({ value: recipe.id, label: recipe.name })),
}))

export function Sentence() {
  const act = useAct()
  const settings = useAppState((state) => state.settings)
  const recipe = recipeById(settings.recipe)
  const world = trainingWorld(recipe, settings)
  return (
    <p className="training-sentence">
      By the recipe{' '}
      <InlineSelect
        label="Recipe"
        value={settings.recipe}
        groups={RECIPE_GROUPS}
        onChange={(id) => act('setRecipe', id)}
      />{' '}
      the <span className="training-student">student</span> learns to solve{' '}
      {world === settings.world ? 'such problems' : `${worldById(world).name} problems`} from{' '}
      <NumberField
        label="Rollouts per step"
        value={settings.rolloutsPerStep}
        min={1}
        max={MAX_ROLLOUTS}
        onCommit={(value) => act('setRolloutsPerStep', value)}
      />{' '}
      rollouts a step at learning rate{' '}
      <NumberField
        label="Learning rate"
        value={settings.learningRate}
        min={LEARNING_RATES.min}
        max={LEARNING_RATES.max}
        step={1e-4}
        decimals={6}
        onCommit={(value) => act('setLearningRate', value)}
      />
      , for{' '}
      <NumberField
        label="Steps"
        value={settings.steps}
        min={1}
        max={MAX_STEPS}
        step={10}
        onCommit={(value) => act('setSteps', value)}
      />{' '}
      steps of seed{' '}
      <span className="training-seed">
        <NumberField
          label="Training seed"
          value={settings.trainingSeed}
          min={0}
          max={MAX_SEED}
          onCommit={(value) => act('setTrainingSeed', value)}
        />
        <IconButton icon="die" label="New training seed" onPress={() => act('newTrainingSeed')} />
      </span>
    </p>
  )
}
