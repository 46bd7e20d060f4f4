/** @file The teacher on a server, asked about the rollout on the stage: the student is read here, the teacher there. */

import { divergenceById } from '../../divergence/registry.ts'
import { mean } from '../../divergence/stats.ts'
import type { Rollout, TokenScore } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { message } from '../../message/message.ts'
import { boundsOf, entropyBounds, knownOf } from '../../remote/bounds.ts'
import { type RemoteTeacher, scoreText } from '../../remote/client.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import type { PositionScore } from '../../remote/wire.ts'
import type { ReadingRow } from '../../stage/reading-axis.tsx'
import { modelWords } from '../../store/model-words.ts'
import { contextFor } from '../../store/scoring.ts'
import { type Asked, PATIENCE } from './asked.ts'
import { checkTeacher } from './check.ts'
import type { RemoteForm, RemoteReading } from './state.ts'

/** A text for the teacher: ids of its prompt and of the rollout, and where the latter begins. */
interface Text {
  readonly ids: readonly number[]
  readonly from: number
}

/**
 * Checks the server, then has it read the rollout on the stage.
 * @throws RemoteError for what is wrong with the server; what the student's own reading throws
 */
export async function readRemotely({
  parts: { store, queries },
  key,
  line,
  signal,
  onGood,
}: Asked): Promise<RemoteReading> {
  const state = store.getState()
  const { rollout: record, settings } = state
  if (!record?.result) throw new RemoteError('refused', t('No rollout stands on the stage.'), '')
  const rollout = record.result
  const context = settings.privileged ? contextFor(settings) : null
  const { student } = record
  // The student as its own teacher: its whole distribution at every token, and the prompt as the teacher is given it.
  const own = await queries.ask(
    {
      key: `score|remote|${record.id}|${student}|${context}`,
      models: [student],
      ask: (engine, of) =>
        engine.score(
          { rollout, teacher: student, context, divergences: [], topK: Number.MAX_SAFE_INTEGER },
          { signal: of },
        ),
      keep: () => {},
      failed: message('The student could not read the rollout for the teacher on the server.'),
    },
    signal,
  )
  const { words, bos } = await modelWords(student, state)
  const prompt = [bos, ...words.encode(own.teacherPrompt)]
  const text: Text = { ids: [...prompt, ...rollout.tokens.map(({ id }) => id)], from: prompt.length }
  const { form } = state.remote
  const teacher: RemoteTeacher = { ...form, role: 'teacher', key, timeout: PATIENCE }
  await checkTeacher(line, { teacher, ids: text.ids, vocabulary: words.size, page: location.href, signal })
  onGood()
  const said = await scoreText(teacher, text, words.size, { signal, exchange: line.exchange })
  return readingOf(record.id, rollout, own.tokens, said, form, settings)
}

/** Short, for a row. */
const nameOf = (id: string): string => (id === 'jsd' ? t('JSD') : t(divergenceById(id).name))

/** Numbers token by token: exact for the sampled token, between two ends for whole distributions. */
export function readingOf(
  id: number,
  { tokens }: Pick<Rollout, 'tokens'>,
  student: readonly TokenScore[],
  said: readonly PositionScore[],
  { model, topK }: Pick<RemoteForm, 'model' | 'topK'>,
  {
    divergence,
    params,
  }: { readonly divergence: string; readonly params: Readonly<Record<string, Readonly<Record<string, number>>>> },
): RemoteReading {
  const ids = [...new Set([divergence, 'reverse-kl', 'forward-kl', 'jsd'])]
  const positions = tokens.map((token, i) => {
    const { top, logpStudent } = student[i]!
    const logs = new Float64Array(top.length).fill(Number.NEGATIVE_INFINITY)
    for (const entry of top) logs[entry.id] = entry.logpStudent
    const found = knownOf(said[i]!, token.id, topK, logs.length)
    const own = said[i]!.own
    return {
      ...{ own, logpStudent, rest: found.rest },
      gap: own === null ? null : own - logpStudent,
      entropy: entropyBounds(found, logs.length),
      bounds: ids.map((each) =>
        found.known.size === 0 ? null : boundsOf(each, params[each] ?? {}, logs, found, token.id),
      ),
    }
  })
  const exact = t('exact')
  const between = t('between bounds')
  const row = (key: string, name: string, kind: ReadingRow['kind'], note: string, values: ReadingRow['values']) => ({
    ...{ id: key, name, kind, note, values },
  })
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
  const unbounded = ids.filter((_, k) => positions.every(({ bounds }) => bounds[k] === null))
  const known = positions.flatMap(({ gap }) => (gap !== null && Number.isFinite(gap) ? [gap] : []))
  return {
    ...{ rollout: id, model, topK, unbounded },
    tokens: tokens.map(({ text }) => text),
    known: positions.filter(({ own }) => own !== null).length,
    meanGap: known.length > 0 ? mean(known) : null,
    tail: Math.max(0, ...positions.map(({ rest }) => rest)),
    rows: [
      row(
        'gap',
        t('gap'),
        'gap',
        exact,
        positions.map(({ gap }) => gap),
      ),
      row(
        'student',
        t('student −log p'),
        'size',
        t('measured here'),
        positions.map(({ logpStudent }) => -logpStudent),
      ),
      row(
        'teacher',
        t('teacher −log p'),
        'size',
        exact,
        positions.map(({ own }) => (own === null ? null : -own)),
      ),
      ...ids.flatMap((each, k) =>
        unbounded.includes(each)
          ? []
          : [
              {
                ...row(
                  each,
                  nameOf(each),
                  'size' as const,
                  between,
                  positions.map(({ bounds }) => bounds[k]?.lower ?? null),
                ),
                upper: positions.map(({ bounds }) => (bounds[k] ? finite(bounds[k].upper) : null)),
              },
            ],
      ),
      {
        ...row(
          'entropy',
          t('teacher entropy'),
          'size',
          between,
          positions.map(({ entropy }) => entropy.lower),
        ),
        upper: positions.map(({ entropy }) => finite(entropy.upper)),
      },
    ],
  }
}
