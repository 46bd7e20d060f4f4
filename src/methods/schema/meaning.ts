/** @file What the shape of a recipe cannot say: draws that exist, phases that end, groups to compare in, somebody to ask. */

import { message, type Sentence } from '../../message/message.ts'
import { needsOf } from '../needs.ts'
import type { Phase, Recipe } from '../recipe/recipe.ts'
import type { RolloutDraw, Rollouts } from '../recipe/rollouts.ts'
import type { Term } from '../recipe/terms.ts'
import { voicesOf } from '../teacher-mix.ts'
import { teacherObject } from '../teachers.ts'
import { type Weight, weightObject } from '../weights/weights.ts'
import { type Path, RecipeError, wrongAt } from './recipe-error.ts'

/** @throws RecipeError for the first thing that has no meaning */
export function checkMeaning(recipe: Recipe): void {
  let before = 0
  const kept: string[] = []
  recipe.phases.forEach((phase: Phase<Term>, i) => {
    const at = ['phases', i]
    if (phase.until <= before) {
      fail(
        [...at, 'until'],
        message('is {value}, where the phase before ends at {before}', { value: phase.until, before }),
        'Let every phase end later.',
      )
    }
    before = phase.until
    if (phase.from !== undefined && phase.from !== 'start' && !kept.includes(phase.from)) {
      fail(
        [...at, 'from'],
        message('names "{name}", which no earlier phase keeps', { name: phase.from }),
        message('Name one of {names}.', { names: ['start', ...kept].map((name) => `"${name}"`).join(', ') }),
      )
    }
    if (phase.keeps !== undefined) kept.push(phase.keeps)
    if (phase.keeps === 'start' || phase.keeps === 'larger') {
      fail(
        [...at, 'keeps'],
        message('is "{name}", which already has a meaning', { name: phase.keeps }),
        'Choose another name.',
      )
    }
    checkDraws(recipe, phase.rollouts, [...at, 'rollouts'])
    phase.loss.forEach((term, j) => {
      checkTerm(recipe, term, phase.rollouts, [...at, 'loss', j])
    })
  })
  if (before !== 1) {
    fail(
      ['phases', recipe.phases.length - 1, 'until'],
      message('is {value}', { value: before }),
      'Let the last phase end at 1, the end of the run.',
    )
  }
}

function fail(path: Path, what: Sentence, remedy: Sentence): never {
  throw new RecipeError(wrongAt(path, what), remedy)
}

/** Draws that speak of another one's texts: it must come before them. */
function checkEarlier(id: string, draws: readonly RolloutDraw[], before: number, path: Path): void {
  checkDrawExists(id, draws, path)
  if (draws.findIndex((draw) => draw.id === id) < before) return
  fail(path, message('names "{name}", which is not written before it', { name: id }), 'Put that draw first.')
}

function checkDraws({ teacher }: Recipe, { draws, mixing, balance, problems }: Rollouts, at: Path): void {
  const ids = draws.map(({ id }) => id)
  const students = draws.filter(({ writer }) => writer === 'student')
  draws.forEach((draw, i) => {
    const here = [...at, 'draws', i]
    if (ids.indexOf(draw.id) < i)
      fail([...here, 'id'], message('is "{name}" a second time', { name: draw.id }), 'Give every draw its own id.')
    if (draw.writer === 'teacher' && !teacher) {
      fail([...here, 'writer'], 'is "teacher", and the recipe has none', 'Name a teacher, or another writer.')
    }
    if (draw.writer === 'future' && teacher?.kind !== 'future') {
      fail(
        [...here, 'writer'],
        'is "future"',
        'Give the recipe a teacher of the kind "future", which says how far ahead.',
      )
    }
    if (draw.only && students.length === 0) {
      fail(
        [...here, 'only'],
        message('is "{name}", and no draw is by the student', { name: draw.only }),
        'Add a draw by the student.',
      )
    }
    if (draw.writer === 'ema' && !(teacher?.kind === 'ema' || (teacher?.kind === 'best-of' && teacher.decay))) {
      fail([...here, 'writer'], 'is "ema", and the recipe keeps no average', 'Give a teacher of the kind "ema".')
    }
    if (draw.after !== undefined) checkEarlier(draw.after, draws, i, [...here, 'after'])
    if (draw.edits) checkEarlier(draw.edits.draw, draws, i, [...here, 'edits', 'draw'])
    if (draw.behind && !draw.context) {
      fail([...here, 'behind'], 'is "context", and the draw has none', 'Give the draw a context, or take it out.')
    }
    if (draw.loop && (draw.writer !== 'student' || !teacher || teacherObject(teacher).says !== 'tokens')) {
      fail(
        [...here, 'loop'],
        message('is "{name}", which needs the student and a teacher that can be asked about tokens', {
          name: draw.loop.kind,
        }),
        'Let the student write, beside such a teacher.',
      )
    }
    if (draw.loop && voicesOf(teacher).length > 1) {
      fail([...here, 'loop'], 'asks one teacher, and the recipe has several', 'Name one teacher.')
    }
    if (draw.replaces === draw.id) fail([...here, 'replaces'], 'is the draw itself', 'Name another draw.')
    if (draw.replaces !== undefined) checkDrawExists(draw.replaces, draws, [...here, 'replaces'])
  })
  if (mixing && (students.length === 0 || students.length === draws.length)) {
    fail([...at, 'mixing'], 'has only one side', 'Give a draw by the student and one by another writer.')
  }
  if (balance && !students.some(({ each }) => each > 1)) {
    fail([...at, 'balance'], 'needs several texts a problem', "Set the student draw's each to 2 or more.")
  }
  if (problems && !teacher) fail([...at, 'problems'], 'asks a teacher, and the recipe has none', 'Take it out.')
}

