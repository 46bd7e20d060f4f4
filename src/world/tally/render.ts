/** @file Puts a story, a solution and a plan into a language's words. */
import { formatEquation } from '../arithmetic.ts'
import type { Writer } from '../types.ts'
import { fill, type Language } from './language.ts'
import {
  type Distractor,
  EVENT_RULES,
  finalValue,
  type Story,
  type TallyEvent,
  type WorkedStep,
  workStory,
} from './story.ts'

/** The problem's text, one line: start, events and distractors, question. */
export function renderQuestion(story: Story, language: Language): string {
  const { hero, thing, start } = story
  const things = language.things[thing]
  return [
    fill(language.start, { hero, n: start, things }),
    ...story.sentences.map((sentence) => renderSentence(sentence, story, language)),
    fill(language.question, { hero, things, howMany: language.howMany[thing] }),
  ].join(' ')
}

function renderSentence(sentence: TallyEvent | Distractor, story: Story, language: Language): string {
  const { hero, thing } = story
  if (sentence.type === 'distractor') {
    const { kind, amount: n, person: other, third } = sentence
    return fill(language.distractors[kind], { hero, other, third, n, things: language.things[sentence.thing] })
  }
  const { kind, amount: n, other, form } = sentence
  const forms = language.events[kind]
  return fill(forms[form % forms.length] ?? forms[0], { hero, other, n, things: language.things[thing] })
}

/** A complete solution in one writer's hand, ending with the answer line. */
export function renderSolution(story: Story, writer: Writer, language: Language): string {
  const steps = workStory(story, writer.care)
  const lines = steps.map(({ event, equation }) => {
    if (writer.style === 'terse') return formatEquation(equation)
    const clause = fill(language.clauses[event.kind], { hero: story.hero, other: event.other, n: event.amount })
    return `${clause}: ${formatEquation(equation)}`
  })
  if (writer.style === 'verbose') {
    lines.unshift(fill(language.opening, { hero: story.hero, n: story.start, things: language.things[story.thing] }))
  }
  return [...lines, fill(language.answerLine, { n: finalValue(story, steps) })].join('\n')
}

/** All operations in order, without results: `Hint: first 37+22, then -4.` */
export function renderHint(steps: readonly WorkedStep[], language: Language): string {
  const { first, next } = language.contexts.hint
  const plans = steps.map(({ equation: { left, operator, right } }, i) =>
    i === 0 ? fill(first, { plan: `${left}${operator}${right}` }) : fill(next, { plan: `${operator}${right}` }),
  )
  return `${plans.join('')}.`
}

/** How the problem was built, in words: `Path: start 37, add 22, take 4, double.` */
export function renderPath(story: Story, steps: readonly WorkedStep[], language: Language): string {
  const words = language.contexts.path
  const parts = steps.map(({ event: { kind, amount } }) => {
    const { operator } = EVENT_RULES[kind]
    const doubles = kind === 'doubled' || kind === 'night-doubled'
    const template = { '+': words.add, '-': words.take, '/': words.halve, x: doubles ? words.double : words.times }
    return fill(template[operator], { n: amount })
  })
  return fill(words.frame, { plan: [fill(words.start, { n: story.start }), ...parts].join(', ') })
}
