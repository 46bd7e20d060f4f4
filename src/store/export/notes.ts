/** @file What a chart that leaves the page says of its origin: who wrote, who read, and under which settings. */
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import { modelById, truncationWords, viewOf } from '../scoring.ts'
import type { AppState } from '../state.ts'

/** Lines for below a chart; none where there is no rollout. */
export function chartNotes({
  rollout,
  settings,
  engine,
}: Pick<AppState, 'rollout' | 'settings' | 'engine'>): readonly string[] {
  if (!rollout) return []
  const { divergence, units } = settings
  const named = (id: string): string => modelById(engine.models, id)?.name ?? id
  const student = named(rollout.student)
  const teacher = named(settings.teacher)
  const { context } = viewOf({ rollout, settings })
  const { name, direction } = divergenceById(divergence)
  const { world, difficulty, problemSeed } = rollout.problem
  return [
    context === null
      ? t('Student {student}, teacher {teacher} without privileged context.', { student, teacher })
      : t('Student {student}, teacher {teacher} with the privileged context “{context}”.', {
          ...{ student, teacher, context },
        }),
    t('Problem {problem} of {world}, difficulty {difficulty}; sampling seed {seed}, {drawn}.', {
      ...{ problem: problemSeed, world, difficulty, seed: rollout.sampling.seed },
      drawn: [
        t('temperature {value}', { value: rollout.sampling.temperature }),
        ...truncationWords(rollout.sampling),
      ].join(', '),
    }),
    t('Divergence on view: {name}, {direction}; unit: {unit}.', { name, direction, unit: units }),
    ...(rollout.origin === 'recorded' ? [t('Replayed from a recorded trace.')] : []),
  ]
}
