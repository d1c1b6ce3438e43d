import { abandonAtOf, type IdleThresholds } from '../../../domain/abandon-at.ts';
import { addOperations, type CartContents, contentsOf, emptyCart } from '../../../domain/cart.ts';
import type { MatchedEvent } from '../../../events/matched-event.ts';
import type { CartChange } from './cart-changes.ts';
import type { CartRow } from './cart-row.ts';

/** The cart after a batch; null when nothing in it is new. */
export function foldCart(before: CartRow | undefined, change: CartChange, thresholds: IdleThresholds): CartRow | null {
  const fold = addOperations(before?.fold ?? emptyCart, change.operations);
  if (before && fold === before.fold) return null;
  const externalId = change.externalId ?? before?.externalId;
  if (externalId === undefined) throw new Error('a cart is changed that nobody named');
  const contents = contentsOf(fold);
  const owner = ownerOf(before, change.touches);
  const abandonAt = abandonAtOf(before ?? null, contents, thresholds);
  return {
    storeId: change.storeId,
    id: change.cartId,
    externalId,
    ...owner,
    contents,
    fold,
    version: before ? before.version + (isSame(before.contents, contents) ? 0 : 1) : 1,
    abandonAt,
    traceparent:
      abandonAt === (before?.abandonAt ?? null) ? (before?.traceparent ?? null) : newestTrace(change.touches),
    unreachable: before?.unreachable ?? null,
    activeRecoveryId: before?.activeRecoveryId ?? null,
  };
}

/** Whose the cart is, is said by who touched it last; a late event does not take it away again. */
function ownerOf(
  before: CartRow | undefined,
  touches: readonly MatchedEvent[],
): Pick<CartRow, 'customerId' | 'anonymousId' | 'restoreUrl'> {
  const since = before?.contents.lastActivityAt ?? 0;
  let { customerId, anonymousId, restoreUrl } = before ?? { customerId: null, anonymousId: null, restoreUrl: null };
  for (const { event, at, customerId: by } of touches.toSorted((a, b) => a.at - b.at)) {
    const newest = at >= since;
    if (by !== null && (newest || customerId === null)) customerId = by;
    if (event.who.anonymousId !== undefined && (newest || anonymousId === null)) anonymousId = event.who.anonymousId;
    if ('restoreUrl' in event && event.restoreUrl !== undefined && (newest || restoreUrl === null))
      restoreUrl = event.restoreUrl;
  }
  return { customerId, anonymousId, restoreUrl };
}

/** Of the newest event of the customer: it is what moved the time at which the cart counts as abandoned. */
function newestTrace(touches: readonly MatchedEvent[]): string | null {
  let newest: MatchedEvent | undefined;
  for (const touch of touches) if (!newest || touch.at >= newest.at) newest = touch;
  return newest?.event.traceparent ?? null;
}

function isSame(before: CartContents, after: CartContents): boolean {
  return (
    before.status === after.status &&
    before.stage === after.stage &&
    before.valueMinor === after.valueMinor &&
    before.currency === after.currency &&
    before.linesOmitted === after.linesOmitted &&
    JSON.stringify(before.lines) === JSON.stringify(after.lines)
  );
}
