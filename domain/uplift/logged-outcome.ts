import { stickyArm } from '../flow/sticky-arm.ts';
import type { ActionKind, PolicyAction, PolicyDecision } from './policy-action.ts';
import type { PurchaseChances } from './policy-terms.ts';

/** A decision of the log whose time to buy is over, with what came of it. */
export interface LoggedOutcome extends PolicyDecision {
  /** Decisions about one person hang together, and count as one where it is asked how sure something is. */
  readonly personId: string;
  /** Of the cart, in minor units; null: not known. */
  readonly valueMinor: number | null;
  /** Chances that were known at the decision. */
  readonly chances: PurchaseChances;
  readonly bought: boolean;
  /** What the decision brought, in minor units (`expected-gain.ts`). */
  readonly profitMinor: number;
  /** Of that: what was spent on discounts and messages. */
  readonly spentMinor: number;
}

/** How probable each allowed action would be under another policy, by id; 0 for what is missing. They sum up to 1. */
export type TargetPolicy = (row: LoggedOutcome) => Readonly<Record<string, number>>;

/** What an action is expected to bring about a cart, in minor units: any guess does, a good one makes intervals narrower. */
export type OutcomeModel = (row: LoggedOutcome, action: PolicyAction) => number;

/** What is done without a policy: the first of the allowed actions, as they are logged. */
export const currentRules: TargetPolicy = ({ allowed: [first] }) => (first ? { [first.id]: 1 } : {});

/** Takes always an action of this kind where one is allowed, evenly among several; else whatever was drawn. */
export function alwaysOf(kind: ActionKind): TargetPolicy {
  return ({ allowed }) => {
    const wanted = allowed.filter((action) => action.kind === kind);
    if (wanted.length === 0) return Object.fromEntries(allowed.map(({ id, propensity }) => [id, propensity]));
    return Object.fromEntries(wanted.map(({ id }) => [id, 1 / wanted.length]));
  };
}

/** Halves of the people: on one a policy or a model is chosen, on the other it is judged. A person stays in theirs. */
export const halves = ['choose', 'judge'] as const;
export type Half = (typeof halves)[number];

const evenHalves = halves.map((id) => ({ id, share: 1 }));

export function halfOf(personId: string): Half {
  return stickyArm({ subjectId: personId, stepId: 'uplift/half' }, evenHalves).id;
}
