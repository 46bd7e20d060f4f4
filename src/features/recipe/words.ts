/** @file The words of the sentence: how models and contexts are called in running text. */
import type { ModelInfo, ModelRole } from '../../engine/types.ts'
import type { OptionGroup } from '../../ui/inline-select.tsx'
import type { ContextKind } from '../../world/types.ts'

/** Completes "The teacher, who has seen ...". */
export const CONTEXT_WORDS: Readonly<Record<ContextKind, string>> = {
  answer: 'the answer',
  trace: 'the worked solution',
  hint: 'a hint',
  demo: 'a solved sibling',
  concise: 'a request to be brief',
  document: 'the document',
  feedback: 'feedback on this attempt',
  revise: 'this attempt with its mark',
  translation: 'a translation',
  'short-context': 'the facts alone',
  skill: 'a summary of the skill',
  memory: 'tips from earlier attempts',
  path: 'how the problem was made',
  reflection: 'a critique of this attempt',
  success: 'a right attempt',
}

const ROLE_LABELS: Readonly<Record<ModelRole, string>> = {
  teacher: 'Larger models',
  student: 'Students',
  checkpoint: 'Earlier checkpoints',
  specialist: 'Specialists',
  trained: 'Trained here',
}

const TEACHER_ORDER: readonly ModelRole[] = ['teacher', 'student', 'trained', 'checkpoint', 'specialist']
const STUDENT_ORDER: readonly ModelRole[] = ['student', 'trained', 'checkpoint', 'specialist', 'teacher']

/** Every model as a teacher; the student itself reads "same student". */
export function teacherGroups(models: readonly ModelInfo[], teacher: string, student: string): OptionGroup<string>[] {
  const same = { label: 'The same model', options: [{ value: student, label: 'same student' }] }
  const others = groupByRole(
    models.filter(({ id }) => id !== student),
    TEACHER_ORDER,
    (model) => (model.id === 'teacher' ? 'larger teacher' : sentenceName(model)),
  )
  const [larger, ...rest] = others
  return withCurrent(larger ? [larger, same, ...rest] : [same], teacher, 'larger teacher')
}

/** Every model as a student. */
export function studentGroups(models: readonly ModelInfo[], student: string): OptionGroup<string>[] {
  return withCurrent(groupByRole(models, STUDENT_ORDER, sentenceName), student, 'student')
}

function groupByRole(
  models: readonly ModelInfo[],
  order: readonly ModelRole[],
  label: (model: ModelInfo) => string,
): OptionGroup<string>[] {
  return order
    .map((role) => ({
      label: ROLE_LABELS[role],
      options: models.filter((model) => model.role === role).map((model) => ({ value: model.id, label: label(model) })),
    }))
    .filter(({ options }) => options.length > 0)
}

/** A model's name inside a sentence: no capital in front unless it is an abbreviation. */
function sentenceName({ name }: ModelInfo): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** Before the manifest is there, or when it lacks the model of a link, the choice still shows what is chosen. */
function withCurrent(groups: OptionGroup<string>[], value: string, usual: string): OptionGroup<string>[] {
  if (groups.some(({ options }) => options.some((option) => option.value === value))) return groups
  const label = value === 'teacher' || value === 'student' ? usual : value
  return [{ label: 'Chosen', options: [{ value, label }] }, ...groups]
}
