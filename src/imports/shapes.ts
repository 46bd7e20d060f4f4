/**
 * @file The shapes of JSON that trainers write, each as a schema and what it means. A file is recognised by the first line that fits a
 * shape; the order is that of the most particular first. Formats: the trainers' sources, at the versions of `src/trainers`.
 */
import * as z from 'zod'
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
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)])
const score = z.union([number, z.boolean().transform(Number), z.null()]).optional()
const idText = z.union([z.string(), z.number()]).transform(String)
const whole = z.int()

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
    step: whole.optional(),
    uid: z.string().optional(),
  }),
  (line, source) => ({
    rollouts: [
      {
        step: line.step ?? stepOfPath(source.path),
        // uid is sample_rollout_output; the first belongs to the prompt.
        group: line.uid === undefined ? null : line.uid.split('_').slice(0, -2).join('_') || line.uid,
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
    idx: whole,
    content: one(z.union([z.string(), z.array(message)])),
    input_lengths: one(whole).optional(),
    rewards: one(score).optional(),
    token_ids: one(z.array(whole)).optional(),
    token_loss_mask: one(z.array(number)).optional(),
    advantages: one(z.union([z.array(number), number])).optional(),
    generation_logprobs: one(logprobs).optional(),
    prev_logprobs: one(logprobs).optional(),
  }),
  (line, source) => {
    const texts = typeof line.content === 'string' ? splitTemplated(line.content) : turns(line.content)
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

interface NemoLine {
  readonly input_lengths?: number | undefined
  readonly token_ids?: readonly number[] | undefined
  readonly token_loss_mask?: readonly number[] | undefined
  readonly advantages?: readonly number[] | number | undefined
  readonly generation_logprobs?: readonly (number | null)[] | undefined
  readonly prev_logprobs?: readonly (number | null)[] | undefined
}

/** Above 0 by no more than this, a log-prob that was summed from two is 0. */
const ROUNDING = 1e-3

/**
 * Arrays are padded to the batch's longest, so they are cut. Where the advantage moves from token to token it is MOPD's,
 * log p_T - log p_S, from which the teacher's log-prob follows; a group's advantage is one number for the whole text.
 */
function nemoTokens(line: NemoLine): Partial<Rollout> {
  const { token_ids, input_lengths = token_ids?.length ?? 0, prev_logprobs, advantages } = line
  if (!token_ids) return {}
  const mask = line.token_loss_mask ?? token_ids.map(() => 1)
  const rows = token_ids.map((_, i) => i).filter((i) => i < input_lengths && mask[i] === 1)
  const first = rows[0] ?? input_lengths
  const student = line.generation_logprobs ?? prev_logprobs
  const perToken = typeof advantages === 'object' && rows.some((i) => advantages[i] !== advantages[first])
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
        reward: typeof line.reward_result === 'number' ? finite(line.reward_result) : null,
        ...extras(line, ['prompt', 'output', 'reward_result']),
      },
    ],
  }),
)

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
const numeric = (value: unknown): number | null => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

const swift: Shape = {
  ...shape(
    { id: 'ms-swift', name: 'ms-swift completions', lacks: NO_TOKENS },
    columns.refine(({ prompt, completion, step }) => isList(prompt) && isList(completion) && isList(step)),
    (line) => ({
      rollouts: transposed(line).map((row) => ({
        step: numeric(row.step),
        group: null,
        prompt: said(row.prompt),
        completion: said(row.completion),
        // One column for each reward function, under its own name; advantages and entropy are none.
        reward: firstReward(row, ['step', 'prompt', 'completion', 'advantages', 'entropy']),
        ...extras(row, ['step', 'prompt', 'completion']),
      })),
    }),
  ),
}

function firstReward(row: Readonly<Record<string, unknown>>, others: readonly string[]): number | null {
  const named = numeric(row.reward) ?? numeric(row.rewards)
  if (named !== null) return named
  const found = Object.entries(row).find(([key, value]) => !others.includes(key) && typeof value === 'number')
  return found ? numeric(found[1]) : null
}

const ROLL_KNOWN = ['global_step', 'id', 'prompt', 'messages', 'responses', 'scores', 'ground_truth']

