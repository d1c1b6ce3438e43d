import type { decisions, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { CartOperation } from '../../../domain/cart.ts';
import type { Channel } from '../../../domain/channel.ts';
import { type OrderStatus, orderSpeaksFor } from '../../../domain/order-status.ts';
import { reasonText } from '../../shared/reason-text.ts';

/** One thing that happened to a cart, in words, with the ids to follow it up. */
export interface TimelineEntry {
  readonly at: Date;
  readonly kind: 'activity' | 'purchase' | 'order' | 'recovery' | 'decision' | 'message';
  readonly text: string;
  /** Code of the one list; with it `text` holds its sentence. */
  readonly reason: string | null;
  readonly channel: Channel | null;
  readonly recoveryId: string | null;
  readonly messageId: string | null;
  readonly ruleId: string | null;
}

/** An order of the cart, its customer or its device, whatever became of it. */
export interface SeenOrder {
  readonly externalId: string;
  readonly status: OrderStatus | null;
  /** It names this cart. */
  readonly own: boolean;
  readonly arrivedAt: Date | null;
  readonly createdAt: Date;
}

export interface CartHistory {
  /** When the cart was touched last. */
  readonly touchedAt: Date;
  readonly orders: readonly SeenOrder[];
  readonly operations: readonly CartOperation[];
  readonly recoveries: readonly (typeof recoveries.$inferSelect)[];
  readonly decisions: readonly (typeof decisions.$inferSelect)[];
  readonly messages: readonly (typeof messages.$inferSelect)[];
}

/** What happened to a cart, oldest first. */
export function timelineOf(history: CartHistory): TimelineEntry[] {
  return [
    ...history.operations.map(ofOperation),
    ...history.orders.map((order) => ofOrder(order, history.touchedAt)),
    ...history.recoveries.flatMap(ofRecovery),
    ...history.decisions.map(ofDecision),
    ...history.messages.map(ofMessage),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

const nothing = { reason: null, channel: null, recoveryId: null, messageId: null, ruleId: null };

function ofOperation(operation: CartOperation): TimelineEntry {
  const purchase = operation.kind === 'purchase' || operation.kind === 'purchase_cancelled';
  return {
    ...nothing,
    at: new Date(operation.at),
    kind: purchase ? 'purchase' : 'activity',
    text: operationText(operation),
  };
}

function operationText(operation: CartOperation): string {
  switch (operation.kind) {
    case 'snapshot':
      return `${operation.checkout ? 'Checkout' : 'Cart'} with ${count(operation.lines.length, 'line')}.`;
    case 'add':
      return `Added ${operation.line.quantity} × ${operation.line.productId}.`;
    case 'remove':
      return `Removed ${operation.quantity} × ${operation.productId}.`;
    case 'purchase':
      return operation.lines === 'everything'
        ? 'Bought everything.'
        : `Bought ${count(operation.lines.length, 'line')}.`;
    case 'purchase_cancelled':
      return 'The order was cancelled.';
    case 'payment_pending':
      return 'Ordered; the payment is waited for.';
    case 'payment_failed':
      return 'The payment failed.';
    case 'view':
      return 'Looked at a product.';
    case 'browse':
      return `Looked at ${operation.line.productId}.`;
    default:
      return assertNever(operation);
  }
}

/** Says of every order whether it counts for the cart, and why not. */
function ofOrder({ externalId, status, own, arrivedAt, createdAt }: SeenOrder, touchedAt: Date): TimelineEntry {
  const which = `Order ${externalId}${own ? '' : ' of the same person or device'}`;
  const counts = arrivedAt !== null && orderSpeaksFor({ arrivedAt: arrivedAt.getTime() }, touchedAt.getTime());
  return { ...nothing, at: arrivedAt ?? createdAt, kind: 'order', text: `${which} ${whatItMeans(status, counts)}` };
}

function whatItMeans(status: OrderStatus | null, counts: boolean): string {
  switch (status) {
    case null:
      return 'is known by its payment or refund only, so it does not count.';
    case 'cancelled':
      return 'was called off, so it does not count.';
    case 'failed':
      return 'could not be paid, so it does not count.';
    case 'pending':
      return 'waits for its payment.';
    case 'placed':
      return counts ? 'was bought.' : 'was bought, and the cart was touched after it arrived: a new wish.';
    default:
      return assertNever(status);
  }
}

function ofRecovery(recovery: CartHistory['recoveries'][number]): TimelineEntry[] {
  const of = { ...nothing, recoveryId: recovery.id, kind: 'recovery' as const };
  const entries: TimelineEntry[] = [
    { ...of, at: recovery.abandonedAt, text: `Abandoned: recovery ${recovery.n} began.` },
  ];
  if (recovery.endedAt) {
    entries.push({
      ...of,
      at: recovery.endedAt,
      reason: recovery.reason,
      text: `The recovery ended: ${recovery.outcome ?? 'unknown'}. ${reasonText(recovery.reason) ?? ''}`.trim(),
    });
  }
  return entries;
}

const decisionTexts = {
  not_started: 'No recovery was started.',
  predicted: 'The chance of a purchase was predicted.',
  sent: 'A message was sent.',
  not_sent: 'A message was not sent.',
  ended: 'The recovery ended.',
  merged: 'The person was merged with another one.',
  operator: 'An operator stepped in:',
  delivery: 'The provider reported a message:',
} as const;

function ofDecision({
  detail,
  at,
  kind,
  reason,
  channel,
  recoveryId,
  ruleId,
}: CartHistory['decisions'][number]): TimelineEntry {
  const sentence = reasonText(reason);
  return {
    at,
    kind: 'decision',
    text: [decisionTexts[kind], detail?.['command'], sentence].filter(Boolean).join(' '),
    reason,
    channel,
    recoveryId,
    messageId: null,
    ruleId,
  };
}

function ofMessage({
  claimedAt,
  state,
  channel,
  template,
  recoveryId,
  id,
  ruleId,
  reason,
}: CartHistory['messages'][number]): TimelineEntry {
  return {
    at: claimedAt,
    kind: 'message',
    text: `${template} by ${channel}: ${state}.`,
    reason,
    channel,
    recoveryId,
    messageId: id,
    ruleId,
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
