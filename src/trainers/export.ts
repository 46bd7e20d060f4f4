/** @file A recipe as a folder for a trainer: configuration, launcher, problems, verifier, and what to know about them. */
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { WorldId } from '../world/types.ts'
import { chooseTrainer, isRefusal, type Refusal, type Verdict } from './choose.ts'
import { notesOf } from './notes.ts'
import { readingOf } from './parts.ts'
import { type ProblemSet, worldProblems } from './prompts.ts'
import { dataOnly } from './registry.ts'
import { rewardPy } from './reward.ts'
import type { FrameworkId, Job, PromptRow, Settings, Trainer } from './trainer.ts'

export interface ExportRequest {
  readonly recipe: Recipe
  readonly to: FrameworkId
  readonly trainer: string | null
  readonly student: string
  readonly teacher: string
  /** null: the trainer's own engine teaches, or a server at the usual address. */
  readonly teacherUrl: string | null
  readonly gpus: number
  /** null: by `tokens`. */
  readonly steps: number | null
  /** Tokens that the student writes over the run; null: by `steps`. */
  readonly tokens: number | null
  readonly problemsPerStep: number
  readonly maxPromptTokens: number
  /** null: the recipe's own limit, or 1,024. */
  readonly maxTokens: number | null
  /** null: what is usual for the trainer. */
  readonly learningRate: number | null
  readonly seed: number
  readonly world: WorldId | null
  readonly difficulty: number | undefined
  /** Number of the world's problems. */
  readonly prompts: number
  /** The visitor's own problems instead. */
  readonly own: readonly PromptRow[] | null
  /** Problems that are written out, for a look before the whole: a thousand take a while to make. Default: all. */
  readonly sample?: number
}

export interface Exported {
  /** Texts by path in the folder. */
  readonly files: Readonly<Record<string, string>>
  /** Null for frameworks that take data only. */
  readonly verdict: Verdict | null
  readonly job: Job | null
  readonly settings: Settings
  /** One line for the terminal. */
  readonly says: string
}

const DEFAULT_STEPS = 100
const DEFAULT_MAX_TOKENS = 1024
const USUAL_SERVER = 'http://localhost:8001'
/** A LoRA adapter wants about a hundred times the rate of all weights. */
const RATE = { full: 1e-6, adapter: 1e-4 }
const ADAPTERS: readonly FrameworkId[] = ['tinker', 'rllm']

/** The whole export, or a refusal with the nearest trainer that can. @throws RangeError for a context that the world does not have */
export function exportRecipe(request: ExportRequest): Exported | Refusal {
  const { recipe, to } = request
  const reading = readingOf(recipe)
  const world = request.world ?? recipe.world ?? 'tally'
  const count = request.own?.length ?? request.prompts
  const written = Math.min(count, request.sample ?? count)
  const given = request.own?.slice(0, written)
  const problems: ProblemSet = given
    ? { rows: given, answers: given.map(({ answer }) => answer) }
    : worldProblems(world, request.difficulty, written, reading.context?.kinds ?? null)
  const data = dataOnly(to)
  if (data) {
    const files = {
      ...data.write(problems.rows, problems.answers),
      ...(data.rewarded && { 'reward.py': rewardPy(DATA_REWARD, recipe.reward) }),
    }
    const notes = `# ${recipe.name} for ${data.name}\n\n${data.says}\n\nVersion: ${data.name} ${data.version}, ${data.date}. To distil, export to another trainer: see docs/frameworks.md.\n`
    return { files: { ...files, 'EXPORT.md': notes }, verdict: null, job: null, settings: {}, says: data.says }
  }
  const chosen = chooseTrainer(recipe, to, request.trainer)
  if (isRefusal(chosen)) return chosen
  const verdict = withoutServer(chosen, request)
  const { trainer } = verdict
  const job = jobOf(request, trainer, count)
  const settings = settingsOf(verdict, job)
  const files: Record<string, string> = {
    ...trainer.write(settings, job),
    'prompts.jsonl': problems.rows.map((row) => `${JSON.stringify(trainer.row(row))}\n`).join(''),
  }
  if (trainer.reward && (job.rewarded || trainer.alwaysRewards))
    files['reward.py'] = rewardPy(trainer.reward, recipe.reward)
  files['EXPORT.md'] = notesOf({ recipe, verdict, job, settings, files, world: request.own ? 'own' : world })
  const lost = verdict.loses.length > 0 ? `; not expressed: ${verdict.loses.join('; ')}` : ''
  const own = trainer.framework === 'agent-lightning' ? ` (${trainer.differs[0]})` : ''
  return { files, verdict, job, settings, says: `${recipe.id} for ${trainer.name} ${trainer.version}${own}${lost}` }
}

/** A trainer that starts its own teacher does not ask the server that the visitor names. */
function withoutServer(verdict: Verdict, { recipe, teacherUrl }: ExportRequest): Verdict {
  if (teacherUrl === null || (verdict.trainer.asksServers && recipe.teacher?.kind === 'larger')) return verdict
  const lost = `the teacher on a server (${teacherUrl}): ${verdict.trainer.name} is given the model itself`
  return { ...verdict, loses: [...verdict.loses, lost] }
}

const DATA_REWARD = `
def compute_score(reward_inputs, **kwargs):
    """One dict for each answer, as EasyR1 asks for them."""
    rows = reward_inputs if isinstance(reward_inputs, list) else [reward_inputs]
    return [{"overall": score(row["response"], row["ground_truth"], row.get("source", "own"))} for row in rows]
`

/** The keys: the run's sizes, then what the recipe's parts set over them, in the table's order. */
export function settingsOf({ matches, trainer }: Verdict, job: Job): Settings {
  return Object.assign({}, trainer.base(job), ...matches.map(({ asked, cell }) => cell?.set?.(asked.values, job) ?? {}))
}

function jobOf(request: ExportRequest, trainer: Trainer, rows: number): Job {
  const { recipe, student, gpus, problemsPerStep: problems } = request
  const { asked } = readingOf(recipe)
  const values = (part: string): readonly number[] | undefined => asked.find((each) => each.part === part)?.values
  const [each = 1] = values('group') ?? []
  const [temperature = 1, topK = 0, topP = 1] = values('sampling') ?? []
  const maxTokens = request.maxTokens ?? values('max-tokens')?.[0] ?? DEFAULT_MAX_TOKENS
  const byTokens = request.tokens === null ? null : Math.ceil(request.tokens / (problems * each * maxTokens * 0.5))
  const steps = request.steps ?? byTokens ?? DEFAULT_STEPS
  return {
    student,
    teacher: recipe.teacher?.kind === 'larger' ? request.teacher : student,
    gpus,
    steps,
    epochs: Math.max(1, Math.ceil((steps * problems) / rows)),
    problems,
    each,
    maxPromptTokens: request.maxPromptTokens,
    maxTokens,
    temperature,
    topK,
    topP,
    learningRate: request.learningRate ?? (ADAPTERS.includes(trainer.framework) ? RATE.adapter : RATE.full),
    seed: request.seed,
    teacherUrl: request.teacherUrl ?? USUAL_SERVER,
    servedTeacher: request.teacherUrl !== null,
    name: `${recipe.id.replaceAll(/[^\w.-]/g, '-')}-${trainer.framework}`,
    rewarded: asked.some(({ part }) => part === 'group-reward' || part === 'text-weights' || part === 'success-gate'),
    privileged: recipe.context !== null,
  }
}
