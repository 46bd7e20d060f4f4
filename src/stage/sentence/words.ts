/** @file The choices of the sentence: models by what they are. */
import type { ModelInfo, ModelRole } from '../../engine/types.ts'
import { mark, t } from '../../i18n/words.ts'
import type { OptionGroup } from '../../ui/inline-select.tsx'
import { modelName } from '../names.ts'

const ROLE_LABELS: Readonly<Record<ModelRole, string>> = {
  teacher: mark('Larger models'),
  student: mark('Students'),
  checkpoint: mark('Earlier checkpoints'),
  specialist: mark('Specialists'),
  trained: mark('Trained here'),
  own: mark('Your models'),
}

const TEACHER_ORDER: readonly ModelRole[] = ['teacher', 'student', 'trained', 'own', 'checkpoint', 'specialist']
const STUDENT_ORDER: readonly ModelRole[] = ['student', 'trained', 'own', 'checkpoint', 'specialist', 'teacher']

/** Every model as a teacher; the student itself reads "same student". */
export function teacherGroups(models: readonly ModelInfo[], teacher: string, student: string): OptionGroup<string>[] {
  const same = { label: t('The same model'), options: [{ value: student, label: t('same student') }] }
  const others = groupByRole(
    models.filter(({ id }) => id !== student),
    TEACHER_ORDER,
    (id) => modelName(id, models),
  )
  const [larger, ...rest] = others
  return withCurrent(larger ? [larger, same, ...rest] : [same], teacher)
}

/** Every model as a student. */
export function studentGroups(models: readonly ModelInfo[], student: string): OptionGroup<string>[] {
  return withCurrent(
    groupByRole(models, STUDENT_ORDER, (id) => modelName(id, models)),
    student,
  )
}

function groupByRole(
  models: readonly ModelInfo[],
  order: readonly ModelRole[],
  label: (id: string) => string,
): OptionGroup<string>[] {
  return order
    .map((role) => ({
      label: t(ROLE_LABELS[role]),
      options: models.filter((model) => model.role === role).map(({ id }) => ({ value: id, label: label(id) })),
    }))
    .filter(({ options }) => options.length > 0)
}

/** Before the manifest is there, or when it lacks the model of a link, the choice still shows what is chosen. */
function withCurrent(groups: OptionGroup<string>[], value: string): OptionGroup<string>[] {
  if (groups.some(({ options }) => options.some((option) => option.value === value))) return groups
  return [{ label: t('Chosen'), options: [{ value, label: modelName(value, []) }] }, ...groups]
}
