/** @file Intents of the training room. */
import { learningRateOf } from '../../methods/recipe/recipe.ts'
import { recipeCalled } from '../../settings/own-recipe.ts'
import { LEARNING_RATES, MAX_LORA_RANK, MAX_ROLLOUTS, MAX_SEED, MAX_STEPS } from '../../settings/settings.ts'
import type { XAxis } from '../../settings/x-axis.ts'
import { type App, action, actionOf, change, clamp } from '../../store/app.ts'
import { tellUnreadable } from '../../store/notices.ts'
import { modelById } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { trainingBusy } from './state.ts'

/** New seeds stay short enough to be read aloud. */
const NEW_SEEDS = 10_000
/** Names are labels, not stories. */
const MAX_NAME = 40

const idle = ({ training, race }: AppState): boolean => !trainingBusy(training) && race.activity === 'idle'
const hasWeights = (state: AppState): boolean => idle(state) && state.training.run !== null && state.training.open

/** Rates are shown as they are typed: two digits are enough. */
const rate = (value: number): number => Number(clamp(value, LEARNING_RATES.min, LEARNING_RATES.max).toPrecision(2))

async function useWeights(app: App, part: 'student' | 'teacher'): Promise<void> {
  const { training } = app.store.getState()
  if (!training.run) return
  const { name } = training.run
  const adopted = await app.session.training.adopt(`${name}, step ${training.at}`)
  if (adopted) chooseModel(app, part, adopted.model)
}

/** Both files of PEFT's layout, in one that unpacks to them. */
async function saveAdapter(app: App): Promise<void> {
  const { run, at } = app.store.getState().training
  const weights = await app.session.training.saveAdapter()
  if (!run?.setup.lora || !weights) return
  const { adapterConfig } = await import('../../engine/training/adapter-files.ts')
  const base = modelById(app.store.getState().engine.models, run.setup.student)?.name ?? run.setup.student
  const config = JSON.stringify(adapterConfig(run.setup.lora, base), null, 1)
  const { zipSync } = await import('fflate')
  const files = { 'adapter_config.json': new TextEncoder().encode(config), 'adapter_model.safetensors': weights }
  app.files.save(`${run.setup.recipe.id}-step-${at}-lora.zip`, zipSync(files, { level: 0 }), 'application/zip')
}

function chooseModel(app: App, part: 'student' | 'teacher', model: string): void {
  const { settings } = app.store.getState()
  const teachesItself = part === 'student' && settings.teacher === settings.student
  change(app, teachesItself ? { student: model, teacher: model } : { [part]: model })
  void app.session.rescore()
}

