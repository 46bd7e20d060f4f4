/** @file Run, pause, step, reset, and how fast; the teachers that show a point each; who learns. */
import { useEffect } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import { PRESETS } from '../../divergence/toy/presets.ts'
import { STUDENT_KINDS, type StudentKind } from '../../divergence/toy/student.ts'
import { count, mark, t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState, useAwake } from '../../store/hooks.ts'
import { MOST_TOY_STEPS, TOY_SPEEDS } from './descent.ts'
import { useDescent } from './use-descent.ts'

/** Where nothing may move, a press shows what this many steps do. */
const STEPS_OF_A_CUT = 50

const prefersCuts = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export function DescentControls() {
  const act = useAct()
  const running = useDescent((state) => state.running)
  const speed = useDescent((state) => state.speed)
  const ended = useDescent((state) => state.step >= MOST_TOY_STEPS)
  const awake = useAwake()
  useFrames(running && awake, () => {
    const cut = prefersCuts()
    act('stepDescent', cut ? STEPS_OF_A_CUT : speed)
    if (cut) act('pauseDescent')
  })
  return (
    <div className="bench-controls">
      <RunOrPause />
      <ActionButton name="stepDescent" disabled={running || ended} argument={1} />
      <ActionButton name="resetDescent" />
      <span className="bench-speed">
        <span aria-hidden="true">{t('speed')}</span>
        <ActionSlider
          name="setDescentSpeed"
          value={speed}
          {...TOY_SPEEDS}
          step={1}
          valueText={count(speed, '# step a frame', '# steps a frame')}
        />
      </span>
      <StepCount />
    </div>
  )
}

export function RunOrPause() {
  const running = useDescent((state) => state.running)
  return running ? (
    <ActionButton name="pauseDescent" icon="pause" tone="primary" />
  ) : (
    <ActionButton name="runDescent" icon="play" tone="primary" />
  )
}

function StepCount() {
  const step = useDescent((state) => state.step)
  return (
    <span className="bench-step numeric">
      {t('step')} <b>{step}</b>
    </span>
  )
}

/** Calls `frame` before every paint while it is on. */
function useFrames(on: boolean, frame: () => void): void {
  useEffect(() => {
    if (!on) return
    let handle = requestAnimationFrame(function next() {
      frame()
      handle = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(handle)
  })
}

export function Scene() {
  const choosePreset = useActionId('chooseToyPreset')
  const act = useAct()
  const teacher = useAppState((state) => state.settings.toyTeacher)
  const current = PRESETS.find((preset) => JSON.stringify(preset.teacher) === JSON.stringify(teacher))
  return (
    <div className="bench-scene">
      <div className="bench-presets">
        {PRESETS.map((preset) => (
          <button
            key={preset.id}
            type="button"
            className="bench-preset"
            data-action={choosePreset}
            aria-pressed={preset === current}
            onClick={() => act('chooseToyPreset', preset)}
          >
            {t(preset.name)}
          </button>
        ))}
        <ActionButton name="addToyMode" tone="quiet">
          {t('Add a mode')}
        </ActionButton>
        <ActionButton name="removeToyMode" tone="quiet">
          {t('Remove a mode')}
        </ActionButton>
      </div>
      <StudentSwitch />
      <p className="bench-lesson" data-glance="wide">
        {current ? t(current.lesson) : t('Your own teacher. Let the students run and see who covers what.')}
      </p>
    </div>
  )
}

const KIND_NAMES: Readonly<Record<StudentKind, string>> = {
  gaussian: mark('a single Gaussian'),
  categorical: mark('a free categorical'),
}

function StudentSwitch() {
  const setStudent = useActionId('setToyStudent')
  const act = useAct()
  const kind = useAppState((state) => state.settings.toyStudent)
  return (
    <fieldset className="bench-student">
      <legend>{t('The student is')}</legend>
      {STUDENT_KINDS.map((each) => (
        <label key={each}>
          <input
            type="radio"
            data-action={setStudent}
            name="bench-student"
            checked={each === kind}
            onChange={() => act('setToyStudent', each)}
          />
          {t(KIND_NAMES[each])}
        </label>
      ))}
    </fieldset>
  )
}
