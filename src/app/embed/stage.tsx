/** @file The stage in a frame: the sentence, the text, the verdict. */
import { ProblemText } from '../../stage/problem/problem.tsx'
import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { Legend } from '../../stage/rollout/legend.tsx'
import { RolloutList } from '../../stage/rollout/rollout.tsx'
import { Ledger, VerdictLine } from '../../stage/rollout/verdict.tsx'
import { Sampling } from '../../stage/sampling/sampling.tsx'
import { Recipe } from '../../stage/sentence/settings-sentence.tsx'
import './sheet.css'

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
