import type { EventRow } from '../../../db/clickhouse/tables/events.ts';
import { utcText } from '../../../db/clickhouse/utc-text.ts';
import type { AddressHasher } from '../../../db/postgres/transaction.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { happenedAt } from '../../../events/matched-event.ts';
import { shopperOf } from '../../../events/shopper-key.ts';
import { cartIdOf, orderIdOf } from '../../shared/ids.ts';

/** An event as analytics keeps it: what was done, with ids only. */
export function eventRowOf(event: AcceptedEvent, addressHasher: AddressHasher): EventRow {
  const lines = linesOf(event);
  return {
    store_id: event.storeId,
    shopper: (shopperOf(event.who, addressHasher) ?? '').toWellFormed(),
    occurred_at: utcText(happenedAt(event)),
    // Half a surrogate pair is no text to ClickHouse, and would hold up every row behind it.
    event_id: event.id.toWellFormed(),
    type: event.type,
    received_at: utcText(event.receivedAt),
    cart_id: 'cartId' in event && event.cartId !== undefined ? cartIdOf(event.storeId, event.cartId) : null,
    order_id: 'orderId' in event ? orderIdOf(event.storeId, event.orderId) : null,
    product_ids: lines.map(({ productId }) => productId.toWellFormed()),
    // The column counts pieces: half a metre of cloth is one.
    quantity: Math.ceil(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
    value_minor: worthOf(event),
    currency: ('currency' in event ? event.currency : undefined) ?? '',
  };
}

function linesOf(event: AcceptedEvent): readonly { readonly productId: string; readonly quantity: number }[] {
  if ('lines' in event) return event.lines ?? [];
  if ('line' in event) return [event.line];
  if ('productId' in event) return [{ productId: event.productId, quantity: 'quantity' in event ? event.quantity : 1 }];
  return [];
}

function worthOf(event: AcceptedEvent): number | null {
  if (event.type === 'order_placed') return event.totalMinor ?? null;
  if (event.type === 'order_refunded') return event.refundedMinor;
  return ('valueMinor' in event ? event.valueMinor : undefined) ?? null;
}