export const TRAINING_ACTIONS = {
  train: action({
    id: 'train',
    label: 'Train',
    keys: [],
    available: idle,
    perform: (app) => void app.session.training.train(),
  }),
  pauseTraining: action({
    id: 'pause-training',
    label: 'Pause',
    keys: [],
    available: ({ training }) => trainingBusy(training) && training.activity !== 'pausing',
    perform: (app) => app.session.training.pause(),
  }),
  stepTraining: action({
    id: 'step-training',
    label: 'Step of training',
    keys: ['.'],
    available: idle,
    perform: (app) => void app.session.training.step(),
  }),
  resetTraining: action({
    id: 'reset-training',
    label: 'Reset',
    keys: [],
    available: ({ training }) => training.run !== null || trainingBusy(training),
    perform: (app) => void app.session.training.reset(),
  }),
  rewindTraining: actionOf<number>({
    id: 'rewind-training',
    label: 'Rewind',
    keys: [],
    available: hasWeights,
    perform: (app, step) => void app.session.training.rewind(step),
  }),
  restoreLastGood: action({
    id: 'restore-last-good-step',
    label: 'Restore the last good step',
    keys: [],
    available: (state) => hasWeights(state) && state.training.fault !== null,
    perform: (app) => {
      const { checkpoints, fault } = app.store.getState().training
      const good = checkpoints.filter((step) => step < (fault?.step ?? 0)).at(-1)
      void app.session.training.rewind(good ?? 0)
    },
  }),
  lookAtFrame: actionOf<number | null>({
    id: 'look-at-frame',
    label: 'Flipbook frame',
    keys: [],
    perform: (app, frame) => app.store.setState(({ training }) => ({ training: { ...training, frame } })),
  }),
  setRecipe: actionOf<string>({
    id: 'set-recipe',
    label: 'Recipe',
    keys: [],
    // A recipe brings the learning rate that fits it.
    perform: (app, recipe) => {
      const { ownRecipe } = app.store.getState().settings
      change(app, { recipe, learningRate: learningRateOf(recipeCalled(recipe, ownRecipe)) })
    },
  }),
  setLearningRate: actionOf<number>({
    id: 'set-learning-rate',
    label: 'Learning rate',
    keys: [],
    perform: (app, value) => change(app, { learningRate: rate(value) }),
  }),
  setRolloutsPerStep: actionOf<number>({
    id: 'set-rollouts-per-step',
    label: 'Rollouts per step',
    keys: [],
    perform: (app, value) => change(app, { rolloutsPerStep: clamp(Math.round(value), 1, MAX_ROLLOUTS) }),
  }),
  setSteps: actionOf<number>({
    id: 'set-steps',
    label: 'Steps',
    keys: [],
    perform: (app, value) => change(app, { steps: clamp(Math.round(value), 1, MAX_STEPS) }),
  }),
  setTrainingSeed: actionOf<number>({
    id: 'set-training-seed',
    label: 'Training seed',
    keys: [],
    perform: (app, seed) => change(app, { trainingSeed: clamp(Math.round(seed), 0, MAX_SEED) }),
  }),
  newTrainingSeed: action({
    id: 'new-training-seed',
    label: 'New training seed',
    keys: [],
    perform: (app) => change(app, { trainingSeed: app.randomSeed() % NEW_SEEDS }),
  }),
  setXAxis: actionOf<XAxis>({
    id: 'set-x-axis',
    label: 'Curves over',
    keys: [],
    perform: (app, xAxis) => change(app, { xAxis }),
  }),
  renameRun: actionOf<{ readonly id: number; readonly name: string }>({
    id: 'rename-run',
    label: 'Name of the run',
    keys: [],
    perform: (app, { id, name }) => {
      const given = name.trim().slice(0, MAX_NAME)
      if (given === '') return
      app.store.setState(({ training }) => ({
        training: {
          ...training,
          run: training.run?.id === id ? { ...training.run, name: given } : training.run,
          past: training.past.map((run) => (run.id === id ? { ...run, name: given } : run)),
        },
      }))
    },
  }),
  forgetRun: actionOf<number>({
    id: 'forget-run',
    label: 'Forget the run',
    keys: [],
    perform: (app, id) =>
      app.store.setState(({ training }) => ({
        training: { ...training, past: training.past.filter((run) => run.id !== id) },
      })),
  }),
  saveWeights: action({
    id: 'save-weights',
    label: 'Save weights',
    keys: [],
    available: hasWeights,
    perform: async (app) => {
      const { run, at } = app.store.getState().training
      const bytes = await app.session.training.save()
      if (run && bytes)
        app.files.save(`${run.setup.recipe.id}-step-${at}.safetensors`, bytes, 'application/octet-stream')
    },
  }),
  saveAdapter: action({
    id: 'save-adapter',
    label: 'Save adapter',
    keys: [],
    available: (state) => hasWeights(state) && state.training.run?.setup.lora !== undefined,
    perform: (app) => void saveAdapter(app),
  }),
  setLoraRank: actionOf<number>({
    id: 'set-lora-rank',
    label: 'Rank of the adapter',
    keys: [],
    perform: (app, value) => change(app, { loraRank: clamp(Math.round(value), 0, MAX_LORA_RANK) }),
  }),
  useAsStudent: action({
    id: 'use-as-student',
    label: 'Use as student',
    keys: [],
    available: hasWeights,
    perform: (app) => void useWeights(app, 'student'),
  }),
  useAsTeacher: action({
    id: 'use-as-teacher',
    label: 'Use as teacher',
    keys: [],
    available: hasWeights,
    perform: (app) => void useWeights(app, 'teacher'),
  }),
  loadWeights: actionOf<File>({
    id: 'load-weights',
    label: 'Load weights',
    keys: [],
    available: idle,
    perform: async (app, file) => {
      const bytes = await file.arrayBuffer().catch(() => null)
      if (bytes === null) return tellUnreadable(app.store, file.name)
      const adopted = await app.session.training.adoptFile(
        new Uint8Array(bytes),
        file.name.replace(/\.safetensors$/, ''),
      )
      if (adopted) chooseModel(app, 'student', adopted.model)
    },
  }),
} as const
