/**
 * @file The shapes of JSON that trainers write, each as a schema and what it means. A file is recognised by the first line that fits a
 * shape; the order is that of the most particular first. Formats: the trainers' sources, at the versions of `src/trainers`.
 */
import * as z from 'zod'
import { parseJson } from '../json/parse.ts'
import type { RunMetrics, RunRollout } from './run-format.ts'
import type { ImportSource } from './source.ts'
import { stepOfPath } from './source.ts'

// The page's policy forbids `new Function`, by which zod compiles its object parsers otherwise.
z.config({ jitless: true })

type Rollout = Omit<RunRollout, 'source' | 'file'>
type Metrics = Omit<RunMetrics, 'source' | 'file'>

export interface Found {
  readonly rollouts?: readonly Rollout[]
  readonly metrics?: readonly Metrics[]
  /** Why a part of it was passed over, one sentence a part. */
  readonly skipped?: readonly string[]
}

export interface Shape {
  /** Short, for `source`. */
  readonly id: string
  readonly name: string
  readonly lacks: readonly string[]
  /** Whether this is it at all, of the first line. */
  matches(json: unknown): boolean
  /** @throws z.ZodError for a line that is not of the shape */
  read(json: unknown, source: ImportSource): Found
}

function shape<S extends z.ZodType>(
  about: Pick<Shape, 'id' | 'name' | 'lacks'>,
  schema: S,
  read: (line: z.infer<S>, source: ImportSource) => Found,
): Shape {
  return {
    ...about,
    matches: (json) => schema.safeParse(json).success,
    read: (json, source) => read(schema.parse(json), source),
  }
}

const NO_TOKENS = ['token ids', 'log-probs of the student', 'log-probs of the teacher']

/** Python writes NaN and infinities as bare words, which arrive here as text. */
const bareNumber = z.enum(['NaN', 'Infinity', '-Infinity'])

/** Numbers are written as text by some loggers. */
const number = z.union([
  z.number(),
  bareNumber.transform(Number),
  z
    .string()
    .refine((text) => numeric(text) !== null)
    .transform(Number),
])
const score = z.union([number, z.boolean().transform(Number)]).nullish()
const idText = z.union([z.string(), z.number()]).transform(String)
const whole = number.pipe(z.int())
const bit = z.union([number, z.boolean().transform(Number)])

const finite = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null

