import type { Tx } from '../../db/postgres/tenancy.ts';
import type { CustomerChanges, CustomerDirectory } from '../../domain/customer-matching.ts';
import { identitiesOf } from '../../domain/identity.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { type MatchedEvent, seen } from '../../events/matched-event.ts';
import { loadDirectories } from '../state/customers/load-directory.ts';
import type { CustomerMerge } from '../state/customers/merge-customers.ts';

/** The customers of one store as a batch leaves them. */
interface StoreChanges {
  readonly directory: CustomerDirectory;
  readonly changes: CustomerChanges;
}

/** Whose events these are, by the end of the batch. */
export async function matchCustomers(
  tx: Tx,
  accepted: readonly AcceptedEvent[],
  followsBrowsing: (storeId: string) => boolean,
): Promise<{ events: readonly MatchedEvent[]; changes: ReadonlyMap<string, StoreChanges> }> {
  const directories = await loadDirectories(tx, accepted);
  const matched = accepted.map((event) => {
    return {
      event,
      customerId:
        directories.get(event.storeId)?.resolve(event, { create: introduces(event, followsBrowsing) }) ?? null,
    };
  });
  const changes = new Map(
    [...directories].map(([storeId, directory]): [string, StoreChanges] => [
      storeId,
      { directory, changes: directory.changes() },
    ]),
  );
  const events = matched.map(({ event, customerId }) =>
    seen(event, customerId === null ? null : (directories.get(event.storeId)?.current(customerId) ?? customerId)),
  );
  return { events, changes };
}

/**
 * Somebody unknown who only looks at products is not worth a row yet, unless the store writes to such people and could
 * reach this one; and what becomes of an order introduces nobody.
 */
function introduces(event: AcceptedEvent, followsBrowsing: (storeId: string) => boolean): boolean {
  // An order may be told by its cart alone.
  if (identitiesOf(event.who).length === 0) return false;
  switch (event.type) {
    case 'product_viewed':
      return event.cartId !== undefined || (isReachable(event.who) && followsBrowsing(event.storeId));
    case 'order_paid':
    case 'order_cancelled':
    case 'order_refunded':
      return false;
    default:
      return true;
  }
}

function isReachable({ email, phone, pushToken }: AcceptedEvent['who']): boolean {
  return (email ?? phone ?? pushToken) !== undefined;
}

/** Customers who turned out to be others. */
export function mergesOf(changes: ReadonlyMap<string, StoreChanges>): readonly CustomerMerge[] {
  return [...changes].flatMap(
    ([
      storeId,
      {
        directory,
        changes: { merges },
      },
    ]) =>
      merges.map(({ fromId, intoId, causeEventId }) => ({
        storeId,
        fromId,
        intoId: directory.current(intoId),
        causeEventId,
      })),
  );
}
