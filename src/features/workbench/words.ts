/** @file What the places and values of a recipe are called in the reader's language; what has no word of its own keeps the recipe's. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { mark, t } from '../../i18n/words.ts'
import { lossDivergence } from '../../methods/divergences/registry.ts'
import { partName } from '../../methods/part-names.ts'
import { type Teacher, teacherObject } from '../../methods/teachers.ts'
import { contextName, worldName } from '../../stage/names.ts'
import { WRITER_NAMES } from '../../stage/writer-names.ts'
import type { ContextKind } from '../../world/types.ts'

const PLACES: Readonly<Record<string, string>> = {
  teacher: mark('teacher'),
  context: mark('privileged context'),
  kinds: mark('what the teacher sees'),
  plays: mark('stands for'),
  model: mark('model'),
  every: mark('every so many steps'),
  decay: mark('decay'),
  lead: mark('steps ahead'),
  draws: mark('texts'),
  id: mark('called'),
  writer: mark('writer'),
  each: mark('texts a problem'),
  decoding: mark('decoding'),
  temperature: mark('temperature'),
  maxTokens: mark('longest text'),
  store: mark('kept texts'),
  problems: mark('problems'),
  capacity: mark('how many'),
  share: mark('share'),
  only: mark('only where'),
  keep: mark('what is kept'),
  replaces: mark('in place of'),
  mixing: mark('a coin for the writer'),
  onPolicy: mark('share of the student'),
  balance: mark('balance'),
  difficulty: mark('difficulty'),
  later: mark('two models write'),
  loss: mark('loss'),
  term: mark('loss'),
  on: mark('reads the texts'),
  coefficient: mark('coefficient'),
  weights: mark('weights and gates'),
  per: mark('mean over'),
  divergence: mark('divergence'),
  support: mark('support'),
  of: mark('of whom'),
  rest: mark('the rest'),
  entryClip: mark('clip of each entry'),
  advantage: mark('advantage'),
  shape: mark('limits of the advantage'),
  surrogate: mark('ratio'),
  clip: mark('clip'),
  reward: mark('reward'),
  grade: mark('grade of a judge'),
  length: mark('price of length'),
  rounds: mark('rounds'),
  learningRate: mark('learning rate'),
  world: mark('world'),
  name: mark('name'),
  until: mark('ends at'),
  from: mark('from'),
  to: mark('to'),
  start: mark('start'),
  end: mark('end'),
  expression: mark('expression'),
}

/** "topK" as "top k". */
const spaced = (key: string): string =>
  key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()

export function placeName(key: string): string {
  const word = PLACES[key]
  return t(word ?? spaced(key))
}

/** A value of a choice or the tag of a kind. @param key the place where it stands */
export function valueName(key: string, value: string | number | null): string {
  if (value === null) return key === 'teacher' ? t('nobody') : t('nothing more')
  const word = String(value)
  if (key === 'writer') return t(WRITER_NAMES[word as keyof typeof WRITER_NAMES] ?? word)
  if (key === 'kinds' || key === 'contexts') return contextName(word as ContextKind)
  if (key === 'world' || key === 'worlds') return worldName(word)
  if (key === 'teacher') return t(partName(teacherObject({ kind: word } as Teacher).parts[0] ?? 'T.larger'))
  if (key === 'divergence') return divergenceName(word)
  return t(spaced(word))
}

function divergenceName(id: string): string {
  const card = DIVERGENCES.find((each) => each.id === id)
  if (card) return t(card.name)
  const [part] = lossDivergence({ id } as Parameters<typeof lossDivergence>[0]).parts({ id } as never)
  return t(part === undefined ? spaced(id) : partName(part))
}
