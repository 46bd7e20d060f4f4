/** @file What a run will be, as a sentence whose underlined words are its controls; and what it has come to. */

import { ActionIconButton } from '../../controls/buttons.tsx'
import { ActionNumber, ActionSelect } from '../../controls/fields.tsx'
import { number, t } from '../../i18n/words.ts'
import { chosenRecipe, trainingWorld } from '../../settings/run-setup.ts'
import { LEARNING_RATES, MAX_LORA_RANK, MAX_ROLLOUTS, MAX_SEED, MAX_STEPS } from '../../settings/settings.ts'
import { worldName } from '../../stage/names.ts'
import { recipeGroups } from '../../stage/recipe-groups.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { modelById } from '../../store/scoring.ts'
import { Phrase } from '../../ui/phrase.tsx'
import './sentence.css'

/** What trains, and what a text of the visitor's own can be measured by. */
export function OwnTerms() {
  const { own, loraRank } = useSettings()
  const problems = useAppState((state) => state.problemSet)
  const adapts = useAppState(
    ({ engine, settings }) => settings.loraRank > 0 || modelById(engine.models, settings.student)?.role === 'own',
  )
  return (
    <>
      {adapts && (
        <p className="training-terms">
          <Phrase
            text={t('An adapter (LoRA) of rank {rank} trains beside the frozen weights; at rank 0 all weights train.')}
            places={{
              rank: <ActionNumber name="setLoraRank" value={loraRank} min={0} max={MAX_LORA_RANK} />,
            }}
          />
        </p>
      )}
      {own && (
        <p className="training-terms">
          {problems
            ? t('It learns from {train} problems of “{name}” and is measured on {held} of them that it never sees.', {
                name: t(problems.name),
                train: number(problems.problems.train.length),
                held: number(problems.problems.heldOut.length),
              })
            : own.answer
              ? t('It learns from your one prompt and is measured on the same: nothing is held out.')
              : t(
                  'It learns from your one prompt and is measured on the same. Without an answer nothing counts as right: look at the distance to the teacher.',
                )}
        </p>
      )}
    </>
  )
}

export function Sentence() {
  const settings = useSettings()
  const recipe = chosenRecipe(settings)
  const world = trainingWorld(recipe, settings)
  const isSet = useAppState(({ problemSet }) => problemSet !== null)
  return (
    <p className="training-sentence">
      <Phrase
        text={t(
          'By the recipe {recipe} the {student} learns to solve {problems} from {rollouts} rollouts a step at learning rate {rate}, for {steps} steps of seed {seed}',
        )}
        places={{
          recipe: <ActionSelect name="setRecipe" value={settings.recipe} groups={recipeGroups(settings.ownRecipe)} />,
          student: <span className="training-student">{t('student')}</span>,
          problems: settings.own
            ? isSet
              ? t('your own problems')
              : t('your own problem')
            : world === settings.world
              ? t('such problems')
              : t('{world} problems', { world: worldName(world) }),
          rollouts: (
            <ActionNumber name="setRolloutsPerStep" value={settings.rolloutsPerStep} min={1} max={MAX_ROLLOUTS} />
          ),
          rate: (
            <ActionNumber
              name="setLearningRate"
              value={settings.learningRate}
              min={LEARNING_RATES.min}
              max={LEARNING_RATES.max}
              step={1e-4}
              decimals={6}
            />
          ),
          steps: <ActionNumber name="setSteps" value={settings.steps} min={1} max={MAX_STEPS} step={10} />,
          seed: (
            <span className="training-seed">
              <ActionNumber name="setTrainingSeed" value={settings.trainingSeed} min={0} max={MAX_SEED} />
              <ActionIconButton name="newTrainingSeed" icon="die" />
            </span>
          ),
        }}
      />
    </p>
  )
}
