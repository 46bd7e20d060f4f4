/** @file The export of a recipe: which trainer, how large, what comes out of it; and the way out as a zip file. It needs nothing of the page. */
import { useDeferredValue, useMemo, useState } from 'react'
import { zipOf } from '../../formats/zip.ts'
import { t } from '../../i18n/words.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { methodOf } from '../../methods/catalogue/variants.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { chooseTrainer, isRefusal, nearest, type Refusal } from '../../trainers/choose.ts'
import { type Exported, type ExportRequest, exportRecipe } from '../../trainers/export.ts'
import { OWN_PROBLEMS, ownProblems } from '../../trainers/prompts.ts'
import { dataOnly, trainersOf } from '../../trainers/registry.ts'
import { FRAMEWORK_IDS, FRAMEWORK_NAMES, type FrameworkId, type PromptRow } from '../../trainers/trainer.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { worldById } from '../../world/registry.ts'
import { WORLD_IDS, type WorldId } from '../../world/types.ts'
import './dialog.css'
import { Outcome } from './outcome.tsx'

export interface ExportDialogProps {
  readonly recipe: Recipe
  /** Id of the action that closes it. */
  readonly action?: string | undefined
  readonly save: (name: string, zip: Uint8Array) => void
  readonly onClose: () => void
}

interface Form {
  readonly to: FrameworkId
  /** null: the nearest. */
  readonly trainer: string | null
  readonly student: string
  readonly teacher: string
  readonly gpus: number
  /** null: those of a hundred steps. */
  readonly tokens: number | null
  readonly world: WorldId
  readonly own: { readonly name: string; readonly rows: readonly PromptRow[] } | null
}

const MODELS = { student: 'Qwen/Qwen3-1.7B', teacher: 'Qwen/Qwen3-8B' } as const
/** Problems of a world that are written. */
const PROBLEMS = 1000
/** Those that are made for a look before the whole. */
const SAMPLE = 8
/** 8 GB of text are more than any file of prompts here. */
const MOST_TOKENS = 1e15

/** As `lab recipe export` asks for it without options. */
function requestOf(recipe: Recipe, { to, trainer, student, teacher, gpus, tokens, world, own }: Form): ExportRequest {
  return {
    ...{ recipe, to, trainer, gpus, tokens, world },
    student: student.trim() || MODELS.student,
    teacher: teacher.trim() || MODELS.teacher,
    teacherUrl: null,
    ...{ steps: null, problemsPerStep: 32, maxPromptTokens: 1024, maxTokens: null, learningRate: null, seed: 0 },
    difficulty: undefined,
    prompts: PROBLEMS,
    own: own?.rows ?? null,
  }
}

/** A world that lacks the recipe's context is a refusal too. */
function built(request: ExportRequest): Exported | Refusal {
  try {
    return exportRecipe(request)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {
      message: t('The problems cannot be made: {why}.', { why: error.message }),
      remedy: t('Choose other problems.'),
    }
  }
}

export function ExportDialog({ recipe, action, save, onClose }: ExportDialogProps) {
  const best = useMemo(() => nearest(recipe), [recipe])
  const [form, setForm] = useState<Form>(() => ({
    to: best?.trainer.framework ?? 'trl',
    trainer: null,
    ...MODELS,
    gpus: 8,
    tokens: null,
    world: recipe.world ?? 'tally',
    own: null,
  }))
  const change = (part: Partial<Form>): void => setForm({ ...form, ...part })
  const shown = useDeferredValue(form)
  const outcome = useMemo(() => built({ ...requestOf(recipe, shown), sample: SAMPLE }), [recipe, shown])
  const refused = isRefusal(outcome)
  const download = (): void => {
    const exported = built(requestOf(recipe, form))
    if (isRefusal(exported)) return
    const folder = exported.job?.name ?? `${recipe.id.replaceAll(/[^\w.-]/g, '-')}-${form.to}`
    save(`${folder}.zip`, zipOf(folder, exported.files))
  }
  return (
    <Sheet action={action} title={t('Export to trainer')} className="export-dialog" onClose={onClose}>
      <p className="export-what">
        <b>{recipe.name}</b>{' '}
        {t('as a folder from which a trainer starts: its keys, a launcher, problems, the verifier, and what to know.')}
      </p>
      <Fields recipe={recipe} form={form} change={change} job={refused ? null : outcome.job} />
      <Outcome
        recipe={recipe}
        outcome={outcome}
        {...(best && { nearest: best.trainer })}
        onChoose={({ framework, id }) =>
          change({ to: framework, trainer: trainersOf(framework).length > 1 ? id : null })
        }
      />
      <footer className="export-foot">
        <Button tone="primary" disabled={refused} onPress={download}>
          {t('Download zip')}
        </Button>
        <small>
          {t('The same as on the command line:')} <code lang="en">{commandOf(recipe, form)}</code>
        </small>
      </footer>
    </Sheet>
  )
}

function commandOf(
  { id, world: its }: Recipe,
  { to, trainer, student, teacher, gpus, tokens, world, own }: Form,
): string {
  const given = [
    ...(trainer ? [`--trainer ${trainer}`] : []),
    ...(student !== MODELS.student ? [`--student ${student}`] : []),
    ...(teacher !== MODELS.teacher ? [`--teacher ${teacher}`] : []),
    ...(gpus === 8 ? [] : [`--gpus ${gpus}`]),
    ...(tokens === null ? [] : [`--tokens ${tokens}`]),
    ...(own ? [`--problems ${own.name}`] : world === (its ?? 'tally') ? [] : [`--world ${world}`]),
  ]
  const known = RECIPES.some((recipe) => recipe.id === methodOf(id))
  return ['lab recipe export', known ? id : 'recipe.json', '--to', to, ...given, '-o', `${id}-${to}`].join(' ')
}

