/** @file The instruments of the deck under the stage. A new one needs its line here and its panel on the page. */
import { mark } from '../i18n/words.ts'

/** In the order of the tabs; the first is open at the start. Labels are translated where they are shown. */
export const TABS = [
  { id: 'training', label: mark('Training') },
  { id: 'xray', label: mark('Hint X-ray') },
  { id: 'rail', label: mark('Divergence rail') },
  { id: 'waterfall', label: mark('Pivot waterfall') },
  { id: 'estimators', label: mark('Estimators') },
  { id: 'compare', label: mark('Compare') },
  { id: 'fork', label: mark('Fork') },
  { id: 'bench', label: mark('Divergence bench') },
  { id: 'museum', label: mark('Failure museum') },
] as const

export type TabId = (typeof TABS)[number]['id']

export const TAB_IDS: readonly TabId[] = TABS.map(({ id }) => id)
export const FIRST_TAB: TabId = TABS[0].id
