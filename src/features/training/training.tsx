/** @file The region "Training": the student learns while people watch. */

import { AxisSwitch } from '../../controls/axis-switch.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import { useReached } from '../../ui/use-reached.ts'
import { ChangeRecipe } from './change-recipe.tsx'
import { Controls } from './controls.tsx'
import { CurveTable } from './curve-table.tsx'
import { Curves } from './curves.tsx'
import { Flipbook } from './flipbook.tsx'
import { RecipeBrowser } from './recipe-browser.tsx'
import { Runs } from './runs.tsx'
import { OwnTerms, Sentence } from './sentence.tsx'
import { Status } from './status.tsx'
import { TakeCurves } from './take.tsx'
import { Time } from './time.tsx'
import './training.css'
import { Weights } from './weights.tsx'

const RecipeCard = lazily(async () => (await import('../../stage/recipe-card/recipe-card.tsx')).RecipeCard)

/** Fetched when somebody comes near: it stands below the fold of the first screen, and what it knows of all parts is large. */
function Recipe() {
  const [place, reached] = useReached<HTMLDivElement>()
  return (
    <div className="training-recipe" ref={place}>
      {reached && <RecipeCard />}
    </div>
  )
}

const ServedNote = lazily(async () => (await import('./served-note.tsx')).ServedNote)

export function Training() {
  const served = useAppState(({ servedTeacher }) => servedTeacher !== null)
  return (
    <section className="training" aria-labelledby="training-heading">
      <header className="training-head">
        {/* The tab above says so to those who see it. */}
        <h2 id="training-heading" className="visually-hidden">
          {t('Training')}
        </h2>
        <p>{t('A student that learns from its teacher, step by step, and what that does to it.')}</p>
      </header>
      <div className="training-top" data-part="training">
        <div className="training-said">
          <Sentence />
          <OwnTerms />
          <div className="training-recipes">
            <RecipeBrowser />
            <ChangeRecipe />
          </div>
        </div>
        <Controls />
        {served && <ServedNote />}
      </div>
      <Recipe />
      <div className="training-body">
        <div className="training-main">
          <div className="training-now">
            <Status />
            <AxisSwitch />
          </div>
          <Curves />
          <CurveTable />
          <TakeCurves />
          <Flipbook />
        </div>
        <div className="training-side">
          <Time />
          <Weights />
          <Runs />
        </div>
      </div>
    </section>
  )
}
