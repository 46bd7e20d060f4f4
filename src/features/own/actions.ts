/** @file Intents of models and words that the visitor brings. */
import type { AnswerCheck, ModelPlan } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { type App, action, actionOf, change, writing } from '../../store/app.ts'
import { changeProblem } from '../../store/rollout-actions.ts'
import { modelById, shippedModels } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import type { PickedFolder } from './folder.ts'
import type { HubPlan } from './hub/plan.ts'
import type { OwnState } from './state.ts'
import { begin, chatOf, FIRST_PROMPT, promptText, setAnswer, setNote, setPrompt, setPromptText } from './words.ts'

/** What a brought model is to be. */
export interface Taking {
  readonly model: string
  readonly as: 'both' | 'teacher'
}

export interface AnswerPart {
  readonly text?: string
  readonly kind?: AnswerCheck['kind']
}

/** Of the adapter, until somebody chooses another. */
const FIRST_RANK = 8

function show(app: App, part: Partial<OwnState>): void {
  app.store.setState(({ brought }) => ({ brought: { ...brought, ...part } }))
}

/** Nothing is loaded by it: that waits for the next sample. */
function take(app: App, { model, as }: Taking): void {
  const { settings, rollout } = app.store.getState()
  const leaves = as === 'both' && rollout !== null && rollout.student !== model
  if (leaves) app.session.stop()
  if (!settings.own) begin(app, { prompt: { text: FIRST_PROMPT } })
  else if (leaves)
    app.store.setState(({ past }) => ({ rollout: null, past: [...past, rollout], pinned: null, hovered: null }))
  // What is brought is trained beside frozen weights, unless somebody asks for all of them.
  change(app, as === 'both' ? { student: model, teacher: model, loraRank: FIRST_RANK } : { teacher: model })
  void app.session.rescore()
}

/** A second model with the student's own tokenizer comes to teach; any other one is student and teacher. */
function placeOf({ info, tokenizer }: ModelPlan, { settings, brought }: AppState): Taking {
  const student = brought.plans.find((plan) => plan.info.id === settings.student)
  const teaches = student !== undefined && student.info.id !== info.id && student.tokenizer === tokenizer
  return { model: info.id, as: teaches ? 'teacher' : 'both' }
}

/** @returns whether it was taken */
async function bring(app: App, folder: PickedFolder): Promise<boolean> {
  const plan = await app.session.brought.bring(folder)
  if (!plan) return false
  const taking = placeOf(plan, app.store.getState())
  take(app, taking)
  const { name } = plan.info
  app.store.setState({
    announcement:
      taking.as === 'both'
        ? t('“{name}” is here: student and teacher until you choose otherwise.', { name })
        : t('“{name}” is here, as the teacher.', { name }),
  })
  return true
}

async function fetchModel(app: App): Promise<void> {
  const { plan } = app.store.getState().brought.hub
  const folder = await app.session.hubModels.use((hub) => hub.fetch())
  if (!plan || !folder || !(await bring(app, folder))) return
  const hubModel = `${plan.id}@${plan.commit}`
  change(app, { hubModel })
  app.store.setState(({ brought }) => ({ brought: { ...brought, hub: { ...brought.hub, used: hubModel } } }))
}

