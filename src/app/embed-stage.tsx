/** @file The stage in a frame: the sentence, the text, the verdict. */
import { ProblemText } from '../features/problem/problem.tsx'
import { Recipe } from '../features/recipe/recipe.tsx'
import { RolloutHeading } from '../features/rollout/heading.tsx'
import { Legend } from '../features/rollout/legend.tsx'
import { RolloutList } from '../features/rollout/rollout.tsx'
import { Ledger, VerdictLine } from '../features/rollout/verdict.tsx'
import { Sampling } from '../features/sampling/sampling.tsx'
import './embed-sheet.css'

export function EmbedStage() {
  return (
    <div className="embed-stage">
      <Recipe />
      <Sampling />
      <ProblemText />
      <section className="sheet-rollout" aria-labelledby="rollout-heading">
        <RolloutHeading />
        <RolloutList />
        <VerdictLine />
        <Ledger />
        <Legend />
      </section>
    </div>
  )
}
