/** @file What the rail says below itself when it has left the page: which strips, at which parameters, on which support and scale. */
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { GREEK } from '../../ui/math-text.tsx'
import { SCALE_NAMES, SUPPORT_NAMES } from './rail-controls.tsx'
import type { Strip } from './strips.ts'

export function railNotes(settings: Settings, strips: readonly Strip[]): readonly string[] {
  const { support, supportK, supportOf, railScale, params } = settings
  const named = strips.map(({ id, name }) => {
    const dials = divergenceById(id).params.map(
      (spec) => `${GREEK[spec.id] ?? spec.id} = ${params[id]?.[spec.id] ?? spec.default}`,
    )
    return dials.length > 0 ? `${name} (${dials.join(', ')})` : name
  })
  const top = support === 'top-k' || support === 'top-k-tail'
  const k = top ? t(', k = {k} of the {model}’s most likely', { k: supportK, model: t(supportOf) }) : ''
  return [
    t('Strips: {strips}.', { strips: named.join(', ') }),
    t('Each token is measured on {support}{k}; strips are drawn {scale}.', {
      ...{ support: t(SUPPORT_NAMES[support]), k, scale: t(SCALE_NAMES[railScale]) },
    }),
    t('An arrow head at a bar’s end: the value goes on beyond the scale; ∞ marks infinite values.'),
  ]
}
