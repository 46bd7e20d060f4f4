/**
 * @file Weights and gates of tokens, texts and problems (W.*). Every one is a constant of the step: it gets no gradient.
 * A term's weights multiply.
 */

/** Of single tokens (M6, M4, M5). */
export type TokenWeight =
  /** 1 where H(p_T) > nats, else 0 (W.tent). */
  | { readonly kind: 'teacher-entropy-above'; readonly nats: number }
  /** 1 on the share of the batch's tokens where the student's entropy is highest (W.sent). */
  | { readonly kind: 'student-entropy-top'; readonly share: number }
  /** sigmoid(H(p_S) - H(p_T)) (W.sent and W.tent: TSD-KD). */
  | { readonly kind: 'entropy-gap' }
  /** 1 on the share of tokens with the highest h + d - h d, h and d min-max normalised entropy and divergence (W.sent, W.div: TIP). */
  | { readonly kind: 'entropy-or-divergence-top'; readonly share: number }
  /** Divergence / mean divergence of its text (W.div). */
  | { readonly kind: 'divergence-share' }
  /** 1 on the first tokens of a text (W.prefix). */
  | { readonly kind: 'prefix'; readonly tokens: number }
  /** 1 from the first wrong step on, everywhere where none is known (W.span). */
  | { readonly kind: 'from-first-error' }
  /** from at the first token to `to` at the last, linearly (W.pos). */
  | { readonly kind: 'position'; readonly from: number; readonly to: number }
  /** 0 on special and format tokens: end of text, line breaks (W.special). */
  | { readonly kind: 'no-special' }
  /** base + (1 - base) 1[token in the teacher's top k] (W.accept). */
  | { readonly kind: 'accepted'; readonly topK: number; readonly base: number }
  /** Teacher's top-k entropy / log k times (1 - p_S(token)), over their mean in the text (W.safety). */
  | { readonly kind: 'safety'; readonly topK: number }
  /** min(p_S / p_behaviour, most) at the token, held constant (W.is as SDFT uses it). */
  | { readonly kind: 'importance'; readonly most: number }
  /** TV(p_S, p_T) at the position times scale plus floor (W.tvd). */
  | { readonly kind: 'tvd'; readonly scale: number; readonly floor: number }
  /** 0 where log p_T - log p_S at the token lies below (W.advclip as a mask: REOPOLD's first phase). */
  | { readonly kind: 'log-ratio-above'; readonly nats: number }

/** Of whole texts and of a problem's group (M7). */
export type TextWeight =
  /** Only right, or only wrong texts (W.outcome). */
  | { readonly kind: 'outcome'; readonly keep: 'right' | 'wrong' }
  /** Perplexity^(1/tau) of the student, or perplexity^(-1/tau) of the teacher, normalised to mean 1 over the group's texts of one outcome (W.ppl). */
  | { readonly kind: 'perplexity'; readonly of: 'student' | 'teacher'; readonly tau: number }
  /**
   * p^a (1 - p)^b over its mean in the batch, p the share of right texts among the problem's texts of a draw (W.pass).
   * Without a draw: among its own group.
   */
  | { readonly kind: 'pass-rate'; readonly a: number; readonly b: number; readonly draw?: string }
  /** The text's reward (W.reward). */
  | { readonly kind: 'reward' }
  /** sign(reward) times sign of the text's mean clipped gap; 0 where that gap is below the threshold (W.polarity). */
  | { readonly kind: 'polarity'; readonly clip: number; readonly threshold: number }
  /** 1 on the texts that gave their group's majority answer, where at least `share` of the group agree; else 0 (W.consensus). */
  | { readonly kind: 'consensus'; readonly draw: string; readonly share: number; readonly texts: 'agreeing' | 'all' }

export type Weight = TokenWeight | TextWeight
