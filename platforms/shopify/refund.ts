import { z } from 'zod';
import { priceMinor } from '../cart-line-of.ts';
import { type Fields, fields, fieldsOfEach, idText } from '../fields.ts';
import { type PlatformRefund, refunded } from '../order-events.ts';
import type { Translation } from '../platform.ts';
import { readAs } from '../read-json.ts';
import { timeText } from '../time-text.ts';
import { currencySchema } from './currency.ts';
import type { ShopifyContext } from './shopify-context.ts';

const refundSchema = z.looseObject({});

/**
 * `refunds/create`: names its order and nobody. The order lists the same refund under the same id; the order is all that
 * its person is known by here.
 */
export function translateRefund(body: unknown, { settings }: ShopifyContext): Translation {
  const read = readAs(refundSchema, body);
  if (!read.ok) return read.refused;
  const orderId = idText(read.value['order_id']);
  if (orderId === undefined) return { kind: 'refused', path: 'order_id', message: 'a refund of no order' };
  if (fieldsOfEach(read.value['transactions']).some(({ test }) => test === true))
    return { kind: 'ignored', reason: 'test_order' };
  const currency = currencyOf(read.value) ?? settings.currency;
  if (currency === null)
    return { kind: 'refused', path: 'transactions', message: 'a refund in no currency: set the currency of the store' };
  const refund = refundOf(read.value, currency);
  // Goods that were taken back without money.
  if (!refund || refund.amountMinor === 0) return { kind: 'ignored', reason: 'not_needed' };
  const who = { anonymousId: `shopify-order:${orderId}` };
  return { kind: 'events', events: refunded({ platform: 'shopify', orderId, who, currency, refunds: [refund] }) };
}

/** What was given back: the money that moved, else the worth of what was returned. Null: it is no refund. */
export function refundOf(value: unknown, currency: string): PlatformRefund | null {
  const refund = fields(value);
  const id = idText(refund['id']);
  const at = timeText(refund['processed_at'] ?? refund['created_at']);
  if (id === undefined || at === null) return null;
  const moved = successful(refund).filter((transaction) => (currencyIn(transaction) ?? currency) === currency);
  const amountMinor =
    moved.length > 0
      ? sum(moved.map(({ amount }) => priceMinor(amount, currency) ?? 0))
      : sum(
          fieldsOfEach(refund['refund_line_items']).map(
            (line) => (priceMinor(line['subtotal'], currency) ?? 0) + (priceMinor(line['total_tax'], currency) ?? 0),
          ),
        );
  return { id, at, amountMinor };
}

function currencyOf(refund: Fields): string | null {
  return (
    successful(refund)
      .map(currencyIn)
      .find((currency) => currency !== null) ?? null
  );
}

function successful(refund: Fields): readonly Fields[] {
  return fieldsOfEach(refund['transactions']).filter(
    ({ kind, status }) => kind === 'refund' && (status === undefined || status === 'success'),
  );
}

function currencyIn(transaction: Fields): string | null {
  return currencySchema.safeParse(transaction['currency']).data ?? null;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
