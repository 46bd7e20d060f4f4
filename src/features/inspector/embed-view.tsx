/** @file The token details in a frame, with the text beside them to choose a token from. */

import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { RolloutList } from '../../stage/rollout/rollout.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import { TokenDetails } from './inspector.tsx'
import '../../stage/embed-view.css'

export function EmbedInspector() {
  const group = useRoving<HTMLDivElement>()
  return (
    <div className="embed-inspector">
      <section data-part="rollout" aria-labelledby="rollout-heading">
        <RolloutHeading />
        <div data-glance="wide">
          <RolloutList />
        </div>
      </section>
      <div ref={group}>
        <TokenDetails />
      </div>
    </div>
  )
}
