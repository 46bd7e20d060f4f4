/** @file The chosen recipe, spelled out: as a formula whose parts have names, in one line, and whether it is on-policy distillation. */
import { useId, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { formatAmount } from '../../charts/format.ts'
import { Term } from '../../controls/term.tsx'
import { mark, t, translate } from '../../i18n/words.ts'
import { formula, type Segment } from '../../methods/formula.ts'
import { type CriterionVerdict, judge } from '../../methods/judge.ts'
import { familyOf, PART_FAMILIES, type PartFamily, type PartId, partName } from '../../methods/part-names.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import { useAppState } from '../../store/hooks.ts'
import { Formula, markedTex } from '../../ui/formula.tsx'
import { SourceText } from '../../ui/source-text.tsx'
import { expectedCost } from './expected-cost.ts'
import './recipe-card.css'

/** Whose part it is, in the page's colours; what belongs to nobody stays in ink. */
const VOICES: Readonly<Partial<Record<PartFamily, string>>> = { T: 'teacher', C: 'context', R: 'student' }

export function RecipeCard() {
  const recipe = useAppState(({ settings }) => chosenRecipe(settings))
  const heading = useId()
  const { c1, c2 } = useMemo(() => judge(recipe), [recipe])
  return (
    <section className="recipe-card" aria-labelledby={heading}>
      <h3 id={heading} className="heading" data-glance>
        {recipe.name}
      </h3>
      <div className="recipe-card-words">
        <p data-glance>{translate(recipe.description)}</p>
        <dl className="recipe-verdict" data-glance>
          <Answer name="C1" term="c1" question={t('on-policy: learns from its own texts')} verdict={c1} />
          <Answer name="C2" term="c2" question={t('distillation: taught token by token')} verdict={c2} />
        </dl>
        {recipe.note && (
          <p className="recipe-card-note" data-glance="wide tall">
            {t(recipe.note)}
          </p>
        )}
        <p className="recipe-card-note" data-glance="wide tall">
          <SourceText text={recipe.source} />
        </p>
        <CostLine />
      </div>
      <RecipeFormula key={recipe.id} recipe={recipe} />
    </section>
  )
}

/** What the whole run takes, before it starts. */
function CostLine() {
  const cost = useAppState(useShallow(expectedCost))
  if (!cost)
    return <p className="recipe-card-note">{t('What the run costs is worked out once models and a text are here.')}</p>
  return (
    <p className="recipe-card-note numeric">
      {t(
        'The run costs about {flops} FLOP: {written} tokens written, {scored} read by the teacher, {trained} learnt from.',
        {
          flops: formatAmount(cost.flops),
          written: formatAmount(cost.studentTokensSampled + cost.teacherTokensSampled),
          scored: formatAmount(cost.teacherTokensScored),
          trained: formatAmount(cost.studentTokensTrained),
        },
      )}
    </p>
  )
}

/** Every phase's formula; a name below lights its pieces up. */
function RecipeFormula({ recipe }: { readonly recipe: Recipe }) {
  const [active, setActive] = useState<PartId | null>(null)
  const { phases } = useMemo(() => formula(recipe), [recipe])
  const parts = [...new Set(phases.flatMap(({ segments }) => segments.flatMap(({ part }) => part ?? [])))]
  return (
    <div className="recipe-formula">
      <div className="recipe-phases" data-glance>
        {phases.map(({ name, segments }, i) => (
          <div key={name ?? `phase ${i + 1}`}>
            {phases.length > 1 && <p className="recipe-card-note">{name ? t(name) : t('phase {n}', { n: i + 1 })}</p>}
            <Formula tex={texOf(segments)} active={active} />
          </div>
        ))}
      </div>
      <ul className="recipe-parts">
        {parts.map((part) => (
          <li key={part}>
            <button
              type="button"
              className={VOICES[familyOf(part)] ?? 'plain'}
              aria-pressed={active === part}
              onPointerEnter={() => setActive(part)}
              onPointerLeave={() => setActive(null)}
              onFocus={() => setActive(part)}
              onBlur={() => setActive(null)}
            >
              <small>{t(PART_FAMILIES[familyOf(part)])}</small> {t(partName(part))}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const texOf = (segments: readonly Segment[]): string =>
  segments
    .map(({ tex, part }) => (part === null ? tex : markedTex(tex, part, VOICES[familyOf(part)] ?? 'plain')))
    .join('')

const MARKS = { yes: mark('✓ yes'), partial: mark('◐ partly'), no: mark('✗ no') } as const

interface AnswerProps {
  readonly name: string
  readonly term: 'c1' | 'c2'
  readonly question: string
  readonly verdict: CriterionVerdict
}

function Answer({ name, term, question, verdict: { value, reason } }: AnswerProps) {
  return (
    <div>
      <dt>
        <b>
          <Term of={term}>{name}</Term>
        </b>{' '}
        <small>{question}</small>
      </dt>
      <dd>
        <b className={value}>{t(MARKS[value])}</b> {translate(reason)}
      </dd>
    </div>
  )
}
