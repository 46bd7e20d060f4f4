/** @file One side of the comparison as a sentence, every underlined word a control, and the button that takes the stage's view. */
import { shortName } from '../../../charts/divergence-unit.ts'
import { DIVERGENCES } from '../../../divergence/registry.ts'
import type { ModelInfo } from '../../../engine/types.ts'
import { GAP_MEASURE } from '../../../store/compare-settings.ts'
import { problemOf } from '../../../store/conditions.ts'
import { useAct, useAppState, useAvailable } from '../../../store/hooks.ts'
import { allRuns } from '../../../store/runs.ts'
import type { AppState, Run } from '../../../store/state.ts'
import { Button } from '../../../ui/button.tsx'
import { InlineSelect } from '../../../ui/inline-select.tsx'
import { CONTEXT_KINDS } from '../../../world/types.ts'
import type { SideView } from './sides.ts'

const ON_STAGE = 'stage'
const NO_CONTEXT = 'none'

const MEASURES = [
  { label: 'Sampled token', options: [{ value: GAP_MEASURE, label: 'the gap' }] },
  { label: 'Divergences', options: DIVERGENCES.map((each) => ({ value: each.id, label: shortName(each) })) },
]

export function SideSentence({ view }: { readonly view: SideView }) {
  const act = useAct()
  const state = useAppState((all) => all)
  const { side, run, teacher, context, measure } = view
  const letter = side.toUpperCase()
  const pin = side === 'a' ? 'pinAsA' : 'pinAsB'
  const canPin = useAvailable(pin)
  const kinds = run ? problemOf(run.problem).contextKinds : CONTEXT_KINDS
  const runs = runGroups(state)
  const chosen = String(state.compared[side] ?? ON_STAGE)
  const contexts = [NO_CONTEXT, ...kinds].map((value) => ({
    value,
    label: value === NO_CONTEXT ? 'no note' : value.replace('-', ' '),
  }))
  return (
    <div className="compare-side">
      <b className="compare-letter" aria-hidden="true">
        {letter}
      </b>
      <p>
        <InlineSelect
          label={`Rollout of ${letter}`}
          voice="student"
          value={runs.some(({ value }) => value === chosen) ? chosen : ON_STAGE}
          groups={[{ label: '', options: runs }]}
          onChange={(value) => act('setSideRun', { side, run: value === ON_STAGE ? null : Number(value) })}
        />{' '}
        as{' '}
        <InlineSelect
          label={`Teacher of ${letter}`}
          voice="teacher"
          value={teacher}
          groups={[{ label: '', options: teachers(state.engine.models, teacher) }]}
          onChange={(value) => act('setSide', { side, part: { teacher: value } })}
        />{' '}
        reads it with{' '}
        <InlineSelect
          label={`Context of ${letter}`}
          voice="context"
          value={context ?? NO_CONTEXT}
          groups={[{ label: '', options: contexts }]}
          onChange={(value) =>
            act('setSide', { side, part: { context: kinds.find((kind) => kind === value) ?? null } })
          }
        />
        , drawn as{' '}
        <InlineSelect
          label={`Measure of ${letter}`}
          value={measure}
          groups={MEASURES}
          onChange={(value) => act('setSide', { side, part: { measure: value } })}
        />
        .
      </p>
      <Button disabled={!canPin} onPress={() => act(pin)}>
        Pin as {letter}
      </Button>
    </div>
  )
}

function teachers(models: readonly ModelInfo[], chosen: string) {
  const known = models.map(({ id, name }) => ({ value: id, label: name }))
  return known.some(({ value }) => value === chosen) ? known : [{ value: chosen, label: chosen }, ...known]
}

/** The stage's, whichever it is, and every finished run by what made it. */
function runGroups(state: AppState): { readonly value: string; readonly label: string }[] {
  const finished = allRuns(state).filter(({ rollout }) => rollout !== null)
  return [
    { value: ON_STAGE, label: 'The rollout on the stage' },
    ...finished.map((run, i) => ({ value: String(run.id), label: `Rollout ${i + 1}: ${madeBy(run, state)}` })),
  ]
}

function madeBy({ student, problem, sampling, fork }: Run, { engine }: AppState): string {
  const name = engine.models.find(({ id }) => id === student)?.name ?? student
  const made = `${name}, ${problem.world} ${problem.problemSeed}, T ${sampling.temperature}, seed ${sampling.seed}`
  return fork ? `${made}, forked` : made
}
