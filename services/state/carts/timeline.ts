import type { decisions, messages, recoveries } from '../../../db/postgres/schema/index.ts';
import type { CartOperation } from '../../../domain/cart.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { noReferences, type TimelineEntry } from './timeline-entry.ts';
import { timelineOfOperation } from './timeline-of-operation.ts';
import { type SeenOrder, timelineOfOrder } from './timeline-of-order.ts';

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
  const orderNames = new Map(history.orders.map(({ id, externalId }) => [id, externalId]));
  return [
    ...history.operations.map((operation) => timelineOfOperation(operation, orderNames)),
    ...history.orders.map((order) => timelineOfOrder(order, history.touchedAt)),
    ...history.recoveries.flatMap(ofRecovery),
    ...history.decisions.map(ofDecision),
    ...history.messages.map(ofMessage),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function ofRecovery(recovery: CartHistory['recoveries'][number]): TimelineEntry[] {
  const of = { ...noReferences, recoveryId: recovery.id, kind: 'recovery' as const };
  const entries: TimelineEntry[] = [
    {
      ...of,
      event: 'recovery_began',
      values: { n: recovery.n, campaignId: recovery.campaignId },
      at: recovery.abandonedAt,
      text: `Abandoned: recovery ${recovery.n} began.`,
    },
  ];
  if (recovery.endedAt) {
    entries.push({
      ...of,
      event: 'recovery_ended',
      values: { n: recovery.n, outcome: recovery.outcome },
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
  replied: 'The person answered a message.',
  offered: 'The offer of the campaign was decided for a message.',
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
    event: kind,
    values: detail ?? {},
    counts: null,
    text: [decisionTexts[kind], detail?.['command'], sentence, stopText(reason, detail)].filter(Boolean).join(' '),
    reason,
    channel,
    recoveryId,
    messageId: null,
    ruleId,
  };
}

/** Whoever asks why a message waits is told who stopped it. */
function stopText(reason: string | null, detail: CartHistory['decisions'][number]['detail']): string | null {
  if (reason !== 'sending_stopped' || !detail) return null;
  const { flag, by, since } = detail;
  return by === 'unknown' || since === null
    ? `Nothing is known of the switch ${flag} so far.`
    : `It was stopped by the ${by} (${flag}) since ${since}.`;
}

function ofMessage({
  claimedAt,
  state,
  deliveryState,
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
    event: 'message',
    values: { template, state, deliveryState },
    counts: null,
    text: `${template} by ${channel}: ${state}.`,
    reason,
    channel,
    recoveryId,
    messageId: id,
    ruleId,
  };
}