const roll = shape(
  { id: 'roll', name: 'ROLL rollouts', lacks: NO_TOKENS },
  columns.refine(({ responses, global_step, scores }) => isList(responses) && (isList(global_step) || isList(scores))),
  (line, source) => ({
    rollouts: transposed(line).map((row) => ({
      step: numeric(row.global_step) ?? stepOfPath(source.path),
      group: row.id === undefined ? null : said(row.id),
      prompt: said(row.prompt ?? row.messages),
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
    sample_idx: whole,
    prompt: z.string(),
    completion: z.string(),
    reward: score,
    tail_version: whole.optional(),
    head_version: whole.optional(),
  }),
  (line) => ({
    rollouts: [
      {
        step: line.tail_version ?? line.head_version ?? null,
        group: line.task_id,
        prompt: line.prompt,
        completion: line.completion,
        reward: finite(line.reward),
        ...extras(line, ['task_id', 'prompt', 'completion', 'reward', 'tail_version']),
      },
    ],
  }),
)

const skyrl = shape(
  { id: 'skyrl', name: 'SkyRL evaluation', lacks: NO_TOKENS },
  z.looseObject({
    input_prompt: z.union([z.string(), z.array(message)]),
    output_response: z.string(),
    score: z.union([score, z.array(number)]),
    stop_reason: z.string().nullish(),
  }),
  (line, source) => ({
    rollouts: [
      {
        step: stepOfPath(source.path),
        group: null,
        prompt: typeof line.input_prompt === 'string' ? line.input_prompt : (turns(line.input_prompt).prompt ?? ''),
        completion: line.output_response,
        reward: Array.isArray(line.score) ? line.score.reduce((sum, value) => sum + value, 0) : finite(line.score),
        ...(line.stop_reason && { finish: line.stop_reason }),
        ...extras(line, ['input_prompt', 'output_response', 'score', 'stop_reason']),
      },
    ],
  }),
)

const rllm = shape(
  { id: 'rllm', name: 'rLLM episodes', lacks: NO_TOKENS },
  z.looseObject({
    training_step: whole.optional(),
    episode_id: idText.optional(),
    task_hash: idText.optional(),
    termination_reason: z.string().nullish(),
    trajectories: z.array(
      z.looseObject({
        name: z.string().optional(),
        reward: score,
        steps: z.array(z.looseObject({ reward: score, chat_completions: z.array(message) })),
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
          ...turns(last.chat_completions),
          reward: finite(trajectory.reward ?? last.reward),
          ...(line.termination_reason && { finish: line.termination_reason }),
          ...(trajectory.name !== undefined && {
            extra: { trajectory: trajectory.name, steps: trajectory.steps.length },
          }),
        },
      ]
    }),
  }),
)

const lightningEvent = z.looseObject({
  event_type: z.string(),
  rollout_id: idText.optional(),
  attempt_id: idText.optional(),
  data: z.looseObject({
    prompt_token_ids: z.array(whole).nullish(),
    response_token_ids: z.array(whole).nullish(),
    response_log_probs: logprobs.nullish(),
    value: score,
  }),
})

/** The reward of an attempt belongs to all that it wrote. */
const lightning = shape(
  { id: 'agent-lightning', name: 'Agent-Lightning events', lacks: ['texts', 'log-probs of the teacher', 'steps'] },
  z.array(lightningEvent).min(1),
  (events) => {
    const of = ({ rollout_id = '', attempt_id = '' }: z.infer<typeof lightningEvent>) => `${rollout_id}/${attempt_id}`
    const rewards = new Map<string, number | null>()
    for (const event of events) if (event.event_type === 'reward') rewards.set(of(event), finite(event.data.value))
    return {
      rollouts: events.flatMap((event) => {
        const { response_token_ids, prompt_token_ids, response_log_probs } = event.data
        if (!response_token_ids) return []
        return [
          {
            step: null,
            group: event.rollout_id ?? null,
            prompt: null,
            completion: null,
            reward: rewards.get(of(event)) ?? null,
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
    split: z.string().optional(),
    iteration: whole.nullish(),
    total_reward: score,
    final_reward: score,
    steps: z.array(z.looseObject({ ac_len: whole.optional(), ob_len: whole.optional() })),
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
          tokens: line.steps.reduce((sum, { ac_len = 0 }) => sum + ac_len, 0),
          prompt_tokens: line.steps[0]?.ob_len ?? 0,
          ...(line.split !== undefined && { split: line.split }),
        },
      },
    ],
  }),
)

/** Numbers only, whatever stands beside them; those that are not finite are left out. */
function numbers(
  line: Readonly<Record<string, unknown>>,
  without: readonly string[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(line).filter(
      (entry): entry is [string, number] =>
        !without.includes(entry[0]) && typeof entry[1] === 'number' && Number.isFinite(entry[1]),
    ),
  )
}

const verlMetrics = shape(
  { id: 'verl', name: 'verl metrics', lacks: [] },
  z.looseObject({ step: whole, data: z.record(z.string(), z.unknown()) }),
  ({ step, data }) => ({ metrics: [{ step, values: numbers(data, []) }] }),
)

const swiftMetrics = shape(
  { id: 'ms-swift', name: 'ms-swift logging.jsonl', lacks: [] },
  z.looseObject({ 'global_step/max_steps': z.string().regex(/^\d+\/\d+$/) }),
  (line) => ({
    metrics: [{ step: Number.parseInt(line['global_step/max_steps'], 10), values: numbers(line, []) }],
  }),
)

const factoryMetrics = shape(
  { id: 'llama-factory', name: 'LLaMA-Factory trainer_log.jsonl', lacks: [] },
  z.looseObject({ current_steps: whole, total_steps: whole }),
  (line) => ({ metrics: [{ step: line.current_steps, values: numbers(line, ['current_steps', 'total_steps']) }] }),
)

const trainerState = shape(
  { id: 'transformers', name: 'trainer_state.json (TRL, ms-swift, LLaMA-Factory)', lacks: [] },
  z.looseObject({ log_history: z.array(z.looseObject({ step: whole })) }),
  ({ log_history }) => ({
    metrics: log_history.map((entry) => ({ step: entry.step, values: numbers(entry, ['step']) })),
  }),
)

const flatMetrics = shape(
  { id: 'tinker', name: 'metrics with a step (tinker-cookbook and others)', lacks: [] },
  z
    .looseObject({ step: whole })
    .refine(
      (line) => Object.keys(numbers(line, ['step'])).length > 0 && !('prompt' in line) && !('completion' in line),
    ),
  (line) => ({ metrics: [{ step: line.step, values: numbers(line, ['step']) }] }),
)

/** JSON lines of TRL's table: the columns of its parquet files. */
const trlRow = shape(
  { id: 'trl', name: 'TRL completions', lacks: NO_TOKENS },
  z.looseObject({
    step: z.union([z.number(), z.bigint(), z.string()]).optional(),
    prompt: z.union([z.string(), z.array(message)]),
    completion: z.union([z.string(), z.array(message)]),
  }),
  (line) => ({
    rollouts: [
      {
        step: typeof line.step === 'bigint' ? Number(line.step) : numeric(line.step),
        group: null,
        prompt:
          typeof line.prompt === 'string' ? line.prompt : line.prompt.map(({ content }) => said(content)).join('\n'),
        completion: typeof line.completion === 'string' ? line.completion : (turns(line.completion).completion ?? ''),
        reward: firstReward(line, ['step', 'advantage']),
        ...extras(line, ['step', 'prompt', 'completion']),
      },
    ],
  }),
)

/** The most particular first. */
export const SHAPES: readonly Shape[] = [
  ...[areal, verl, skyrl, nemo, swift, roll, rllm, lightning, converted, tinkerSummary, kdflow, trlRow],
  ...[verlMetrics, swiftMetrics, factoryMetrics, trainerState, flatMetrics],
]
/** For rows of parquet files. */
export const TABLE_SHAPES: readonly Shape[] = [areal, verl, skyrl, kdflow, trlRow]

export const shapeOf = (json: unknown, shapes = SHAPES): Shape | undefined => shapes.find((each) => each.matches(json))
