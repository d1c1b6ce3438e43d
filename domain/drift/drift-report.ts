import type { Change, ChangeDirection } from './change.ts';
import type { Realised } from './realised.ts';
import type { Shift } from './shift.ts';

/** What was found of one served version in one scope, over four weeks of whole days. Plain JSON without personal data. */
export interface DriftReport {
  readonly state: DriftState;
  /** Carts in the last week, and in the three before it. */
  readonly cartsNow: number;
  readonly cartsThen: number;
  /** The chances that were given. */
  readonly scores: Spread | null;
  /** In the order of the model. */
  readonly features: readonly FeatureDrift[];
  readonly slices: readonly SliceDrift[];
  /** People whom no message could reach or who were drawn to get none, and all others: messages change what these do. */
  readonly realised: readonly GroupRealised[];
  /** Worst first. */
  readonly alarms: readonly DriftAlarm[];
  /** What is behind the worst of them; null: there is none. */
  readonly cause: SuspectedCause | null;
}

export const driftStates = ['learning', 'healthy', 'alarmed'] as const;
/** `learning`: too few carts yet to tell a change from chance. */
export type DriftState = (typeof driftStates)[number];

/** A shift, and by what values it is counted. */
export interface Spread extends Shift {
  /** What each bin holds: up to `to` (null: everything above), or exactly `value` (null: every other). */
  readonly bins: readonly ({ readonly to: number | null } | { readonly value: number | null })[];
  /** It stands among all that was looked at together, and is large enough to matter. */
  readonly moved: boolean;
}

export interface FeatureDrift {
  readonly name: string;
  /** Of the carts of which it is known; null: of too few. */
  readonly spread: Spread | null;
  readonly missing: ShareDrift;
  /** Values outside of all that the reference had. */
  readonly unseen: ShareDrift;
}

/** A share of the carts, then and now. */
export interface ShareDrift {
  readonly now: number;
  readonly past: number;
  readonly p: number;
  readonly moved: boolean;
}

/** Carts that have a feature at one value; null: not known. */
export interface SliceDrift {
  readonly feature: string;
  readonly value: number | null;
  readonly carts: number;
  readonly scores: {
    readonly psi: number;
    readonly psiLimit: number;
    readonly p: number;
    readonly moved: boolean;
  } | null;
  /** Of people without a message: what was expected by how the slice did before, and what came. */
  readonly outcome: {
    readonly carts: number;
    readonly expected: number;
    readonly observed: number;
    readonly p: number;
    readonly moved: boolean;
  } | null;
}

export const cartGroups = ['untouched', 'others'] as const;
export type CartGroup = (typeof cartGroups)[number];

export interface GroupRealised {
  readonly group: CartGroup;
  readonly past: Realised | null;
  readonly now: Realised | null;
  readonly change: Change | null;
  /** Carts within which a change of the size that is looked for is certain on average; null: too little is known. */
  readonly cartsToSee: number | null;
}

export type DriftAlarm =
  /** No predictions on the last day, although its weekday always had some. */
  | { readonly kind: 'stopped'; readonly expected: number }
  | { readonly kind: 'missing'; readonly feature: string; readonly now: number; readonly past: number }
  | { readonly kind: 'unseen'; readonly feature: string; readonly now: number }
  | {
      readonly kind: 'realised';
      readonly group: CartGroup;
      readonly direction: ChangeDirection;
      readonly sinceDay: number;
      readonly afterCarts: number;
      readonly lasts: boolean;
    }
  | { readonly kind: 'scores'; readonly psi: number; readonly psiLimit: number }
  | {
      readonly kind: 'slice';
      readonly feature: string;
      readonly value: number | null;
      readonly what: 'scores' | 'outcome';
    };

export type SuspectedCause =
  /** What the model is given is not what it was: repair that first. */
  | { readonly kind: 'quality'; readonly feature: string | null }
  /** The same carts end otherwise than they did. `slice`: where it is seen most. */
  | {
      readonly kind: 'behaviour';
      readonly group: CartGroup;
      readonly direction: ChangeDirection | null;
      readonly slice: { readonly feature: string; readonly value: number | null } | null;
    }
  /** Other carts come, and do what was predicted of them. `feature`: by what they differ most. */
  | { readonly kind: 'visitors'; readonly feature: string | null };
