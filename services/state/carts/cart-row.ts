import { type CartContents, type CartFold, contentsOf, type KeptFold, openFold } from '../../../domain/cart.ts';
import type { CartLines } from '../../../domain/cart-lines.ts';
import type { UnreachableReason } from '../../../domain/reevaluate-at.ts';

/** A cart as the pipeline reads and writes it. Times in epoch milliseconds. */
export interface CartRow {
  readonly storeId: string;
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string | null;
  readonly anonymousId: string | null;
  readonly contents: CartContents;
  readonly restoreUrl: string | null;
  readonly fold: CartFold;
  /** Counts changes of contents and status. */
  readonly version: number;
  readonly abandonAt: number | null;
  /** Of the event that moved `abandonAt` last. */
  readonly traceparent: string | null;
  /** What the last judgement found missing; written by the sweep alone. */
  readonly unreachable: UnreachableReason | null;
  readonly activeRecoveryId: string | null;
}

/** The columns of a cart that the fold does not derive, as they come out of PostgreSQL. */
export interface StoredCart {
  readonly store_id: string;
  readonly id: string;
  readonly external_id: string;
  readonly customer_id: string | null;
  readonly anonymous_id: string | null;
  readonly lines: CartLines;
  readonly restore_url: string | null;
  readonly fold: StoredFold;
  readonly version: number;
  readonly abandon_at: number | null;
  readonly traceparent: string | null;
  readonly unreachable: UnreachableReason | null;
  readonly active_recovery_id: string | null;
}

/** While no operation is unfolded, the base's lines are the cart's own: they are not stored twice. */
export interface StoredFold {
  readonly base: Omit<KeptFold['base'], 'lines'> & { readonly lines?: CartLines };
  readonly recent: KeptFold['recent'];
}

export function storedFold({ base, recent }: KeptFold): StoredFold {
  if (recent.length > 0) return { base, recent };
  const { lines: _, ...times } = base;
  return { base: times, recent };
}

/** The fold as it was before `storedFold`. */
export function wholeFold({ base, recent }: StoredFold, lines: CartLines): KeptFold {
  return { base: hasLines(base) ? base : { ...base, lines }, recent };
}

function hasLines(base: StoredFold['base']): base is KeptFold['base'] {
  return base.lines !== undefined;
}

export function cartRowOf(stored: StoredCart): CartRow {
  const fold = openFold(wholeFold(stored.fold, stored.lines));
  return {
    storeId: stored.store_id,
    id: stored.id,
    externalId: stored.external_id,
    customerId: stored.customer_id,
    anonymousId: stored.anonymous_id,
    contents: contentsOf(fold),
    restoreUrl: stored.restore_url,
    fold,
    version: stored.version,
    abandonAt: stored.abandon_at,
    traceparent: stored.traceparent,
    unreachable: stored.unreachable,
    activeRecoveryId: stored.active_recovery_id,
  };
}
