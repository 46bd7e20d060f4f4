/** @file The adapter that a rank alone asks for. */
import type { LoraConfig } from '../../network/config.ts'
import { LORA_MODULES } from '../../network/lora.ts'

/** All projections are adapted, and alpha is twice the rank, as is usual. */
export function loraOf(rank: number): LoraConfig {
  return { rank, alpha: 2 * rank, modules: LORA_MODULES }
}
