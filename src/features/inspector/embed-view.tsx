/** @file The token details in a frame, with the text beside them to choose a token from. */

import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { RolloutList } from '../../stage/rollout/rollout.tsx'
import { TokenDetails } from './inspector.tsx'
import '../../stage/embed-view.css'

export function EmbedInspector() {
  return (
    <div className="embed-inspector">
      <section data-part="rollout" aria-labelledby="rollout-heading">
        <RolloutHeading />
        <div data-glance="wide">
          <RolloutList />
        </div>
      </section>
      <TokenDetails />
    </div>
  )
}