export const OWN_ACTIONS = {
  bringModel: action({
    id: 'bring-model',
    label: 'Bring a model',
    keys: [],
    perform: (app) => show(app, { open: true, asked: app.store.getState().brought.asked + 1 }),
  }),
  bringFolder: actionOf<PickedFolder>({
    id: 'bring-folder',
    label: 'Choose a folder',
    keys: [],
    available: (state) => !writing(state),
    perform: (app, folder) => void bring(app, folder),
  }),
  cancelBringing: action({
    id: 'cancel-bringing',
    label: 'Stop looking through the folder',
    keys: [],
    available: ({ brought }) => brought.reading !== null,
    perform: (app) => app.session.brought.cancel(),
  }),
  dismissRefusal: action({
    id: 'dismiss-refusal',
    label: 'Dismiss what was refused',
    keys: [],
    available: ({ brought }) => brought.refusal !== null,
    perform: (app) => show(app, { refusal: null }),
  }),
  lookUpModel: actionOf<string>({
    id: 'look-up-model',
    label: 'Look up a model of the hub',
    keys: [],
    available: ({ brought }) => !brought.hub.fetching,
    perform: (app, address) => void app.session.hubModels.use((hub) => hub.lookUp(address)),
  }),
  refuseHubModel: action({
    id: 'refuse-hub-model',
    label: 'Do without the model that the link names',
    keys: [],
    available: ({ settings }) => settings.hubModel !== '',
    perform: (app) => change(app, { hubModel: '' }),
  }),
  fetchModel: action({
    id: 'fetch-model',
    label: 'Fetch the model that was looked up',
    keys: [],
    available: ({ brought }) => brought.hub.plan !== null && !brought.hub.fetching,
    perform: (app) => void fetchModel(app),
  }),
  cancelHub: action({
    id: 'cancel-hub',
    label: 'Stop fetching from the hub',
    keys: [],
    available: ({ brought: { hub } }) => hub.fetching || hub.asking !== null,
    perform: (app) => app.session.hubModels.ifOpened((hub) => hub.cancel()),
  }),
  forgetHubPlan: action({
    id: 'forget-hub-plan',
    label: 'Dismiss the model that was looked up',
    keys: [],
    available: ({ brought: { hub } }) => hub.plan !== null && !hub.fetching,
    perform: (app) =>
      app.store.setState(({ brought }) => ({ brought: { ...brought, hub: { ...brought.hub, plan: null } } })),
  }),
  takeUpModel: actionOf<HubPlan>({
    id: 'take-up-model',
    label: 'Take up a model that is kept',
    keys: [],
    available: ({ brought }) => !brought.hub.fetching,
    perform: async (app, plan) => {
      await app.session.hubModels.use((hub) => hub.takeUp(plan))
      const { here } = app.store.getState().brought.hub
      // What is whole asks nobody for anything.
      if (here >= plan.bytes) await fetchModel(app)
    },
  }),
  removeKeptModel: actionOf<HubPlan>({
    id: 'remove-kept-model',
    label: 'Remove a model that is kept',
    keys: [],
    available: ({ brought }) => !brought.hub.fetching,
    perform: (app, plan) => void app.session.hubModels.use((hub) => hub.remove(plan)),
  }),
  listKeptModels: action({
    id: 'list-kept-models',
    label: 'List the models that are kept',
    keys: [],
    perform: (app) => void app.session.hubModels.use((hub) => hub.list()),
  }),
  takeModel: actionOf<Taking>({
    id: 'take-model',
    label: 'Use a model that was brought',
    keys: [],
    available: (state) => !writing(state),
    perform: take,
  }),
  removeModel: actionOf<string>({
    id: 'remove-model',
    label: 'Remove a model that was brought',
    keys: [],
    available: (state) => !writing(state),
    perform: (app, model) => {
      // Whatever was chosen of it goes back to the usual models first, or the page would speak of a model that is gone.
      const { settings, engine } = app.store.getState()
      const usual = shippedModels(app.store.getState())
      const isIt = (id: string): boolean => id === model && modelById(engine.models, id) !== null
      change(app, {
        ...(isIt(settings.student) && { student: usual.student, loraRank: 0 }),
        ...(isIt(settings.teacher) && { teacher: usual.teacher }),
        ...((isIt(settings.student) || isIt(settings.teacher)) && { hubModel: '' }),
      })
      void app.session.brought.remove(model)
    },
  }),
  setOwnPrompt: actionOf<string>({
    id: 'set-own-prompt',
    label: 'Prompt',
    keys: [],
    perform: setPromptText,
  }),
  setOwnForm: actionOf<'text' | 'chat'>({
    id: 'set-own-form',
    label: 'How the prompt is read',
    keys: [],
    perform: (app, form) => {
      const { own } = app.store.getState().settings
      const text = own ? promptText(own) : ''
      setPrompt(app, form === 'chat' ? chatOf('', text) : { text })
    },
  }),
  setSystemText: actionOf<string>({
    id: 'set-system-text',
    label: 'System text',
    keys: [],
    perform: (app, system) => {
      const { own } = app.store.getState().settings
      setPrompt(app, chatOf(system, own ? promptText(own) : ''))
    },
  }),
  showRendered: action({
    id: 'show-rendered',
    label: 'Show the prompt as the student reads it',
    keys: [],
    perform: (app) => void app.session.brought.render(),
  }),
  editRendered: action({
    id: 'edit-rendered',
    label: 'Edit the rendered prompt',
    keys: [],
    available: ({ brought }) => brought.rendered !== null,
    perform: (app) => {
      const { rendered } = app.store.getState().brought
      if (rendered) setPrompt(app, { text: rendered.text, whole: true })
    },
  }),
  setOwnNote: actionOf<string>({
    id: 'set-own-note',
    label: 'Privileged context text',
    keys: [],
    perform: (app, text) => setNote(app, { text }),
  }),
  setNoteTemplate: actionOf<string>({
    id: 'set-note-template',
    label: 'Where the note stands',
    keys: [],
    perform: (app, template) => setNote(app, { template }),
  }),
  setOwnAnswer: actionOf<AnswerPart>({
    id: 'set-own-answer',
    label: 'Answer',
    keys: [],
    perform: (app, part) => {
      const { answer } = app.store.getState().settings.own ?? {}
      const { text = answer?.values.join('\n') ?? '', kind = answer?.kind ?? 'contains' } = part
      setAnswer(app, text === '' ? null : { kind, values: kind === 'one-of' ? text.split('\n') : [text] })
    },
  }),
  leaveOwnWords: action({
    id: 'leave-own-words',
    label: 'Back to the worlds',
    keys: [],
    available: ({ settings, brought }) => settings.own !== null || brought.open,
    perform: (app) => {
      show(app, { open: false, refusal: null })
      if (app.store.getState().settings.own) {
        changeProblem(app, { own: null })
        change(app, { ...shippedModels(app.store.getState()), loraRank: 0, hubModel: '' })
      }
    },
  }),
} as const
