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
      <div data-glance="wide">
        <SettingsSentence />
      </div>
      <Sampling />
      <div data-glance="wide tall">
        <ProblemText />
      </div>
      <section className="sheet-rollout" data-part="rollout" aria-labelledby="rollout-heading">
        <RolloutHeading />
        <div data-glance>
          <RolloutList />
        </div>
        <div data-glance="wide">
          <VerdictLine />
        </div>
        <GapSummary />
        <div data-glance="wide tall">
          <Legend />
        </div>
      </section>
    </div>
  )
}
