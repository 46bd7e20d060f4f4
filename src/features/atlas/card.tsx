/** @file A method's card: in short what it is; whole, how a step of it goes, its formula, how strict it is, what is near, and where it comes from. */
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { list, mark, t, translate } from '../../i18n/words.ts'
import { neighboursOf, repairOf, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry, Strictness } from '../../methods/atlas/entry.ts'
import { parametersOf } from '../../methods/atlas/paper-values.ts'
import { variantsOf } from '../../methods/catalogue/variants.ts'
import { formula, texOf } from '../../methods/formula.ts'
import { judge } from '../../methods/judge.ts'
import { PARTS_NOT_BUILT, partName } from '../../methods/part-names.ts'
import type { Phase, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { PartsApart } from '../../stage/parts-apart.tsx'
import { Button } from '../../ui/button.tsx'
import { Formula } from '../../ui/formula.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { Badges, ConditionName, SIGNS } from './badges.tsx'
import { CardWay, opened } from './card-way.tsx'
import { type Choice, choiceOf } from './choice.ts'
import { EntryName } from './entry-name.tsx'
import { facetById } from './facets.ts'
import { flowOf, partsFlow } from './flow.ts'
import { FlowDiagram } from './flow-diagram.tsx'
import { type Deeds, useGoing } from './going.tsx'
import { compareToggled } from './state.ts'

interface ShortCardProps {
  readonly entry: AtlasEntry
  /** Whether it stands side by side with others. */
  readonly compared: boolean
}

export function ShortCard({ entry, compared }: ShortCardProps) {
  return <MethodCard entry={entry} id={entry.id} compared={compared} />
}

interface WholeCardProps {
  readonly choice: Choice
  readonly compared: boolean
}

export function WholeCard({ choice, compared }: WholeCardProps) {
  return (
    <MethodCard entry={choice.entry} id={choice.id} compared={compared}>
      <Whole choice={choice} />
    </MethodCard>
  )
}

interface MethodCardProps extends ShortCardProps {
  /** What its buttons act on: the entry, or the form of it that is shown. */
  readonly id: string
  /** What stands on the whole card. */
  readonly children?: ReactNode
}

function MethodCard({ entry, id: chosen, compared, children }: MethodCardProps) {
  const { id, kind, date, about } = entry
  const whole = children !== undefined
  const told = useGoing().texts[id]
  const heading = `atlas-card-${id}`
  return (
    <article className={whole ? 'atlas-card whole' : 'atlas-card'} aria-labelledby={heading} onKeyDown={walk}>
      <h3 id={heading}>
        <CardWay id={id} open={whole}>
          <EntryName entry={entry} />
        </CardWay>
      </h3>
      <p className="atlas-card-facts">
        <span>{t(facetById('kind').label(kind))}</span> <span className="numeric">{date?.slice(0, 4)}</span>{' '}
        <Badges entry={entry} asked={whole} />
      </p>
      <p lang={told ? undefined : 'en'}>{joined(told ?? about)}</p>
      <CardDeeds entry={entry} id={chosen} whole={whole} compared={compared} heading={heading} />
      {children}
    </article>
  )
}

/** Chinese sentences stand without a space between them. */
const joined = ([first, second]: AtlasEntry['about']): string =>
  first.endsWith('。') ? first + second : `${first} ${second}`

/** Left and right lead through the links and buttons of a card. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button')]
  const next = stops[stops.indexOf(event.target as HTMLElement) + step]
  if (!next) return
  next.focus()
  // The page has meanings of its own for these keys.
  event.preventDefault()
  event.stopPropagation()
}

interface CardDeedsProps extends ShortCardProps {
  readonly id: string
  readonly whole: boolean
  readonly heading: string
}

/** Why something cannot be done stands beside it, and not in a tooltip alone. */
function CardDeeds({ entry, id, whole, compared, heading }: CardDeedsProps) {
  const { change, deeds, ids } = useGoing()
  const [racing, setRacing] = useState(false)
  const reason = `${heading}-reason`
  const runs = statusOf(entry) !== 'explained'
  // 190 short cards are one stop of the Tab key each; arrow keys lead to what stands in them.
  const stop = whole ? undefined : -1
  return (
    <div className="atlas-deeds">
      <button
        type="button"
        className="button"
        data-action={ids?.run}
        tabIndex={stop}
        aria-disabled={runs ? undefined : true}
        aria-describedby={runs ? undefined : reason}
        onClick={() => runs && deeds.run(id)}
      >
        <Icon name="play" />
        {t('Run')}
      </button>
      <button
        type="button"
        className="button"
        data-action={ids?.look}
        tabIndex={stop}
        aria-pressed={compared}
        onClick={() => change((now) => compareToggled(now, id))}
      >
        {t('Compare')}
      </button>
      <button
        type="button"
        className="button"
        data-action={ids?.race}
        tabIndex={stop}
        aria-disabled={runs ? undefined : true}
        aria-describedby={runs ? undefined : reason}
        aria-expanded={racing}
        onClick={() => runs && setRacing(!racing)}
      >
        {t('Race')}
      </button>
      {runs && (
        <button
          type="button"
          className="button"
          data-action={ids?.start}
          tabIndex={stop}
          onClick={() => deeds.start(id)}
        >
          {t('Start from')}
        </button>
      )}
      <button
        type="button"
        className="button"
        data-action={ids?.toTrainer}
        tabIndex={stop}
        aria-disabled={runs ? undefined : true}
        aria-describedby={runs ? undefined : reason}
        onClick={() => runs && deeds.toTrainer(id)}
      >
        {t('Export to trainer')}
      </button>
      {whole && (
        <button
          type="button"
          className="button"
          data-action={ids?.save}
          onClick={({ currentTarget }) => void saveCard(currentTarget.closest('article'), id, deeds.save)}
        >
          {t('Save the card')}
        </button>
      )}
      {!runs && (
        <small id={reason} className="atlas-reason">
          {whyNot(entry)}
        </small>
      )}
      {racing && <Opponent id={id} />}
    </div>
  )
}

/** As one page that needs nothing else. */
async function saveCard(article: HTMLElement | null, id: string, save: Deeds['save']): Promise<void> {
  if (!article) return
  const { recipe } = choiceOf(id)
  const formulas = recipe ? formula(recipe).phases.map(({ segments }) => texOf(segments)) : []
  const { cardPage } = await import('./card-page.ts')
  save(`${id}.html`, await cardPage(article, formulas))
}

/** What would have to be here for it to run. */
function whyNot({ kind, parts }: AtlasEntry): string {
  if (kind === 'excluded' || kind === 'mention') return t('It stands beside the field: nothing of it is run here.')
  const missing = parts.filter((part) => PARTS_NOT_BUILT.includes(part))
  return missing.length > 0
    ? t('It cannot be run here yet: {parts} are missing.', {
        parts: list(missing.map((part) => t(partName(part)))),
      })
    : t('It is explained here, and not run.')
}

function Opponent({ id }: { readonly id: string }) {
  const { deeds, ids } = useGoing()
  const others = useMemo(
    () => neighboursOf(choiceOf(id).entry, 12).filter(({ entry }) => statusOf(entry) !== 'explained'),
    [id],
  )
  return (
    <p className="atlas-opponents">
      {t('Race against')}{' '}
      {others.map(({ entry }) => (
        <button
          key={entry.id}
          type="button"
          className="button quiet"
          data-action={ids?.race}
          onClick={() => deeds.race([id, entry.id])}
        >
          <EntryName entry={entry} />
        </button>
      ))}
    </p>
  )
}

function Whole({ choice }: { readonly choice: Choice }) {
  const { entry, form, recipe } = choice
  return (
    <>
      <Forms choice={choice} />
      {recipe ? <Phases recipe={recipe} /> : <FlowDiagram steps={partsFlow(entry)} />}
      {entry.outside && <Repair entry={entry} />}
      {recipe && <Strict entry={entry} recipe={recipe} />}
      {recipe && (
        <p className="atlas-unproved">{t('Whether what its paper claims holds here has not been checked yet.')}</p>
      )}
      {/* The note is about the form that runs here. */}
      {recipe?.note && form === null && (
        <p>
          <b>{t('Here')}</b> <span>{t(recipe.note)}</span>
        </p>
      )}
      {recipe && <Parameters recipe={recipe} />}
      <Neighbours entry={entry} form={form?.recipe ?? null} />
      <Sources entry={entry} />
    </>
  )
}

/** A disputed formula has its forms as a switch, and says who says so. What is done with the card is done with the form that it shows. */
function Forms({ choice: { id, entry, form } }: { readonly choice: Choice }) {
  const { change } = useGoing()
  const forms = variantsOf(entry.id)
  if (forms.length === 0) return null
  const all = [{ id: entry.id, name: null }, ...forms.map(({ name, recipe }) => ({ id: recipe.id, name }))]
  return (
    <fieldset className="atlas-forms">
      <legend>{t('Its sources dispute the formula, or leave it open')}</legend>
      {all.map((each) => (
        <label key={each.id}>
          <input
            type="radio"
            name={`atlas-form-${entry.id}`}
            checked={each.id === id}
            onChange={() => change(opened(each.id))}
          />
          {each.name === null ? t('as it runs here') : <span lang="en">{each.name}</span>}
        </label>
      ))}
      {form && <p>{t(form.says)}</p>}
    </fieldset>
  )
}

/** The recipe's numbers, and what the sources state of them. */
function Parameters({ recipe }: { readonly recipe: Recipe }) {
  const parameters = useMemo(() => parametersOf(recipe), [recipe])
  if (parameters.length === 0) return null
  return (
    <div className="atlas-parameters">
      <h4>{t('Parameters')}</h4>
      <div className="atlas-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Place in the recipe')}</th>
              <th scope="col">{t('Paper or code')}</th>
              <th scope="col">{t('Here')}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ path, here, paper }) => (
              <tr key={path}>
                <th scope="row">
                  <code lang="en">{path}</code>
                </th>
                <td className="numeric">{paper === null ? t('not stated') : translate(paper)}</td>
                <td className="numeric">{Number(here.toPrecision(4))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Phases({ recipe }: { readonly recipe: Recipe }) {
  const phases = useMemo(() => {
    const formulas = formula(recipe).phases
    return recipe.phases.map((phase: Phase<Term>, i) => ({
      name: phase.name ?? null,
      steps: flowOf(recipe, phase),
      tex: texOf(formulas[i]?.segments ?? []),
    }))
  }, [recipe])
  return phases.map(({ name, steps, tex }, i) => (
    <div key={String(i)} className="atlas-phase">
      {phases.length > 1 && <h4>{name ? t(name) : t('phase {n}', { n: i + 1 })}</h4>}
      <FlowDiagram steps={steps} />
      <Formula tex={tex} />
    </div>
  ))
}

/** "Make it on-policy": the recipe becomes that of the nearest entry that keeps the condition which fails here, and runs. */
function Repair({ entry }: { readonly entry: AtlasEntry }) {
  const { change, deeds } = useGoing()
  const repair = useMemo(() => repairOf(entry), [entry])
  if (!repair) return null
  const { by, runs } = repair
  const go = (): void => {
    if (runs) deeds.choose?.(runs.id)
    change(opened((runs ?? by).id))
  }
  return (
    <p className="atlas-repair">
      <Button onPress={go}>{t('Make it on-policy')}</Button>{' '}
      <Phrase text={t('The nearest in the field: {name}.')} places={{ name: <NamedWay entry={by} /> }} />{' '}
      {runs && runs !== by && (
        <Phrase text={t('Nearest to it of what runs here: {name}.')} places={{ name: <NamedWay entry={runs} /> }} />
      )}
    </p>
  )
}

function NamedWay({ entry }: { readonly entry: AtlasEntry }) {
  return (
    <CardWay id={entry.id}>
      <EntryName entry={entry} />
    </CardWay>
  )
}

const CONDITIONS = [
  { id: 'c1', question: mark('on-policy: learns from its own texts') },
  { id: 'c2', question: mark('distillation: taught token by token') },
] as const

/** As computed from the recipe, and as the field's list has it where that is another answer. */
function Strict({ entry, recipe }: { readonly entry: AtlasEntry; readonly recipe: Recipe }) {
  const computed = useMemo(() => judge(recipe), [recipe])
  return (
    <dl className="atlas-strict">
      {CONDITIONS.map(({ id, question }) => {
        const listed: Strictness | null = entry[id]
        const { value, reason } = computed[id]
        return (
          <div key={id}>
            <dt>
              <b>
                <ConditionName id={id} />
              </b>{' '}
              {t(question)}
            </dt>
            <dd>
              <b className={value}>
                {SIGNS[value]} {t(facetById(id).label(value))}
              </b>{' '}
              {translate(reason)}{' '}
              {listed !== null && listed !== value && (
                <span>
                  {t('The list says {answer} of the method with all its variants; this is the recipe that runs here.', {
                    answer: t(facetById(id).label(listed)),
                  })}
                </span>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

interface NeighboursProps {
  readonly entry: AtlasEntry
  readonly form: Recipe | null
}

function Neighbours({ entry, form }: NeighboursProps) {
  const near = useMemo(() => neighboursOf(entry, 3, form), [entry, form])
  if (near.length === 0) return null
  return (
    <div>
      <h4>{t('Near it')}</h4>
      <ul className="atlas-near">
        {near.map(({ entry: other, more, less }) => (
          <li key={other.id}>
            {t('As')} <NamedWay entry={other} />
            <PartsApart more={more} less={less} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Links to follow; nothing of them is fetched before. */
function Sources({ entry: { arxiv, paper, code, aliases } }: { readonly entry: AtlasEntry }) {
  const links = [
    ...(arxiv ? [{ href: `https://arxiv.org/abs/${arxiv}`, words: `arXiv:${arxiv}` }] : []),
    ...(paper ? [{ href: paper, words: t('publication') }] : []),
    ...(code ? [{ href: `https://github.com/${code}`, words: code }] : []),
  ]
  return (
    <p className="atlas-sources">
      {aliases.length > 0 && (
        <span>
          <Phrase text={t('Also called {names}.')} places={{ names: <span lang="en">{aliases.join(', ')}</span> }} />
        </span>
      )}
      {links.map(({ href, words }) => (
        <a key={href} href={href} target="_blank" rel="noopener noreferrer">
          <span lang="en">{words}</span>
        </a>
      ))}
    </p>
  )
}
