/** @file A teacher on a server that the page's training runs learn from: checked once, then asked at every step. */
import { EngineError } from '../../engine/errors.ts'
import { type RemoteTeacher, scoreTexts } from '../../remote/client.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import { modelWords } from '../../store/model-words.ts'
import type { ServedTeacher, TeacherLine } from '../../store/served-teacher.ts'
import { type Asked, PATIENCE } from './asked.ts'
import { checkTeacher } from './check.ts'

/** Tokens that a text of a run can have. */
const LONGEST = 512

/** @throws RemoteError for what is wrong with the server */
export async function openForTraining({
  parts: { store },
  key,
  line,
  signal,
}: Asked): Promise<{ readonly about: ServedTeacher; readonly line: TeacherLine }> {
  const state = store.getState()
  const { form } = state.remote
  const { words, bos } = await modelWords(state.settings.student, state)
  const teacher: RemoteTeacher = { role: 'teacher', ...form, key, timeout: PATIENCE }
  // As long as the longest text, so that its length is told now; of its tokens only the first few are read.
  const taste = words.encode('Solution:\n')
  const ids = [bos, ...Array.from({ length: LONGEST - 1 }, (_, i) => taste[i % taste.length] ?? bos)]
  await checkTeacher(line, { teacher, ids, vocabulary: words.size, page: location.href, signal })
  return {
    about: { model: form.model, topK: form.topK },
    line: (texts, until, onRead) =>
      scoreTexts(teacher, texts, words.size, {
        ...{ signal: until, exchange: line.exchange },
        ...(onRead && { onRead }),
      }).catch((error: unknown) => {
        throw forTraining(error, key)
      }),
  }
}

/** As the engine's own failures are told, without the key. */
function forTraining(error: unknown, key: string | null): unknown {
  if (!(error instanceof RemoteError)) return error
  const bare = (text: string): string => (key ? text.replaceAll(key, '***') : text)
  return new EngineError(
    error.trouble === 'cancelled' ? 'cancelled' : 'session-failed',
    bare(error.message),
    bare(error.remedy),
    { cause: error },
  )
}