function checkDrawExists(id: string, draws: readonly RolloutDraw[], path: Path): void {
  if (draws.some((draw) => draw.id === id)) return
  const known = draws.map((draw) => `"${draw.id}"`).join(', ')
  fail(
    path,
    message('names "{name}", which no draw of its phase is called', { name: id }),
    message('Name one of {names}.', { names: known }),
  )
}

function checkTerm(recipe: Recipe, term: Term, rollouts: Rollouts, at: Path): void {
  const { draws } = rollouts
  const { teacherLogits, teacherStatistics } = needsOf([term])
  if (recipe.teacher && teacherObject(recipe.teacher).says !== 'tokens' && (teacherLogits || teacherStatistics)) {
    fail(
      at,
      message('asks the teacher about tokens, and one of the kind "{kind}" cannot be asked', {
        kind: recipe.teacher.kind,
      }),
      'Name a teacher that can, such as "larger", or a term that reads texts or rewards.',
    )
  }
  if (term.kind === 'preference') {
    checkDrawExists(term.chosen, draws, [...at, 'chosen'])
    checkDrawExists(term.rejected, draws, [...at, 'rejected'])
    if (term.chosen === term.rejected) fail([...at, 'rejected'], 'is the chosen draw', 'Name another draw.')
    return
  }
  term.on.forEach((id, i) => {
    checkDrawExists(id, draws, [...at, 'on', i])
  })
  if (term.kind === 'policy-gradient') {
    term.advantage.forEach(({ kind }, i) => {
      if (kind === 'group' || kind === 'constrained') checkGroup(term.on, rollouts, [...at, 'advantage', i])
    })
    for (const [i, part] of term.advantage.entries())
      if (part.kind === 'quantile') checkDrawExists(part.draw, draws, [...at, 'advantage', i, 'draw'])
    if (term.shape?.margin) checkGroup(term.on, rollouts, [...at, 'shape', 'margin'])
    const { surrogate } = term
    if ('clip' in surrogate && surrogate.clip && surrogate.clip[0] === surrogate.clip[1]) {
      fail([...at, 'surrogate', 'clip'], 'leaves no room', 'Give a low limit under 1 or a high one over it.')
    }
  }
  term.weights?.forEach((weight, i) => {
    checkWeight(recipe, weight, term.on, rollouts, [...at, 'weights', i])
  })
}

function checkWeight(recipe: Recipe, weight: Weight, on: readonly string[], rollouts: Rollouts, at: Path): void {
  const needs = needsOf([{ kind: 'cross-entropy', on: ['any'], weights: [weight] }])
  if (!recipe.teacher && (needs.teacherLogits || needs.teacherStatistics)) {
    fail(
      at,
      message('"{kind}" asks a teacher, and the recipe has none', { kind: weight.kind }),
      'Name a teacher, or another weight.',
    )
  }
  if ('draw' in weight && weight.draw !== undefined) checkDrawExists(weight.draw, rollouts.draws, [...at, 'draw'])
  const compared = weightObject(weight).compares?.(weight, on)
  if (!compared) return
  for (const id of compared) checkDrawExists(id, rollouts.draws, [...at, 'draw'])
  checkGroup(compared, rollouts, at)
}

/** A problem's texts are compared with each other; where a coin chooses the side of a step, within each side. */
function checkGroup(ids: readonly string[], { draws, mixing }: Rollouts, path: Path): void {
  const own = draws.filter(({ id }) => ids.includes(id))
  const sides = mixing
    ? [own.filter(({ writer }) => writer === 'student'), own.filter(({ writer }) => writer !== 'student')]
    : [own]
  for (const side of sides) {
    const texts = side.reduce((sum, { each }) => sum + each, 0)
    if (texts !== 1) continue
    const where = side.map(({ id }) => `"${id}"`).join(', ')
    fail(
      path,
      message("compares a problem's texts, and the draw {name} has one", { name: where }),
      "Set the draw's each to 2 or more.",
    )
  }
}
