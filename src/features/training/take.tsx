/** @file The training room's charts taken away: its curves, the frame of the flipbook, and how far the layers moved. */
import { inUnit } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { X_AXIS_NAMES } from '../../settings/x-axis.ts'
import { curvesTable } from '../../store/export/curves-table.ts'
import { visibleText } from '../../store/export/table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useAppState } from '../../store/hooks.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { CHARTS, curvesOf } from './charts.ts'
import type { TrainingState } from './state.ts'
import { framesOf, phaseTimes, shownFrame } from './training-view.ts'

/** Which run, for those who see its charts without their page. */
function runNotes({ run, at }: TrainingState): readonly string[] {
  if (!run) return [t('Nothing is measured yet.')]
  const { setup, name } = run
  return [
    t(
      'Run: {name}; student {student}, teacher {teacher}, {world} at difficulty {difficulty}, seed {seed}; step {step}.',
      {
        ...{ name, student: setup.student, teacher: setup.teacher, world: setup.world, difficulty: setup.difficulty },
        ...{ seed: setup.seed, step: at },
      },
    ),
  ]
}

export function TakeCurves() {
  const training = useAppState((state) => state.training)
  const axis = useAppState((state) => state.settings.xAxis)
  const take = useChartExport(() => {
    const { run, past } = training
    const times = run && phaseTimes(run.reports)
    const phases = Object.entries(times ?? {}).map(([id, y]) => ({ id, points: [{ x: training.at, y }] }))
    return {
      name: 'training-curves',
      title: t('Training'),
      toy: true,
      notes: runNotes(training),
      table: curvesTable(
        [
          ...CHARTS.map((spec) => ({
            chart: `${spec.title}, ${spec.subtitle}`,
            curves: curvesOf(spec, run, past, axis),
          })),
          { chart: 'Time of a step, ms', curves: phases },
        ],
        X_AXIS_NAMES[axis],
      ),
    }
  })
  return <TakeAway chart={t('Training')} {...take} />
}

export function TakeFlipbook() {
  const training = useAppState((state) => state.training)
  const units = useAppState((state) => state.settings.units)
  const take = useChartExport(() => {
    const shown = training.run && framesOf(training.run)[shownFrame(training)]
    const tokens = shown?.frame.tokens ?? []
    return {
      name: 'flipbook',
      title: t('Flipbook'),
      toy: true,
      notes: [...(shown ? [t('The text at step {step}', { step: shown.step })] : []), ...runNotes(training)],
      table: {
        header: ['position', 'token', `gap, ${units}`],
        rows: tokens.map(({ text, gap }, i) => [i + 1, visibleText(text), gap === null ? null : inUnit(gap, units)]),
      },
    }
  })
  return <TakeAway chart={t('Flipbook')} {...take} />
}

export function TakeWeights() {
  const training = useAppState((state) => state.training)
  const take = useChartExport(() => {
    const { run, at } = training
    const measured = run?.evaluations.filter(({ step }) => step <= at) ?? []
    return {
      name: 'layer-movement',
      title: t('How far each layer has moved'),
      toy: true,
      notes: ['‖w − w₀‖ / ‖w₀‖.', ...runNotes(training)],
      table: {
        header: ['step', 'layer', 'share of its own length'],
        rows: measured.flatMap(({ step, movement }) =>
          (movement ?? []).map(({ layer, share }) => [step, layer, share]),
        ),
      },
    }
  })
  return <TakeAway chart={t('Weights')} {...take} />
}
