/** @file The stage in a frame: the sentence, the text, the verdict. */
import { ProblemText } from './problem/problem.tsx'
import { RolloutHeading } from './rollout/heading.tsx'
import { Legend } from './rollout/legend.tsx'
import { RolloutList } from './rollout/rollout.tsx'
import { GapSummary, VerdictLine } from './rollout/verdict.tsx'
import { Sampling } from './sampling/sampling.tsx'
import { SettingsSentence } from './sentence/settings-sentence.tsx'
import './embed-view.css'

export function EmbedStage() {
  return (
    <div className="embed-stage">
      <SettingsSentence />
      <Sampling />
      <ProblemText />
      <section className="sheet-rollout" data-part="rollout" aria-labelledby="rollout-heading">
        <RolloutHeading />
        <RolloutList />
        <VerdictLine />
        <GapSummary />
        <Legend />
      </section>
    </div>
  )
}
