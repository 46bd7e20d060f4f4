/** @file One side of the comparison as a sentence, every underlined word a control, and the button that takes the stage's view. */

import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { DIVERGENCES } from '../../divergence/registry.ts'
import type { ModelInfo } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { contextName, modelName, worldName } from '../../stage/names.ts'
import { useAppState } from '../../store/hooks.ts'
import { GAP_MEASURE } from '../../store/provenance/provenance.ts'
import { allRollouts } from '../../store/rollout-history.ts'
import { problemOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { CONTEXT_KINDS } from '../../world/types.ts'
import type { SideView } from './sides.ts'

const ON_STAGE = 'stage'
const NO_CONTEXT = 'none'

const measures = () => [
  { label: t('Sampled token'), options: [{ value: GAP_MEASURE, label: t('the gap') }] },
  { label: t('Divergences'), options: DIVERGENCES.map((each) => ({ value: each.id, label: t(each.shortName) })) },
]

export function SideSentence({ view }: { readonly view: SideView }) {
  const state = useAppState((all) => all)
  const { side, run: rollout, teacher, context, measure } = view
  const letter = side.toUpperCase()
  const pin = side === 'a' ? 'pinAsA' : 'pinAsB'
  const kinds = rollout ? problemOf(rollout.problem).contextKinds : CONTEXT_KINDS
  const runs = runGroups(state)
  const chosen = String(state.compared[side] ?? ON_STAGE)
  const contexts = [
    { value: NO_CONTEXT, label: t('no note') },
    ...kinds.map((kind) => ({ value: String(kind), label: contextName(kind) })),
  ]
  return (
    <div className="compare-side">
      <b className="compare-letter" aria-hidden="true">
        {letter}
      </b>
      <p>
        <Phrase
          text={t('{rollout} as {teacher} reads it with {context}, drawn as {measure}.')}
          places={{
            rollout: (
              <ActionSelect
                name="setSideRun"
                label={t('Rollout of {side}', { side: letter })}
                voice="student"
                value={runs.some(({ value }) => value === chosen) ? chosen : ON_STAGE}
                groups={[{ label: '', options: runs }]}
                to={(value) => ({ side, run: value === ON_STAGE ? null : Number(value) })}
              />
            ),
            teacher: (
              <ActionSelect
                name="setSide"
                label={t('Teacher of {side}', { side: letter })}
                voice="teacher"
                value={teacher}
                groups={[{ label: '', options: teachers(state.engine.models, teacher) }]}
                to={(value) => ({ side, part: { teacher: value } })}
              />
            ),
            context: (
              <ActionSelect
                name="setSide"
                label={t('Context of {side}', { side: letter })}
                voice="context"
                value={context ?? NO_CONTEXT}
                groups={[{ label: '', options: contexts }]}
                to={(value) => ({ side, part: { context: kinds.find((kind) => kind === value) ?? null } })}
              />
            ),
            measure: (
              <ActionSelect
                name="setSide"
                label={t('Measure of {side}', { side: letter })}
                value={measure}
                groups={measures()}
                to={(value) => ({ side, part: { measure: value } })}
              />
            ),
          }}
        />
      </p>
      <ActionButton name={pin}>{t('Pin as {side}', { side: letter })}</ActionButton>
    </div>
  )
}

function teachers(models: readonly ModelInfo[], chosen: string) {
  const known = models.map(({ id }) => ({ value: id, label: modelName(id, models) }))
  return known.some(({ value }) => value === chosen)
    ? known
    : [{ value: chosen, label: modelName(chosen, models) }, ...known]
}

/** The stage's, whichever it is, and every finished run by what made it. */
function runGroups(state: AppState): { readonly value: string; readonly label: string }[] {
  const finished = allRollouts(state).filter(({ result }) => result !== null)
  return [
    { value: ON_STAGE, label: t('The rollout on the stage') },
    ...finished.map((rollout, i) => ({
      value: String(rollout.id),
      label: t('Rollout {n}: {made}', { n: i + 1, made: madeBy(rollout, state) }),
    })),
  ]
}

function madeBy({ student, problem, sampling, fork }: RolloutRecord, { engine }: AppState): string {
  const made = t('{student}, {world} {problem}, T {temperature}, seed {seed}', {
    ...{ student: modelName(student, engine.models), world: worldName(problem.world), problem: problem.problemSeed },
    ...{ temperature: sampling.temperature, seed: sampling.seed },
  })
  return fork ? t('{made}, forked', { made }) : made
}
