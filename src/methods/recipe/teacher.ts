/**
 * @file Who teaches, and what it knows that the student does not. The names in brackets are the parts of the literature's
 * parts list (T.* and C.*) that a value stands for.
 */
import type { ContextKind } from '../../world/types.ts'

/** A larger frozen model (T.larger). Without a name: the run's own choice. */
export interface LargerTeacher {
  readonly kind: 'larger'
  readonly model?: string
}

/** The student's live weights with another prompt (T.self). Without a context it would teach nothing. */
export interface SelfTeacher {
  readonly kind: 'self'
}

/** A frozen copy of the student's starting weights (T.frozen). */
export interface StartTeacher {
  readonly kind: 'start'
}

/** A frozen copy of the student that is taken anew every so many steps (T.ckpt). */
export interface SnapshotTeacher {
  readonly kind: 'snapshot'
  readonly every: number
}

/** An exponential moving average of the student: e <- decay e + (1 - decay) student, after each step (T.ema). */
export interface EmaTeacher {
  readonly kind: 'ema'
  readonly decay: number
}

/** The student as it will be after `lead` more steps of its own: trained ahead, kept, rewound (T.future). */
export interface FutureTeacher {
  readonly kind: 'future'
  readonly lead: number
}

/** Kinds of teachers that nothing here runs yet. They validate, and starting a run says what is missing. */
export type LaterTeacher =
  /** Several at once, routed by domain or weighed (T.multi, W.route). */
  | { readonly kind: 'several'; readonly models: readonly string[]; readonly by: 'domain' | 'weight' }
  /** log p* = sum of weighted log-probs of models, renormalised (T.arith). */
  | { readonly kind: 'arithmetic'; readonly models: readonly { readonly model: string; readonly weight: number }[] }
  /** Reachable only as text (T.text). */
  | { readonly kind: 'text'; readonly model?: string }
  /** A judge that grades whole rollouts (T.scorer). */
  | { readonly kind: 'scorer'; readonly rule: string }
  /** The best of n own samples (T.bon). */
  | { readonly kind: 'best-of'; readonly n: number }
  /** A trained critic that tells teacher text from student text (T.disc). */
  | { readonly kind: 'critic' }

/** Teachers that differ from the student by their weights and may do without a context. */
export type OtherTeacher = LargerTeacher | StartTeacher | SnapshotTeacher | EmaTeacher | FutureTeacher | LaterTeacher

export type Teacher = SelfTeacher | OtherTeacher

/**
 * What stands in the teacher's prompt and not in the student's. Several kinds are joined, a line each.
 * `plays` says which part of the literature the text stands for where the worlds have no text of that very name
 * (C.knowledge, C.narrative, C.modality).
 */
export interface PrivilegedContext {
  readonly kinds: readonly [ContextKind, ...ContextKind[]]
  readonly plays?: 'knowledge' | 'narrative' | 'modality'
}