interface FieldsProps {
  readonly recipe: Recipe
  readonly form: Form
  readonly change: (part: Partial<Form>) => void
  readonly job: Exported['job']
}

function Fields({ recipe, form, change, job }: FieldsProps) {
  const trainers = trainersOf(form.to)
  return (
    <div className="labelled-fields">
      <LabelledField label={t('Trainer')}>
        {(id) => (
          <TrainerSelect id={id} recipe={recipe} value={form.to} onChange={(to) => change({ to, trainer: null })} />
        )}
      </LabelledField>
      {trainers.length > 1 && (
        <LabelledField label={t('{framework} trainer', { framework: FRAMEWORK_NAMES[form.to] })}>
          {(name) => (
            <select
              id={name}
              value={form.trainer ?? ''}
              onChange={({ target }) => change({ trainer: target.value === '' ? null : target.value })}
            >
              <option value="">{t('the nearest')}</option>
              {trainers.map(({ id, name }) => (
                <option key={id} value={id} lang="en">
                  {name}
                </option>
              ))}
            </select>
          )}
        </LabelledField>
      )}
      <LabelledField label={t('Student, hub id')}>
        {(id) => <HubId id={id} value={form.student} onChange={(student) => change({ student })} />}
      </LabelledField>
      {recipe.teacher?.kind === 'larger' && (
        <LabelledField label={t('Teacher, hub id')}>
          {(id) => <HubId id={id} value={form.teacher} onChange={(teacher) => change({ teacher })} />}
        </LabelledField>
      )}
      <div className="labelled-field">
        <span aria-hidden="true">{t('GPUs')}</span>
        <NumberField
          label={t('GPUs')}
          variant="boxed"
          value={form.gpus}
          min={1}
          max={100_000}
          onCommit={(gpus) => change({ gpus })}
        />
      </div>
      <div className="labelled-field">
        <span aria-hidden="true">{t('Tokens that the student writes')}</span>
        <NumberField
          label={t('Tokens that the student writes')}
          variant="boxed"
          value={form.tokens ?? (job ? (job.steps * job.problems * job.each * job.maxTokens) / 2 : 0)}
          min={1}
          max={MOST_TOKENS}
          step={1_000_000}
          onCommit={(tokens) => change({ tokens })}
        />
      </div>
      <Problems form={form} change={change} />
    </div>
  )
}

interface HubIdProps {
  readonly id: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function HubId({ id, value, onChange }: HubIdProps) {
  return (
    <input
      id={id}
      type="text"
      lang="en"
      spellCheck={false}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

interface TrainerSelectProps {
  readonly id: string
  readonly recipe: Recipe
  readonly value: FrameworkId
  readonly onChange: (to: FrameworkId) => void
}

/** Frameworks in three groups, by what they can do with the recipe. */
function TrainerSelect({ id: control, recipe, value, onChange }: TrainerSelectProps) {
  const groups = useMemo(() => {
    const group = (id: FrameworkId) =>
      dataOnly(id) ? 'data' : isRefusal(chooseTrainer(recipe, id, null)) ? 'cannot' : 'can'
    const of = (name: string) => FRAMEWORK_IDS.filter((id) => group(id) === name)
    return [
      { name: t('can run it'), ids: of('can') },
      { name: t('take its data only'), ids: of('data') },
      { name: t('cannot express it'), ids: of('cannot') },
    ].filter(({ ids }) => ids.length > 0)
  }, [recipe])
  return (
    <select id={control} value={value} onChange={({ target }) => onChange(target.value as FrameworkId)}>
      {groups.map(({ name, ids }) => (
        <optgroup key={name} label={name}>
          {ids.map((id) => (
            <option key={id} value={id} lang="en">
              {FRAMEWORK_NAMES[id]}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

const OWN = 'own'

/** The problems: a world's, or a file of the visitor's own. */
function Problems({ form: { world, own }, change }: Pick<FieldsProps, 'form' | 'change'>) {
  const [wrong, setWrong] = useState<string | null>(null)
  const take = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): void => {
    try {
      change({ own: { name, rows: ownProblems(new TextDecoder().decode(bytes)) } })
      setWrong(null)
    } catch (error) {
      setWrong(`${name}: ${error instanceof Error ? error.message : String(error)} ${OWN_PROBLEMS}`)
    }
  }
  return (
    <div className="labelled-field export-problems">
      <LabelledField label={t('Problems')}>
        {(control) => (
          <select
            id={control}
            value={own ? OWN : world}
            onChange={({ target }) => change({ own: null, world: target.value as WorldId })}
          >
            {WORLD_IDS.map((id) => (
              <option key={id} value={id}>
                {t(worldById(id).name)}
              </option>
            ))}
            {own && <option value={OWN}>{t('{name}: {n} of your own', { name: own.name, n: own.rows.length })}</option>}
          </select>
        )}
      </LabelledField>
      <FileButton
        tone="quiet"
        accept=".jsonl,.json,application/jsonl"
        onFile={take}
        onUnreadable={(name) =>
          setWrong(t('The browser cannot read “{name}”. Choose it again, or a copy of it.', { name }))
        }
      >
        {t('Your own, as JSONL')}
      </FileButton>
      {wrong !== null && (
        <p className="export-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}
