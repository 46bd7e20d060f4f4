/** @file The words of the sentence: how models and contexts are called in running text. */
import type { ModelInfo, ModelRole } from '../../engine/types.ts'
import { mark, said, t } from '../../i18n/words.ts'
import type { OptionGroup } from '../../ui/inline-select.tsx'
import type { ContextKind } from '../../world/types.ts'

/** Completes "The teacher, who has seen ...". */
export const CONTEXT_WORDS: Readonly<Record<ContextKind, string>> = {
  answer: mark('the answer'),
  trace: mark('the worked solution'),
  hint: mark('a hint'),
  demo: mark('a solved sibling'),
  concise: mark('a request to be brief'),
  document: mark('the document'),
  feedback: mark('feedback on this attempt'),
  revise: mark('this attempt with its mark'),
  translation: mark('a translation'),
  'short-context': mark('the facts alone'),
  skill: mark('a summary of the skill'),
  memory: mark('tips from earlier attempts'),
  path: mark('how the problem was made'),
  reflection: mark('a critique of this attempt'),
  success: mark('a right attempt'),
}

const ROLE_LABELS: Readonly<Record<ModelRole, string>> = {
  teacher: mark('Larger models'),
  student: mark('Students'),
  checkpoint: mark('Earlier checkpoints'),
  specialist: mark('Specialists'),
  trained: mark('Trained here'),
}

const TEACHER_ORDER: readonly ModelRole[] = ['teacher', 'student', 'trained', 'checkpoint', 'specialist']
const STUDENT_ORDER: readonly ModelRole[] = ['student', 'trained', 'checkpoint', 'specialist', 'teacher']

/** Every model as a teacher; the student itself reads "same student". */
export function teacherGroups(models: readonly ModelInfo[], teacher: string, student: string): OptionGroup<string>[] {
  const same = { label: t('The same model'), options: [{ value: student, label: t('same student') }] }
  const others = groupByRole(
    models.filter(({ id }) => id !== student),
    TEACHER_ORDER,
    (model) => (model.id === 'teacher' ? t('larger teacher') : sentenceName(model)),
  )
  const [larger, ...rest] = others
  return withCurrent(larger ? [larger, same, ...rest] : [same], teacher, t('larger teacher'))
}

/** Every model as a student. */
export function studentGroups(models: readonly ModelInfo[], student: string): OptionGroup<string>[] {
  return withCurrent(groupByRole(models, STUDENT_ORDER, sentenceName), student, t('student'))
}

function groupByRole(
  models: readonly ModelInfo[],
  order: readonly ModelRole[],
  label: (model: ModelInfo) => string,
): OptionGroup<string>[] {
  return order
    .map((role) => ({
      label: t(ROLE_LABELS[role]),
      options: models.filter((model) => model.role === role).map((model) => ({ value: model.id, label: label(model) })),
    }))
    .filter(({ options }) => options.length > 0)
}

/** A model's name inside a sentence: no capital in front unless it is an abbreviation. */
function sentenceName({ name }: ModelInfo): string {
  return said(/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name)
}

/** Before the manifest is there, or when it lacks the model of a link, the choice still shows what is chosen. */
function withCurrent(groups: OptionGroup<string>[], value: string, usual: string): OptionGroup<string>[] {
  if (groups.some(({ options }) => options.some((option) => option.value === value))) return groups
  const label = value === 'teacher' || value === 'student' ? usual : value
  return [{ label: t('Chosen'), options: [{ value, label }] }, ...groups]
}
