/** @file What is wrong with a model on a server: what it is called, what was said, and what to do on this page. */
import { mark, t } from '../../i18n/words.ts'
import type { Trouble } from '../../remote/remote-error.ts'
import type { Told } from './state.ts'

/** What went wrong in a word or two, and what to do on this page. */
const TROUBLES: Readonly<Record<Trouble, { readonly name: string; readonly remedy: string }>> = {
  unreachable: {
    name: mark('Not reachable'),
    remedy: mark(
      'Start the server, check address and port. Where both are right, it may not let pages of other origins ask (CORS).',
    ),
  },
  cors: {
    name: mark('Closed to other pages (CORS)'),
    remedy: mark('Start it so that this page may ask: vLLM --allowed-origins, llama.cpp --cors-origins.'),
  },
  'mixed-content': {
    name: mark('Mixed content'),
    remedy: mark('Put the server behind https, or forward its port to localhost.'),
  },
  'wrong-key': { name: mark('Wrong key'), remedy: mark('Give the key that the server was started with.') },
  'unknown-model': { name: mark('Unknown model'), remedy: mark('Give one of the names that the server has.') },
  'logprob-cap': {
    name: mark('Fewer log-probs than asked for'),
    remedy: mark('Ask for fewer words a token, or start vLLM with a higher --max-logprobs.'),
  },
  vocabulary: {
    name: mark('Another vocabulary'),
    remedy: mark('Choose a teacher with the tokenizer of the student.'),
  },
  'raw-logits': {
    name: mark('Raw logits in place of log-probs'),
    remedy: mark('Start it without --logprobs-mode raw_logits or processed_logits.'),
  },
  'too-long': {
    name: mark('Text too long'),
    remedy: mark('Lower the token limit, or start the server with a larger --max-model-len.'),
  },
  busy: { name: mark('The server is busy or fails'), remedy: mark('See the server’s own log, and try again.') },
  'too-slow': { name: mark('No answer in time'), remedy: mark('See the server’s own log, and try again.') },
  'broken-answer': {
    name: mark('Answer that cannot be read'),
    remedy: mark('Check the kind of server, and that its version gives log-probs of the prompt.'),
  },
  'no-logprobs': {
    name: mark('No log-probs of the prompt'),
    remedy: mark('Use a server that gives them: vLLM (prompt_logprobs) or SGLang (return_logprob).'),
  },
  refused: { name: mark('Refused'), remedy: mark('Check the kind of server and the model.') },
  cancelled: { name: mark('Cancelled'), remedy: mark('Start it again.') },
}

/** Where the student on the server wants something else than the teacher. */
const OF_STUDENT: Partial<Readonly<Record<Trouble, string>>> = {
  vocabulary: mark('Serve a student with the tokenizer of the student chosen here; what it wrote stands below.'),
  'broken-answer': mark('Check the kind of server, and that it completes texts: one for chats alone does not.'),
  refused: mark('Check the kind of server and the model; it writes for worlds in which one text is the whole answer.'),
}

export function TroubleNote({
  trouble,
  student = false,
}: {
  readonly trouble: NonNullable<Told['trouble']>
  readonly student?: boolean
}) {
  const { name, remedy } = TROUBLES[trouble.kind]
  return (
    <div className="remote-trouble" role="alert" data-trouble={trouble.kind}>
      <b>{t(name)}</b>
      <p lang="en">{trouble.message}</p>
      <p>{t((student ? OF_STUDENT[trouble.kind] : undefined) ?? remedy)}</p>
    </div>
  )
}
