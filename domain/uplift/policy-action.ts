import type { Channel } from '../channel.ts';

/** What a policy chooses among. Kinds are part of the public API: add, never rename. */
export const actionKinds = ['none', 'message', 'offer'] as const;
export type ActionKind = (typeof actionKinds)[number];

/** One thing that could be done about a cart. */
export interface PolicyAction {
  /** Unique among the actions of one decision; of a split, the id of its arm. */
  readonly id: string;
  readonly kind: ActionKind;
  /** Of the first message; null: there is none. */
  readonly channel: Channel | null;
  /** Until the first message, in milliseconds of the wall clock; null: there is none. */
  readonly delayMs: number | null;
}

/** An action that was allowed for a cart, with how probable it was. */
export interface AllowedAction extends PolicyAction {
  /**
   * How probable it was that this action would be taken: above 0 and up to 1, never rounded, and over the actions that were
   * allowed then, after consent and caps. Those of one decision sum up to 1.
   */
  readonly propensity: number;
}

/**
 * A decision as it is kept: what was allowed, what was taken, and how probable each was. Without the exact probabilities nobody
 * can say later what another policy would have brought (L. Bottou et al., "Counterfactual reasoning and learning systems", JMLR
 * 14, 2013).
 */
export interface PolicyDecision {
  readonly allowed: readonly AllowedAction[];
  /** Id of the action that was taken, one of the allowed. */
  readonly taken: string;
}

/** How probable the action was that was taken; throws for a decision that does not name it. */
export function propensityOf({ allowed, taken }: PolicyDecision): number {
  const action = allowed.find(({ id }) => id === taken);
  if (!action) throw new RangeError(`the action ${taken} was not allowed`);
  return action.propensity;
}

/** Of the action that was taken. */
export function kindTaken({ allowed, taken }: PolicyDecision): ActionKind {
  const action = allowed.find(({ id }) => id === taken);
  if (!action) throw new RangeError(`the action ${taken} was not allowed`);
  return action.kind;
}