/** The fields of a line that no other place takes. */
function extras(line: Readonly<Record<string, unknown>>, known: readonly string[]): Pick<Rollout, 'extra'> {
  const rest = Object.entries(line).filter(
    (entry): entry is [string, string | number | boolean] =>
      !known.includes(entry[0]) && ['string', 'number', 'boolean'].includes(typeof entry[1]),
  )
  return rest.length > 0 ? { extra: Object.fromEntries(rest) } : {}
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

const message = z.looseObject({ role: z.string(), content: z.unknown() })
type Message = z.infer<typeof message>

const said = (content: unknown): string =>
  typeof content === 'string' ? content : content === null || content === undefined ? '' : JSON.stringify(content)

/** The last turn is the completion, what stands before it the prompt. */
function turns(messages: readonly Message[]): Pick<Rollout, 'prompt' | 'completion'> {
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  const before = last < 0 ? messages : messages.slice(0, last)
  return {
    prompt: before.map(({ content }) => said(content)).join('\n'),
    completion: last < 0 ? null : said(messages[last]?.content),
  }
}

/** Where an answer begins in a templated text, by the signs of the usual chat templates. */
const ASSISTANT = [
  '<|im_start|>assistant\n',
  '<|start_header_id|>assistant<|end_header_id|>\n\n',
  '<start_of_turn>model\n',
  '[/INST]',
  '<|assistant|>\n',
  '<｜Assistant｜>',
]

function splitTemplated(text: string): Pick<Rollout, 'prompt' | 'completion'> {
  const found = ASSISTANT.map((sign) => ({ at: text.lastIndexOf(sign), sign }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0]
  if (!found) return { prompt: null, completion: text }
  const end = found.at + found.sign.length
  return { prompt: text.slice(0, end), completion: text.slice(end) }
}

const VERL_KNOWN = ['input', 'output', 'gts', 'score', 'step', 'uid']

const verl = shape(
  { id: 'verl', name: 'verl rollouts', lacks: NO_TOKENS },
  z.looseObject({
    input: z.string(),
    output: z.string(),
    gts: z.unknown().optional(),
    score,
    step: whole.nullish(),
    uid: idText.nullish(),
  }),
  (line, source) => ({
    rollouts: [
      {
        step: line.step ?? stepOfPath(source.path),
        // uid is sample_rollout_output; the first belongs to the prompt.
        group:
          line.uid === undefined || line.uid === null ? null : line.uid.split('_').slice(0, -2).join('_') || line.uid,
        prompt: line.input,
        completion: line.output,
        reward: finite(line.score),
        ...(line.gts !== undefined && line.gts !== null && { answer: said(line.gts) }),
        ...extras(line, VERL_KNOWN),
      },
    ],
  }),
)

const one = <T extends z.ZodType>(item: T) => z.tuple([item]).transform(([value]) => value)
const logprobs = z.array(z.union([number, z.null()]))

const nemo = shape(
  { id: 'nemo-rl', name: 'NeMo-RL train or validation data', lacks: ['log-probs, where the file has texts only'] },
  z.looseObject({
    idx: whole.nullish(),
    content: one(z.union([z.string(), z.array(z.string()).nonempty(), z.array(message)])),
    input_lengths: one(whole).nullish(),
    rewards: one(score).nullish(),
    token_ids: one(z.array(whole)).nullish(),
    token_loss_mask: one(z.array(bit)).nullish(),
    advantages: one(z.union([z.array(number), number])).nullish(),
    generation_logprobs: one(logprobs).nullish(),
    prev_logprobs: one(logprobs).nullish(),
  }),
  (line, source) => {
    const texts = nemoTexts(line.content)
    return {
      rollouts: [
        {
          step: stepOfPath(source.path),
          group: null,
          ...texts,
          reward: finite(line.rewards),
          ...nemoTokens(line),
        },
      ],
    }
  },
)

/** A text, or what each turn said: of the prompt, the student, and in turn of the environment and the student again. */
function nemoTexts(content: string | readonly string[] | readonly Message[]): Pick<Rollout, 'prompt' | 'completion'> {
  if (typeof content === 'string') return splitTemplated(content)
  const said = content.filter((turn) => typeof turn === 'string')
  const [only] = said
  if (only === undefined) return turns(content.filter((turn) => typeof turn !== 'string'))
  if (said.length === 1) return splitTemplated(only)
  const last = said.length % 2 === 0 ? said.length - 1 : said.length - 2
  return { prompt: said.slice(0, last).join('\n'), completion: said[last] ?? null }
}

interface NemoLine {
  readonly input_lengths?: number | null | undefined
  readonly token_ids?: readonly number[] | null | undefined
  readonly token_loss_mask?: readonly number[] | null | undefined
  readonly advantages?: readonly number[] | number | null | undefined
  readonly generation_logprobs?: readonly (number | null)[] | null | undefined
  readonly prev_logprobs?: readonly (number | null)[] | null | undefined
}

/** Above 0 by no more than this, a log-prob that was summed from two is 0. */
const ROUNDING = 1e-3

/**
 * Arrays are padded to the batch's longest, so they are cut. Where the advantage moves from token to token it is MOPD's,
 * log p_T - log p_S, from which the teacher's log-prob follows; a group's advantage is one number for the whole text.
 */
function nemoTokens(line: NemoLine): Partial<Rollout> {
  const { token_ids, prev_logprobs, advantages } = line
  if (!token_ids) return {}
  const input_lengths = line.input_lengths ?? token_ids.length
  const mask = line.token_loss_mask ?? token_ids.map(() => 1)
  const rows = token_ids.map((_, i) => i).filter((i) => i < input_lengths && mask[i] === 1)
  const first = rows[0] ?? input_lengths
  const student = line.generation_logprobs ?? prev_logprobs
  const perToken = Array.isArray(advantages) && rows.some((i) => advantages[i] !== advantages[first])
  const teacher =
    perToken && prev_logprobs
      ? rows.map((i) => finite((advantages[i] ?? Number.NaN) + (prev_logprobs[i] ?? Number.NaN)))
      : null
  const plausible = teacher?.every((value) => value !== null && value <= ROUNDING) ?? false
  return {
    token_ids: rows.map((i) => token_ids[i]!),
    prompt_token_ids: token_ids.slice(0, first),
    ...(student && { student_logprobs: rows.map((i) => finite(student[i])) }),
    ...(plausible && teacher && { teacher_logprobs: teacher.map((value) => Math.min(0, value ?? 0)) }),
  }
}

const kdflow = shape(
  { id: 'kdflow', name: 'KDFlow rollouts', lacks: [...NO_TOKENS, 'rewards, unless reward_result stands in the lines'] },
  z.looseObject({ prompt: z.string(), output: z.string(), reward_result: z.unknown().optional() }),
  (line, source) => ({
    rollouts: [
      {
        step: stepOfPath(source.path),
        group: null,
        prompt: line.prompt,
        completion: line.output,
        reward: rewardWithin(line.reward_result),
        ...extras(line, ['prompt', 'output', 'reward_result']),
      },
    ],
  }),
)

/** A number, or an object with one. */
function rewardWithin(result: unknown): number | null {
  if (typeof result !== 'object' || result === null) return numeric(result)
  const { score, reward, rewards } = result as Readonly<Record<string, unknown>>
  return numeric(score) ?? numeric(reward) ?? numeric(rewards)
}

type Columns = Readonly<Record<string, readonly unknown[]>>
const columns = z.record(z.string(), z.array(z.unknown()))

/** The lists of a line as rows; all must be of one length. */
function transposed(line: Columns): readonly Readonly<Record<string, unknown>>[] {
  const lengths = new Set(Object.values(line).map(({ length }) => length))
  if (lengths.size > 1) throw new TypeError(`its lists have different lengths: ${[...lengths].join(', ')}`)
  const [length = 0] = lengths
  return Array.from({ length }, (_, i) => Object.fromEntries(Object.entries(line).map(([key, list]) => [key, list[i]])))
}

const isList = (value: unknown): boolean => Array.isArray(value)

/** A number, also one that is written as text. */
function numeric(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

/** Text, or the messages of a chat as text; ROLL writes messages as JSON within a string. */
const promptText = (value: unknown): string => {
  const read = z
    .array(message)
    .nonempty()
    .safeParse(typeof value === 'string' ? listWithin(value) : value)
  return read.success ? read.data.map(({ content }) => said(content)).join('\n') : said(value)
}

function listWithin(text: string): unknown {
  if (!text.startsWith('[')) return null
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

const swift: Shape = {
  ...shape(
    { id: 'ms-swift', name: 'ms-swift completions', lacks: NO_TOKENS },
    columns.refine(({ prompt, completion, step }) => isList(prompt) && isList(completion) && isList(step)),
    (line) => ({
      rollouts: transposed(line).map((row) => ({
        step: numeric(row.step),
        group: null,
        prompt: promptText(row.prompt),
        completion: said(row.completion),
        // One column for each reward function, under its own name; advantages and entropy are none.
        reward: rewardOf(row, ['step', 'prompt', 'completion', 'advantages', 'entropy']),
        ...answerOf(row),
        ...extras(row, ['step', 'prompt', 'completion']),
      })),
    }),
  ),
}

/** Columns of the data set, which may be numbers too. */
const OF_DATA = ['solution', 'answer', 'ground_truth', 'label', 'index', 'id', 'idx']

/**
 * The reward by its name; else the sum of what reward functions gave whose columns say so, as the trainers add them unless they are given
 * weights, which stand in no file; else the first column of numbers that is none of `others`: such functions are named as one likes.
 */
function rewardOf(row: Readonly<Record<string, unknown>>, others: readonly string[]): number | null {
  const named = numeric(row.reward) ?? numeric(row.rewards)
  if (named !== null) return named
  const columns = Object.entries(row).filter(([key]) => !others.includes(key) && !OF_DATA.includes(key))
  const parts = columns.filter(
    ([key, value]) => /reward/i.test(key) && !/std|mean|weight/i.test(key) && numeric(value) !== null,
  )
  if (parts.length > 1) return parts.reduce((sum, [, value]) => sum + (numeric(value) ?? 0), 0)
  const found =
    parts[0] ??
    columns.find(([, value]) => typeof value === 'number') ??
    columns.find(([, value]) => numeric(value) !== null)
  return found ? numeric(found[1]) : null
}

/** The right answer, where a column of the data set has it. */
function answerOf({ solution, answer, ground_truth }: Fields): Pick<Rollout, 'answer'> {
  const found = solution ?? answer ?? ground_truth
  return found === undefined || found === null ? {} : { answer: said(found) }
}

const ROLL_KNOWN = ['global_step', 'id', 'prompt', 'messages', 'responses', 'scores', 'ground_truth']

const roll = shape(
  { id: 'roll', name: 'ROLL rollouts', lacks: NO_TOKENS },
  // Only columns that are there are written.
  columns.refine(
    ({ responses, ...others }) =>
      isList(responses) && ['global_step', 'scores', 'prompt', 'messages'].some((name) => isList(others[name])),
  ),
  (line, source) => ({
    rollouts: transposed(line).map((row) => ({
      step: numeric(row.global_step) ?? stepOfPath(source.path),
      group: row.id === undefined || row.id === null ? null : said(row.id),
      prompt: promptText(row.prompt ?? row.messages),
      completion: said(row.responses),
      reward: numeric(row.scores),
      ...(row.ground_truth !== undefined && row.ground_truth !== null && { answer: said(row.ground_truth) }),
      ...extras(row, ROLL_KNOWN),
    })),
  }),
)

const areal = shape(
  { id: 'areal', name: 'AReaL rollouts', lacks: NO_TOKENS },
  z.looseObject({
    task_id: idText,
    sample_idx: whole.nullish(),
    prompt: z.string(),
    completion: z.string(),
    reward: score,
    tail_version: whole.nullish(),
    head_version: whole.nullish(),
  }),
  (line) => ({
    rollouts: [
      {
        // -1 where no version is known.
        step: [line.tail_version, line.head_version].find((version) => (version ?? -1) >= 0) ?? null,
        group: line.task_id,
        prompt: line.prompt,
        completion: line.completion,
        reward: finite(line.reward),
        ...extras(line, ['task_id', 'prompt', 'completion', 'reward', 'tail_version']),
      },
    ],
  }),
)

/** The right answer of a problem as SkyRL and verl write it, in the place for the reward. */
function truthWithin(problem: unknown): Fields {
  const { reward_spec, reward_model, ...own } = fieldsOf(problem)
  return { ...own, ...fieldsOf(reward_model), ...fieldsOf(reward_spec) }
}

const skyrl = shape(
  { id: 'skyrl', name: 'SkyRL evaluation', lacks: NO_TOKENS },
  z.looseObject({
    env_extras: z.unknown().optional(),
    input_prompt: z.union([z.string(), z.array(message)]),
    output_response: z.string(),
    score: z.union([score, z.array(z.union([number, z.null()]))]),
    stop_reason: z.string().nullish(),
  }),
  (line, source) => ({
    rollouts: [
      {
        step: stepOfPath(source.path),
        group: null,
        prompt: typeof line.input_prompt === 'string' ? line.input_prompt : (turns(line.input_prompt).prompt ?? ''),
        completion: line.output_response,
        reward: Array.isArray(line.score)
          ? line.score.reduce<number>((sum, value) => sum + (finite(value) ?? 0), 0)
          : finite(line.score),
        ...(line.stop_reason && { finish: line.stop_reason }),
        ...answerOf(truthWithin(line.env_extras)),
        ...extras(line, ['input_prompt', 'output_response', 'score', 'stop_reason']),
      },
    ],
  }),
)

const rllm = shape(
  { id: 'rllm', name: 'rLLM episodes', lacks: NO_TOKENS },
  z.looseObject({
    training_step: whole.nullish(),
    episode_id: idText.nullish(),
    task_hash: idText.nullish(),
    task: z.unknown().optional(),
    is_correct: z.boolean().nullish(),
    termination_reason: z.string().nullish(),
    trajectories: z.array(
      z.looseObject({
        name: z.string().nullish(),
        reward: score,
        steps: z.array(
          z.looseObject({
            reward: score,
            chat_completions: z.array(message).nullish(),
            model_response: z.string().nullish(),
          }),
        ),
      }),
    ),
  }),
  (line, source) => ({
    rollouts: line.trajectories.flatMap((trajectory) => {
      const last = trajectory.steps.at(-1)
      if (!last) return []
      return [
        {
          step: line.training_step ?? stepOfPath(source.path),
          group: line.task_hash ?? line.episode_id ?? null,
          ...(last.chat_completions
            ? turns(last.chat_completions)
            : { prompt: null, completion: last.model_response ?? null }),
          reward: finite(trajectory.reward ?? last.reward),
          ...(line.termination_reason && { finish: line.termination_reason }),
          ...answerOf(fieldsOf(line.task)),
          extra: {
            ...(typeof trajectory.name === 'string' && { trajectory: trajectory.name }),
            steps: trajectory.steps.length,
            ...(typeof line.is_correct === 'boolean' && { is_correct: line.is_correct }),
          },
        },
      ]
    }),
  }),
)

const lightningEvent = z.looseObject({
  event_type: z.string(),
  rollout_id: idText.nullish(),
  attempt_id: idText.nullish(),
  data: z
    .looseObject({
      prompt_token_ids: z.array(whole).nullish(),
      response_token_ids: z.array(whole).nullish(),
      response_log_probs: logprobs.nullish(),
      value: score,
    })
    .nullish(),
})
type LightningEvent = z.infer<typeof lightningEvent>

/** The reward of an attempt belongs to all that it wrote; one without ids to the attempt that it follows. */
const lightning = shape(
  { id: 'agent-lightning', name: 'Agent-Lightning events', lacks: ['texts', 'log-probs of the teacher', 'steps'] },
  z.array(z.unknown()).refine((events) => events.some((event) => lightningEvent.safeParse(event).success)),
  (lines) => {
    const read = lines.map((line) => lightningEvent.safeParse(line))
    const attempts = new Map<LightningEvent, string>()
    const rewards = new Map<string, number | null>()
    let [rollout, attempt] = ['', '']
    for (const { data: event } of read) {
      if (!event) continue
      if (event.rollout_id && event.rollout_id !== rollout) [rollout, attempt] = [event.rollout_id, '']
      attempt = event.attempt_id ?? attempt
      attempts.set(event, `${rollout}/${attempt}`)
      if (event.event_type === 'reward') rewards.set(`${rollout}/${attempt}`, finite(event.data?.value))
    }
    return {
      skipped: read.flatMap(({ error }, at) => {
        const [issue] = error?.issues ?? []
        return issue ? [`event ${at + 1}: ${issue.path.join('.') || 'it'}: ${issue.message}`] : []
      }),
      rollouts: [...attempts].flatMap(([{ rollout_id, data }, key]) => {
        if (!data?.response_token_ids) return []
        const { response_token_ids, prompt_token_ids, response_log_probs } = data
        return [
          {
            step: null,
            group: rollout_id ?? null,
            prompt: null,
            completion: null,
            reward: rewards.get(key) ?? null,
            token_ids: response_token_ids,
            ...(prompt_token_ids && { prompt_token_ids }),
            ...(response_log_probs && { student_logprobs: response_log_probs.map(finite) }),
          },
        ]
      }),
    }
  },
)

/** What convert_pickle.py makes of slime's and SkyRL's pickles; log-probs are of the response's tokens. */
const converted = shape(
  { id: 'slime', name: 'slime or SkyRL rollouts, converted', lacks: ['log-probs, where the dump had none'] },
  z.looseObject({
    source: z.string().optional(),
    rollout_id: z.union([z.number(), z.string()]).nullish(),
    group_index: z.union([z.number(), z.string()]).nullish(),
    tokens: z.array(whole),
    response_length: whole,
    prompt: z.union([z.string(), z.array(message)]).nullish(),
    response: z.string().nullish(),
    label: z.unknown().optional(),
    reward: z.union([score, z.looseObject({})]),
    status: z.string().nullish(),
    log_probs: logprobs.nullish(),
    rollout_log_probs: logprobs.nullish(),
    teacher_log_probs: logprobs.nullish(),
  }),
  (line, source) => {
    const { tokens, response_length, prompt } = line
    const student = line.rollout_log_probs ?? line.log_probs
    return {
      rollouts: [
        {
          step: numeric(line.rollout_id) ?? stepOfPath(source.path),
          group: line.group_index === null || line.group_index === undefined ? null : String(line.group_index),
          prompt: typeof prompt === 'string' ? prompt : prompt ? turns(prompt).prompt : null,
          completion: line.response ?? null,
          reward: numeric(line.reward),
          ...(typeof line.label === 'string' && { answer: line.label }),
          ...(line.status && { finish: line.status }),
          token_ids: tokens.slice(tokens.length - response_length),
          prompt_token_ids: tokens.slice(0, tokens.length - response_length),
          ...(student && { student_logprobs: student.map(finite) }),
          ...(line.teacher_log_probs && { teacher_logprobs: line.teacher_log_probs.map(finite) }),
        },
      ],
    }
  },
)

const tinkerSummary = shape(
  { id: 'tinker', name: 'tinker-cookbook rollout summaries', lacks: ['texts', ...NO_TOKENS] },
  z.looseObject({
    schema_version: z.union([z.number(), z.string()]),
    group_idx: whole,
    traj_idx: whole,
    split: z.string().nullish(),
    iteration: whole.nullish(),
    total_reward: score,
    final_reward: score,
    steps: z.array(z.looseObject({ ac_len: whole.nullish(), ob_len: whole.nullish() })),
  }),
  (line, source) => ({
    rollouts: [
      {
        step: line.iteration ?? stepOfPath(source.path),
        group: String(line.group_idx),
        prompt: null,
        completion: null,
        reward: finite(line.total_reward ?? line.final_reward),
        extra: {
          tokens: line.steps.reduce((sum, { ac_len }) => sum + (ac_len ?? 0), 0),
          prompt_tokens: line.steps[0]?.ob_len ?? 0,
          ...(typeof line.split === 'string' && { split: line.split }),
        },
      },
    ],
  }),
)

/** Numbers only, whatever stands beside them; those that are not finite stand apart: a loss that broke is what one looks for. */
function numbers(line: Fields, without: readonly string[]): Pick<Metrics, 'values' | 'not_finite'> {
  const of = Object.entries(line).filter(([key]) => !without.includes(key))
  const broken = of.filter((entry): entry is [string, string] => bareNumber.safeParse(entry[1]).success)
  const values = of.flatMap(([key, value]) => {
    const read = numeric(value)
    return read === null ? [] : [[key, read] as const]
  })
  return { values: Object.fromEntries(values), ...(broken.length > 0 && { not_finite: Object.fromEntries(broken) }) }
}

/** The last line of ms-swift's log: what stood in the lines before, once more. */
const swiftSummary = shape(
  { id: 'ms-swift', name: 'ms-swift logging.jsonl', lacks: [] },
  z.looseObject({ log_history: z.array(z.unknown()), last_model_checkpoint: z.unknown() }),
  () => ({}),
)

const verlMetrics = shape(
  { id: 'verl', name: 'verl metrics', lacks: [] },
  z.looseObject({ step: whole, data: z.record(z.string(), z.unknown()) }),
  ({ step, data }) => ({ metrics: [{ step, ...numbers(data, []) }] }),
)

const swiftMetrics = shape(
  { id: 'ms-swift', name: 'ms-swift logging.jsonl', lacks: [] },
  z.looseObject({ 'global_step/max_steps': z.string().regex(/^\d+\/\d+$/) }),
  (line) => ({
    metrics: [{ step: Number.parseInt(line['global_step/max_steps'], 10), ...numbers(line, []) }],
  }),
)

const factoryMetrics = shape(
  { id: 'llama-factory', name: 'LLaMA-Factory trainer_log.jsonl', lacks: [] },
  z.looseObject({ current_steps: whole, total_steps: whole }),
  (line) => ({ metrics: [{ step: line.current_steps, ...numbers(line, ['current_steps', 'total_steps']) }] }),
)

const trainerState = shape(
  { id: 'transformers', name: 'trainer_state.json (TRL, ms-swift, LLaMA-Factory)', lacks: [] },
  z.looseObject({ log_history: z.array(z.looseObject({})) }),
  ({ log_history }) => ({
    metrics: log_history.map((entry) => ({ step: numeric(entry.step), ...numbers(entry, ['step']) })),
  }),
)

/** Of SkyRL's evaluation, beside its texts; the step stands in the folder's name. */
const skyrlMetrics = shape(
  { id: 'skyrl', name: 'SkyRL results of an evaluation', lacks: [] },
  z
    .looseObject({})
    .refine((line) => Object.keys(line).length > 0 && Object.keys(line).every((name) => name.startsWith('eval/'))),
  (line, source) => ({ metrics: [{ step: stepOfPath(source.path), ...numbers(line, []) }] }),
)

/** Fields of texts: a line with one of them is no line of metrics, whatever is wrong with it. */
const OF_ROLLOUTS = [
  ...['prompt', 'completion', 'input', 'output', 'content', 'input_prompt', 'output_response'],
  ...['responses', 'trajectories', 'tokens', 'token_ids'],
]

const flatMetrics = shape(
  { id: 'tinker', name: 'tinker-cookbook metrics, or others with a step', lacks: [] },
  z.looseObject({ step: whole }).refine((line) => {
    const { values, not_finite = {} } = numbers(line, ['step'])
    return Object.keys({ ...values, ...not_finite }).length > 0 && !OF_ROLLOUTS.some((name) => name in line)
  }),
  (line) => ({ metrics: [{ step: line.step, ...numbers(line, ['step']) }] }),
)

/** JSON lines of TRL's table: the columns of its parquet files. */
const trlRow = shape(
  { id: 'trl', name: 'TRL completions', lacks: NO_TOKENS },
  z.looseObject({
    step: z.union([z.number(), z.string()]).nullish(),
    prompt: z.union([z.string(), z.array(message)]),
    completion: z.union([z.string(), z.array(message)]),
  }),
  (line) => ({
    rollouts: [
      {
        step: numeric(line.step),
        group: null,
        prompt: promptText(line.prompt),
        completion: typeof line.completion === 'string' ? line.completion : (turns(line.completion).completion ?? ''),
        reward: rewardOf(line, ['step', 'advantage']),
        ...answerOf(line),
        ...extras(line, ['step', 'prompt', 'completion']),
      },
    ],
  }),
)

/** The most particular first. */
export const SHAPES: readonly Shape[] = [
  ...[areal, verl, skyrl, nemo, swift, roll, rllm, lightning, converted, tinkerSummary, kdflow, trlRow],
  ...[verlMetrics, swiftMetrics, swiftSummary, factoryMetrics, trainerState, skyrlMetrics, flatMetrics],
]
/** For rows of parquet files. */
export const TABLE_SHAPES: readonly Shape[] = [areal, verl, skyrl, kdflow, trlRow]

export const shapeOf = (json: unknown, shapes = SHAPES): Shape | undefined => shapes.find((each) => each.matches(json))
