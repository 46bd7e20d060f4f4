/** @file The recipe as a sentence whose underlined words are its main choices. */
import { t } from '../../i18n/words.ts'
import type { Phase } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { useActionId } from '../../store/hooks.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { isRuledOut, useBench } from './bench.ts'
import type { Path } from './edits.ts'
import { Refusal, ShapeField } from './shape-field.tsx'
import { type Json, type Kind, ofKind, SHAPES, type Shape } from './shapes.ts'
import { placeName, valueName } from './words.ts'

export function BenchSentence() {
  const { recipe, phase, at } = useBench()
  const here = (recipe.phases as readonly Phase<Term>[])[phase]
  if (!here) return null
  const [draw] = here.rollouts.draws
  const [term] = here.loss
  const first: Path = [...at, 'rollouts', 'draws', 0]
  const each = field(SHAPES.draw, 'each')
  const writer = field(SHAPES.draw, 'writer')
  const places = {
    teacher: <TeacherWord />,
    context: <ContextWord />,
    writer: writer && <ShapeField shape={writer} path={[...first, 'writer']} value={draw.writer} name="writer" />,
    each: each && <ShapeField shape={each} path={[...first, 'each']} value={draw.each} name="each" />,
    loss: <LossWord term={term} path={[...at, 'loss', 0]} />,
    support: <SupportWord term={term} path={[...at, 'loss', 0]} />,
  }
  return (
    <p className="workbench-sentence">
      <Phrase
        text={
          term.kind === 'divergence'
            ? t(
                'The teacher is {teacher} and sees {context}. Of every problem, {writer} writes {each}. The student learns by {loss} over {support}.',
              )
            : t(
                'The teacher is {teacher} and sees {context}. Of every problem, {writer} writes {each}. The student learns by {loss}.',
              )
        }
        places={places}
      />
      <Refusal path={['teacher']} />
      <Refusal path={['context']} />
      <Refusal path={[...first, 'writer']} />
      <Refusal path={[...at, 'loss', 0]} />
      {(here.loss.length > 1 || here.rollouts.draws.length > 1) && (
        <small>{t('The sentence tells the first writer and the first loss; the diagram has them all.')}</small>
      )}
    </p>
  )
}

function field(shape: Shape, key: string): Shape | undefined {
  return shape.is === 'object' ? shape.fields.find((each) => each.key === key)?.shape : undefined
}

function TeacherWord() {
  const bench = useBench()
  const { recipe, change, names } = bench
  const action = useActionId('changeRecipe')
  const { kinds } = SHAPES.teacher
  return (
    <InlineSelect
      action={action}
      label={placeName('teacher')}
      voice="teacher"
      value={recipe.teacher?.kind ?? ''}
      groups={[
        {
          label: '',
          options: kinds.map(({ value }) => ({
            value: value ?? '',
            label: valueName('teacher', value),
            disabled: isRuledOut(bench, ['teacher'], value),
          })),
        },
      ]}
      onChange={(chosen) => {
        const kind = kinds.find(({ value }) => (value ?? '') === chosen)
        if (kind) change(['teacher'], ofKind(SHAPES.teacher, kind, names))
      }}
    />
  )
}

/** The first note, or none. */
function ContextWord() {
  const bench = useBench()
  const { recipe, change } = bench
  const action = useActionId('changeRecipe')
  const kinds = field(SHAPES.context, 'kinds')
  const values = kinds?.is === 'list' && kinds.item.is === 'choice' ? kinds.item.values.map(String) : []
  const now = recipe.context?.kinds ?? []
  return (
    <InlineSelect
      action={action}
      label={placeName('context')}
      voice="context"
      value={now.length > 1 ? now.join(' ') : (now[0] ?? '')}
      groups={[
        {
          label: '',
          options: [
            ...(now.length > 1
              ? [{ value: now.join(' '), label: now.map((kind) => valueName('kinds', kind)).join(', ') }]
              : []),
            { value: '', label: valueName('context', null), disabled: isRuledOut(bench, ['context'], null) },
            ...values.map((value) => ({
              value,
              label: valueName('kinds', value),
              disabled: recipe.teacher === null,
            })),
          ],
        },
      ]}
      onChange={(chosen) => change(['context'], chosen === '' ? null : { kinds: chosen.split(' ') })}
    />
  )
}

const TERMS: readonly Kind[] = SHAPES.term.is === 'kinds' ? SHAPES.term.kinds : []
const divergences = TERMS.find(({ value }) => value === 'divergence')?.fields.find(
  ({ key }) => key === 'divergence',
)?.shape

interface TermWordProps {
  readonly term: Term
  readonly path: Path
}

/** A divergence by its name, or another kind of loss. */
function LossWord({ term, path }: TermWordProps) {
  const bench = useBench()
  const { change, names } = bench
  const action = useActionId('changeRecipe')
  const ids = divergences?.is === 'kinds' ? divergences.kinds.flatMap(({ value }) => value ?? []) : []
  const others = TERMS.flatMap(({ value }) => (value === null || value === 'divergence' ? [] : [value]))
  return (
    <InlineSelect
      action={action}
      label={placeName('loss')}
      value={term.kind === 'divergence' ? term.divergence.id : `:${term.kind}`}
      groups={[
        {
          label: t('Divergences'),
          options: ids.map((id) => ({
            value: id,
            label: valueName('divergence', id),
            disabled: isRuledOut(bench, path, 'divergence'),
          })),
        },
        {
          label: t('Other losses'),
          options: others.map((kind) => ({
            value: `:${kind}`,
            label: valueName('term', kind),
            disabled: isRuledOut(bench, path, kind),
          })),
        },
      ]}
      onChange={(chosen) => {
        const tag = chosen.startsWith(':') ? chosen.slice(1) : 'divergence'
        const kind = TERMS.find(({ value }) => value === tag)
        if (!kind || SHAPES.term.is !== 'kinds') return
        const fresh = tag === term.kind ? (term as Json) : ofKind(SHAPES.term, kind, names)
        const of = divergences?.is === 'kinds' ? divergences.kinds.find(({ value }) => value === chosen) : undefined
        const divergence = of && divergences?.is === 'kinds' ? { divergence: ofKind(divergences, of, names) } : {}
        change(path, { ...Object(fresh), ...divergence })
      }}
    />
  )
}

/** All of the vocabulary, or the likeliest words of one model. */
function SupportWord({ term, path }: TermWordProps) {
  const { change } = useBench()
  const action = useActionId('changeRecipe')
  const support = term.kind === 'divergence' ? term.support : undefined
  return (
    <>
      <InlineSelect
        action={action}
        label={placeName('support')}
        value={support?.of ?? ''}
        groups={[
          {
            label: '',
            options: [
              { value: '', label: t('the whole vocabulary') },
              { value: 'teacher', label: t('the teacher’s likeliest words') },
              { value: 'student', label: t('the student’s likeliest words') },
            ],
          },
        ]}
        onChange={(of) =>
          change([...path, 'support'], of === '' ? undefined : { topK: 16, rest: 'renormalise', ...support, of })
        }
      />
      <Refusal path={[...path, 'support']} />
    </>
  )
}
