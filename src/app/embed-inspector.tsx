/** @file The token details in a frame, with the text beside them to choose a token from. */
import { TokenDetails } from '../features/inspector/inspector.tsx'
import { RolloutHeading } from '../features/rollout/heading.tsx'
import { RolloutList } from '../features/rollout/rollout.tsx'
import './embed-sheet.css'

export function EmbedInspector() {
  return (
    <div className="embed-inspector">
      <section aria-labelledby="rollout-heading">
        <RolloutHeading />
        <RolloutList />
      </section>
      <TokenDetails />
    </div>
  )
}
