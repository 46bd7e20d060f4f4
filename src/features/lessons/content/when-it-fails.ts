/** @file Lesson 7: a walk through the failure museum. */
import { mark } from '../../../i18n/words.ts'
import { type App, act } from '../../../store/app.ts'
import type { AppState } from '../../../store/state.ts'
import type { Lesson, LessonPage, SentenceValue, Step } from '../types.ts'

type ExhibitId = AppState['museum']['exhibit']
type Variant = 'broken' | 'fixed'

const resultOf = ({ state }: LessonPage, id: ExhibitId, variant: Variant) => state.museum.results[id]?.[variant]

/** A number in the unit of the exhibit's evidence. */
function inUnit(unit: string | undefined, value: number): SentenceValue {
  if (unit === 'nats') return { nats: value }
  return unit === 'share' ? { share: value } : value
}

function evidenceOf(now: LessonPage, id: ExhibitId, variant: Variant): SentenceValue {
  const result = resultOf(now, id, variant)
  return inUnit(result?.evidence.unit, result?.value ?? Number.NaN)
}

function exhibit(app: App, id: ExhibitId, variant: Variant): void {
  act(app, 'lookAtExhibit', id)
  if (variant === 'broken') act(app, 'showExhibit')
  else act(app, 'fixExhibit', true)
}

/** A step that has an exhibit measured. */
function measured(id: ExhibitId, variant: Variant): Pick<Step, 'at' | 'needs' | 'done' | 'show'> {
  return {
    at: 'museum-panel',
    needs: { tab: 'museum' },
    done: (now) => {
      const { museum } = now.state
      const side = museum.fixed ? 'fixed' : 'broken'
      return (
        museum.exhibit === id && side === variant && museum.busy === null && resultOf(now, id, variant) !== undefined
      )
    },
    show: (app) => exhibit(app, id, variant),
  }
}

const BROKEN = mark('The evidence is {value}, on the failing side of {threshold}.')
const NOT_BROKEN = mark('The evidence is {value}, not on the failing side of {threshold}: this time it does not fail.')

const brokenSaid = (now: LessonPage, id: ExhibitId) => {
  const result = resultOf(now, id, 'broken')
  const evidence = result?.evidence
  const threshold = inUnit(evidence?.unit, evidence?.threshold ?? Number.NaN)
  const value = result?.value ?? Number.NaN
  const failing = evidence && (evidence.fails === 'above' ? value > evidence.threshold : value < evidence.threshold)
  return { text: failing === false ? NOT_BROKEN : BROKEN, values: { value: evidenceOf(now, id, 'broken'), threshold } }
}

export const WHEN_IT_FAILS: Lesson = {
  number: 7,
  title: mark('When it fails'),
  summary: mark(
    'Eight ways in which it goes wrong, reproduced on this device, each with the number that gives it away.',
  ),
  settings: { problemSeed: 37, seed: 1, tab: 'training' },
  steps: [
    {
      id: 'fail-open',
      at: 'tabs',
      say: mark('Distillation fails quietly: the loss goes down all the same. What gives it away is another number.'),
      task: mark('Open the tab “Failure museum”.'),
      done: ({ state }) => state.settings.tab === 'museum',
      show: (app) => act(app, 'openTab', 'museum'),
      seen: () => ({
        text: mark('Eight exhibits. Each states its evidence and a threshold before anything is measured.'),
      }),
    },
    {
      ...measured('hot-sampling', 'broken'),
      id: 'fail-hot',
      say: mark('The first fails before any training: at temperature 2 the texts are not the student’s any more.'),
      task: mark('Choose “Too hot sampling” and press “Show it”.'),
      seen: (now) => brokenSaid(now, 'hot-sampling'),
    },
    {
      ...measured('hot-sampling', 'fixed'),
      id: 'fail-hot-fixed',
      say: mark('Every exhibit has its cure as a switch, measured in the same way.'),
      task: mark('Switch “Fix” on.'),
      seen: (now) => ({
        text: mark('Now it is {value}: same models, same problems, another temperature.'),
        values: { value: evidenceOf(now, 'hot-sampling', 'fixed') },
      }),
    },
    {
      ...measured('top-k-bias', 'broken'),
      id: 'fail-top',
      say: mark('The second is in the reading: two of the teacher’s words for the whole vocabulary.'),
      task: mark('Choose “Top-k bias” and press “Show it”.'),
      seen: (now) => brokenSaid(now, 'top-k-bias'),
    },
    {
      ...measured('swapped-direction', 'broken'),
      id: 'fail-swap',
      say: mark(
        'The third is the oldest: the two directions of KL taken for each other. Draws from the student know which is which.',
      ),
      task: mark('Choose “Swapped direction” and press “Show it”.'),
      seen: (now) => brokenSaid(now, 'swapped-direction'),
    },
    {
      ...measured('length-collapse', 'broken'),
      id: 'fail-short',
      say: mark('The last one is learned: a cost on every token, and the policy gradient finds the cheapest text.'),
      task: mark('Choose “Length collapse” and press “Show it”. It trains for a minute or so.'),
      seen: (now) => ({
        text: mark(
          'Greedy texts of {value} tokens on average; its text for one held-out problem stands in the exhibit.',
        ),
        values: { value: evidenceOf(now, 'length-collapse', 'broken') },
      }),
    },
  ],
}
