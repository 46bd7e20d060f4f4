/** @file What a run will be, as a sentence whose underlined words are its controls; and what it has come to. */

import { t } from '../../i18n/words.ts'
import { FAMILIES, recipeById } from '../../methods/catalogue/registry.ts'
import { trainingWorld } from '../../settings/run-setup.ts'
import { LEARNING_RATES, MAX_ROLLOUTS, MAX_SEED, MAX_STEPS } from '../../settings/settings.ts'
import { useAct, useSettings } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { worldById } from '../../world/registry.ts'
import './sentence.css'

export function Sentence() {
  const act = useAct()
  const settings = useSettings()
  const recipe = recipeById(settings.recipe)
  const world = trainingWorld(recipe, settings)
  const groups = FAMILIES.map(({ name, recipes }) => ({
    label: t(name),
    options: recipes.map((each) => ({ value: each.id, label: each.name })),
  }))
  return (
    <p className="training-sentence">
      <Phrase
        text={t(
          'By the recipe {recipe} the {student} learns to solve {problems} from {rollouts} rollouts a step at learning rate {rate}, for {steps} steps of seed {seed}',
        )}
        places={{
          recipe: (
            <InlineSelect
              label={t('Recipe')}
              value={settings.recipe}
              groups={groups}
              onChange={(id) => act('setRecipe', id)}
            />
          ),
          student: <span className="training-student">{t('student')}</span>,
          problems:
            world === settings.world ? t('such problems') : t('{world} problems', { world: t(worldById(world).name) }),
          rollouts: (
            <NumberField
              label={t('Rollouts per step')}
              value={settings.rolloutsPerStep}
              min={1}
              max={MAX_ROLLOUTS}
              onCommit={(value) => act('setRolloutsPerStep', value)}
            />
          ),
          rate: (
            <NumberField
              label={t('Learning rate')}
              value={settings.learningRate}
              min={LEARNING_RATES.min}
              max={LEARNING_RATES.max}
              step={1e-4}
              decimals={6}
              onCommit={(value) => act('setLearningRate', value)}
            />
          ),
          steps: (
            <NumberField
              label={t('Steps')}
              value={settings.steps}
              min={1}
              max={MAX_STEPS}
              step={10}
              onCommit={(value) => act('setSteps', value)}
            />
          ),
          seed: (
            <span className="training-seed">
              <NumberField
                label={t('Training seed')}
                value={settings.trainingSeed}
                min={0}
                max={MAX_SEED}
                onCommit={(value) => act('setTrainingSeed', value)}
              />
              <IconButton icon="die" label={t('New training seed')} onPress={() => act('newTrainingSeed')} />
            </span>
          ),
        }}
      />
    </p>
  )
}
