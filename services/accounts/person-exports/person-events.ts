import type { Tx } from '../../../db/postgres/tenancy.ts';
import { asKnownAs, type Identity } from '../../../domain/identity.ts';
import { shopperOf } from '../../../events/shopper-key.ts';

/** One event as analytics keeps it: without a name, an address or a text of the person. */
export interface EventOfPerson {
  /** The shop's own id of it. */
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly cartId: string | null;
  readonly orderId: string | null;
  readonly productIds: readonly string[];
  readonly quantity: number;
  readonly valueMinor: number | null;
  readonly currency: string;
}

/** Reads events from analytics, the newest first. Rejects with `unavailable` while it is away. */
export type ReadPersonEvents = (asked: {
  readonly storeId: string;
  /** Names under which analytics counts the person. */
  readonly shoppers: readonly string[];
  readonly cartIds: readonly string[];
  readonly limit: number;
}) => Promise<readonly EventOfPerson[]>;

/** Names under which analytics counts whoever is known by these. */
export function shoppersOf({ addressHasher }: Tx, identities: readonly Identity[]): readonly string[] {
  return [...new Set(identities.flatMap((identity) => shopperOf(asKnownAs(identity), addressHasher) ?? []))];
}
