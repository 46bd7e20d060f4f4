/** @file The recipe as a sentence: what is going on, every underlined word a control. */
import { ActionNumber, ActionSelect } from '../../controls/fields.tsx'
import { DIVERGENCES } from '../../divergence/registry.ts'
import { mark, t } from '../../i18n/words.ts'
import { MAX_SEED } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import { contextFor, problemOf, problemRef } from '../../store/scoring.ts'
import { useHidden } from '../../ui/hidden.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { worldById } from '../../world/registry.ts'
import { WORLD_IDS } from '../../world/types.ts'
import { contextName, worldName } from '../names.ts'
import { ContextSwitch } from './context-switch.tsx'
import './settings-sentence.css'
import { TemperatureSlider } from './temperature-slider.tsx'
import { studentGroups, teacherGroups } from './words.ts'

const worldGroups = () => [{ label: t('World'), options: WORLD_IDS.map((id) => ({ value: id, label: worldName(id) })) }]

const KINDS = [
  { label: mark('Full distributions'), kind: 'full' },
  { label: mark('Sampled token only'), kind: 'sampled' },
] as const

const divergenceGroups = () =>
  KINDS.map(({ label, kind }) => ({
    label: t(label),
    options: DIVERGENCES.filter((divergence) => divergence.kind === kind).map(({ id, name }) => ({
      value: id,
      label: t(name),
    })),
  }))

export function SettingsSentence() {
  return (
    <section className="recipe" data-part="settings-sentence" aria-label={t('Recipe')}>
      <Task />
      <Reading />
    </section>
  )
}

/** Who writes what. */
function Task() {
  const settings = useSettings()
  const models = useAppState((state) => state.engine.models)
  const { min, max } = worldById(settings.world).difficulty
  const student = (
    <ActionSelect
      name="setStudent"
      voice="student"
      value={settings.student}
      groups={studentGroups(models, settings.student)}
    />
  )
  if (settings.own)
    return (
      <p>
        <Phrase
          text={t('The {student} goes on from your own words at temperature {temperature}.')}
          places={{ student, temperature: <TemperatureSlider /> }}
        />
      </p>
    )
  return (
    <p>
      <Phrase
        text={t(
          'The {student} solves {world} problem {problem} of difficulty {difficulty} at temperature {temperature}.',
        )}
        places={{
          student,
          world: (
            <Word>
              <ActionSelect name="setWorld" value={settings.world} groups={worldGroups()} />
            </Word>
          ),
          problem: <ActionNumber name="setProblem" value={settings.problemSeed} min={0} max={MAX_SEED} />,
          difficulty: <ActionNumber name="setDifficulty" value={settings.difficulty} min={min} max={max} />,
          temperature: <TemperatureSlider />,
        }}
      />
    </p>
  )
}

/** Stands among the teachers and is no model of this page: it leads to where its address is given. */
const SERVER = 'on-a-server'

/** Who reads it, knowing what, and how disagreement is measured. */
function Reading() {
  const settings = useSettings()
  const models = useAppState((state) => state.engine.models)
  const kind = contextFor(settings)
  const { contextKinds } = problemOf(problemRef(settings))
  const act = useAct()
  const toServer = useActionId('openRemote')
  const elsewhere = useHidden(toServer)
    ? []
    : [{ label: t('Elsewhere'), options: [{ value: SERVER, label: t('on a server …') }] }]
  const contexts = [
    { label: t('Context'), options: contextKinds.map((value) => ({ value, label: contextName(value) })) },
  ]
  return (
    <p>
      <Phrase
        text={
          settings.marks === 'gap'
            ? t('The {teacher}, who {seen} {context}, marks every token. Disagreement is measured by {divergence}')
            : t('The {teacher}, who {seen} {context}, marks every token by how far they disagree, in {divergence}')
        }
        places={{
          teacher: (
            <ActionSelect
              name="setTeacher"
              voice="teacher"
              value={settings.teacher}
              groups={[...teacherGroups(models, settings.teacher, settings.student), ...elsewhere]}
              to={(value) => {
                if (value !== SERVER) return value
                act('openRemote')
                return undefined
              }}
            />
          ),
          seen: <ContextSwitch disabled={kind === null} />,
          // A text of the visitor's own may have no note yet.
          context:
            kind === null ? (
              <span className="inline-word context">{contextName(settings.context)}</span>
            ) : (
              <ActionSelect
                name="setContext"
                voice="context"
                value={kind}
                groups={contexts}
                dimmed={!settings.privileged}
              />
            ),
          // With the full stop, which must not stand alone on a line.
          divergence: (
            <Word>
              <ActionSelect name="setDivergence" value={settings.divergence} groups={divergenceGroups()} />
              {t('.')}
            </Word>
          ),
        }}
      />
    </p>
  )
}

/** Keeps a control and the sign after it on one line. */
function Word({ children }: { readonly children: React.ReactNode }) {
  return <span className="recipe-word">{children}</span>
}
