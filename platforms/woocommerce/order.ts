import { digestOf } from '../event-id.ts';
import { type Fields, fields, fieldsOfEach, idText } from '../fields.ts';
import { identifyEvents } from '../identify-event.ts';
import { orderDetailsOf } from '../order-details.ts';
import { orderEventsOf, type PlatformRefund } from '../order-events.ts';
import { orderMeaningOf } from '../order-meaning.ts';
import type { OrderMeaning, PlatformSettings, Translation } from '../platform.ts';
import { timeText } from '../time-text.ts';
import { bodyKindOf } from './body-kind.ts';
import { cartIdMeta, isRenewal, metaId } from './meta.ts';
import { refundAmountMinor, wooLines } from './order-lines.ts';
import { wooOrderStatuses } from './order-statuses.ts';
import { orderPerson, toldOf } from './person.ts';
import { unpaidCart } from './unpaid-cart.ts';

export interface OrderContext {
  readonly settings: PlatformSettings;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** It was taken out of the trash, which its time of change need not tell. */
  readonly restored?: boolean;
}

/** `order.*`: the whole order; its status says what has happened. Every time is UTC and written without a zone. */
export function translateOrder(body: unknown, { settings, receivedAt, restored = false }: OrderContext): Translation {
  const order = fields(body);
  const orderId = idText(order['id']);
  if (orderId === undefined) return { kind: 'refused', path: 'id', message: 'an order without its id' };
  if (bodyKindOf(order) !== 'order') return { kind: 'refused', path: '', message: 'an order of WooCommerce’s' };
  const meaning = meaningOf(order, settings);
  if (meaning === 'ignored') return { kind: 'ignored', reason: 'not_needed' };
  const isUnpaid = meaning === 'payment_pending' || meaning === 'failed';
  // Nobody left anything: the shop’s own clock ordered, and asks for the payment itself.
  if (isUnpaid && isRenewal(order)) return { kind: 'ignored', reason: 'not_needed' };
  const who = orderPerson(order) ?? {};
  const details = orderDetailsOf(
    { total: order['total'], currency: order['currency'], lines: wooLines(order) },
    settings.currency,
  );
  const dates = datesOf(order, receivedAt);
  const received = new Date(receivedAt).toISOString();
  // Nothing in the order tells when it was taken out of the trash.
  const change = restored ? { changedAt: received, version: `${received}:restored` } : { version: versionOf(order) };
  const unpaid = isUnpaid ? unpaidCart(order, { ...details, orderId, who, orderedAt: dates.orderedAt }) : null;
  const events = [
    ...(unpaid?.events ?? []),
    ...orderEventsOf({
      ...details,
      ...dates,
      platform: 'woocommerce',
      orderId,
      who,
      meaning,
      cartId: unpaid?.cartId ?? metaId(order['meta_data'], cartIdMeta),
      incomplete: [
        ...details.incomplete,
        ...(Array.isArray(order['line_items']) ? [] : ['lines']),
        ...dates.incomplete,
      ],
      ...change,
      refunds: refundsOf(order, { at: dates.changedAt, currency: details.currency }),
    }),
    ...identifyEvents('woocommerce', { who, told: toldOf(order), occurredAt: dates.orderedAt }),
  ];
  return events.length === 0 ? { kind: 'ignored', reason: 'no_person' } : { kind: 'events', events };
}

/**
 * `order.deleted`: the order was moved to the trash or deleted for good, and its id is all that is told. It counts as
 * cancelled; when it is restored, its next state places it again.
 */
export function translateDeletedOrder(body: unknown, { receivedAt }: OrderContext): Translation {
  const orderId = idText(fields(body)['id']);
  if (orderId === undefined) return { kind: 'refused', path: 'id', message: 'an order without its id' };
  const at = new Date(receivedAt).toISOString();
  const events = orderEventsOf({
    platform: 'woocommerce',
    orderId,
    who: {},
    meaning: 'cancelled',
    totalMinor: null,
    currency: null,
    orderedAt: at,
    paidAt: null,
    changedAt: at,
    version: `${at}:deleted`,
    refunds: [],
  });
  return { kind: 'events', events };
}

function meaningOf({ status }: Fields, settings: PlatformSettings): OrderMeaning {
  const name = typeof status === 'string' ? status.trim().replace(/^wc-/, '') : '';
  return orderMeaningOf(name, settings, wooOrderStatuses);
}

/**
 * The block checkout makes its draft, and with it the order's date, when the page is opened; an order to be paid on
 * delivery has no date of payment: it was bought when its status changed.
 */
function datesOf(order: Fields, receivedAt: number) {
  const modifiedAt = timeText(order['date_modified_gmt']);
  const orderedAt = timeText(order['date_created_gmt']) ?? modifiedAt;
  const received = new Date(receivedAt).toISOString();
  const paidAt = timeText(order['date_paid_gmt']);
  const changedAt = modifiedAt ?? orderedAt ?? received;
  return {
    orderedAt: orderedAt ?? received,
    boughtAt: paidAt ?? changedAt,
    paidAt,
    changedAt,
    incomplete: orderedAt === null ? ['occurredAt'] : [],
  };
}

/** Of an order without a date of its last change: what it says. */
function versionOf(order: Fields): string {
  const modifiedAt = timeText(order['date_modified_gmt']);
  return modifiedAt ?? digestOf([order['status'], order['date_paid_gmt'], order['date_completed_gmt'], order['total']]);
}

/** Amounts of refunds are written as negative numbers, and their times not at all. */
function refundsOf(
  order: Fields,
  { at, currency }: { readonly at: string; readonly currency: string | null },
): readonly PlatformRefund[] {
  return fieldsOfEach(order['refunds']).flatMap((refund) => {
    const id = idText(refund['id']);
    const amountMinor = refundAmountMinor(refund['total'], currency);
    return id === undefined || amountMinor === null ? [] : [{ id, at, amountMinor }];
  });
}
