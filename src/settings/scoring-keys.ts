/** @file What names a scoring: the condition under which a rollout is scored, and the parameters of its divergences. Pure. */
import { DIVERGENCES } from '../divergence/registry.ts'
import type { DivergenceChoice } from '../engine/types.ts'
import type { ContextKind } from '../world/types.ts'
import type { DivergenceParams } from './settings.ts'

/** How many entries of each model's distribution the page asks for. */
export const TOP_K = 8

/** Names one scoring: who teaches and what they were told. */
export function conditionKey(teacher: string, context: ContextKind | null): string {
  return `${teacher}|${context ?? ''}`
}

/** Equal exactly when two sets of divergence parameters ask for the same numbers. */
export function paramsKey(params: DivergenceParams): string {
  return divergenceChoices(params)
    .flatMap(({ id, params: values = {} }) => Object.entries(values).map(([name, value]) => `${id}.${name}:${value}`))
    .join(',')
}

/** Every divergence at the chosen parameters (defaults where none was chosen), so that the picker needs no new pass. */
export function divergenceChoices(params: DivergenceParams): readonly DivergenceChoice[] {
  return DIVERGENCES.map((divergence) => {
    if (divergence.params.length === 0) return { key: divergence.id, id: divergence.id }
    const values = divergence.params.map((spec) => [spec.id, params[divergence.id]?.[spec.id] ?? spec.default] as const)
    return { key: divergence.id, id: divergence.id, params: Object.fromEntries(values) }
  })
}

/** Back from `paramsKey`: `jsd.beta:0.5,...` */
export function readParamsKey(key: string): DivergenceParams {
  const params: Record<string, Record<string, number>> = {}
  for (const [, id = '', param = '', value] of key.matchAll(/([^.,]+)\.([^:]+):([^,]+)/g)) {
    params[id] = { ...params[id], [param]: Number(value) }
  }
  return params
}
