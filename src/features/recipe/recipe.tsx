/** @file The recipe as a sentence: what is going on, every underlined word a control. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { contextFor, problemOf, problemRef } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { MAX_SEED } from '../../store/settings.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { WORLDS, worldById } from '../../world/registry.ts'
import { WORLD_IDS } from '../../world/types.ts'
import { ContextSwitch } from './context-switch.tsx'
import './recipe.css'
import { TemperatureSlider } from './temperature-slider.tsx'
import { CONTEXT_WORDS, studentGroups, teacherGroups } from './words.ts'

const WORLD_GROUPS = [{ label: 'World', options: WORLD_IDS.map((id) => ({ value: id, label: WORLDS[id].name })) }]
const DIVERGENCE_GROUPS = [
  { label: 'Full distributions', kind: 'full' },
  { label: 'Sampled token only', kind: 'sampled' },
].map(({ label, kind }) => ({
  label,
  options: DIVERGENCES.filter((divergence) => divergence.kind === kind).map(({ id, name }) => ({
    value: id,
    label: name,
  })),
}))

export function Recipe() {
  const act = useAct()
  const settings = useAppState((state) => state.settings)
  const models = useAppState((state) => state.engine.models)
  const kind = contextFor(settings)
  const { contextKinds } = problemOf(problemRef(settings))
  const { min, max } = worldById(settings.world).difficulty
  const contexts = [
    { label: 'Context', options: contextKinds.map((value) => ({ value, label: CONTEXT_WORDS[value] })) },
  ]
  return (
    <section className="recipe" aria-label="Recipe">
      <p>
        The{' '}
        <InlineSelect
          label="Student"
          voice="student"
          value={settings.student}
          groups={studentGroups(models, settings.student)}
          onChange={(student) => act('setStudent', student)}
        />{' '}
        solves{' '}
        <Word>
          <InlineSelect
            label="World"
            value={settings.world}
            groups={WORLD_GROUPS}
            onChange={(world) => act('setWorld', world)}
          />
        </Word>{' '}
        problem{' '}
        <NumberField
          label="Problem seed"
          value={settings.problemSeed}
          min={0}
          max={MAX_SEED}
          onCommit={(seed) => act('setProblem', seed)}
        />{' '}
        of difficulty{' '}
        <NumberField
          label="Difficulty"
          value={settings.difficulty}
          min={min}
          max={max}
          onCommit={(difficulty) => act('setDifficulty', difficulty)}
        />{' '}
        at temperature <TemperatureSlider />.
      </p>
      <p>
        The{' '}
        <InlineSelect
          label="Teacher"
          voice="teacher"
          value={settings.teacher}
          groups={teacherGroups(models, settings.teacher, settings.student)}
          onChange={(teacher) => act('setTeacher', teacher)}
        />
        , who <ContextSwitch disabled={kind === null} />{' '}
        {kind !== null && (
          <InlineSelect
            label="Context"
            voice="context"
            value={kind}
            groups={contexts}
            dimmed={!settings.privileged}
            onChange={(context) => act('setContext', context)}
          />
        )}
        , marks every token. Disagreement is measured by{' '}
        <Word>
          <InlineSelect
            label="Divergence"
            value={settings.divergence}
            groups={DIVERGENCE_GROUPS}
            onChange={(divergence) => act('setDivergence', divergence)}
          />
          .
        </Word>
      </p>
    </section>
  )
}

/** Keeps a control and the sign after it on one line. */
function Word({ children }: { readonly children: React.ReactNode }) {
  return <span className="recipe-word">{children}</span>
}
