/** @file What a reader or a writer is told that the student's own prompt does not say (C.*). */
import type { ContextKind } from '../../world/types.ts'

/**
 * What stands in the teacher's prompt and not in the student's. Several kinds are joined, a line each.
 * `plays` says which part of the literature the text stands for where the worlds have no text of that very name
 * (C.knowledge, C.narrative, C.modality).
 */
export interface PrivilegedContext {
  readonly kinds: readonly [ContextKind, ...ContextKind[]]
  readonly plays?: 'knowledge' | 'narrative' | 'modality'
}
