/** @file Models of the hub, as the page's actions use them. */
import type { ServiceDefinition } from '../../../store/app.ts'
import { Late } from '../../../store/late.ts'
import type { PickedFolder } from '../folder.ts'
import { HUB } from './address.ts'
import type { HubPlan } from './plan.ts'

export interface HubModels {
  /** Asks what there is under an address. */
  lookUp(address: string): Promise<void>
  /** Fetches what is planned. Resolves with the folder, or null where it was stopped or refused. */
  fetch(): Promise<PickedFolder | null>
  /** Stops looking or fetching; what has come is kept. */
  cancel(): void
  /** Puts a kept model where a plan stands, to be used or to be completed. */
  takeUp(plan: HubPlan): Promise<void>
  remove(plan: HubPlan): Promise<void>
  /** What is kept here. Asks nobody else. */
  list(): Promise<void>
}

export const HUB_SERVICE: ServiceDefinition<Late<HubModels>> = {
  create: ({ store, loader }) =>
    new Late<HubModels>(store, async () => {
      const { HubSession } = await import('./session.ts')
      return new HubSession(store, loader, { base: HUB, fetch: (...request) => fetch(...request) })
    }),
  dispose: (hub) => hub.ifOpened((models) => models.cancel()),
}
