import type { Channel } from '../../../domain/channel.ts';
import { decisionKinds } from '../../../domain/decision-kind.ts';

/** What an entry tells, beside its kind: for those who say it in words of their own. Part of the public API: add, never rename. */
export const timelineEvents = [
  'cart_told',
  'checkout_told',
  'added',
  'removed',
  'bought',
  'bought_everything',
  'order_called_off',
  'payment_awaited',
  'payment_failed',
  'product_seen',
  'product_browsed',
  'order_bought',
  'order_before_new_wish',
  'order_pending',
  'order_failed',
  'order_cancelled',
  'order_unknown',
  'recovery_began',
  'recovery_ended',
  ...decisionKinds,
  'message',
] as const;
export type TimelineEvent = (typeof timelineEvents)[number];

/** One thing that happened to a cart, in words, with the ids to follow it up. */
export interface TimelineEntry {
  readonly at: Date;
  readonly kind: 'activity' | 'purchase' | 'order' | 'recovery' | 'decision' | 'message';
  readonly event: TimelineEvent;
  /** What the words are made of: ids, codes and numbers. */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  /** Of an order: whether it counts for this cart. */
  readonly counts: boolean | null;
  readonly text: string;
  /** Code of the one list; with it `text` holds its sentence. */
  readonly reason: string | null;
  readonly channel: Channel | null;
  readonly recoveryId: string | null;
  readonly messageId: string | null;
  readonly ruleId: string | null;
}

/** Of an entry that is about none of these. */
export const noReferences = {
  ...{ reason: null, channel: null, recoveryId: null, messageId: null, ruleId: null },
  counts: null,
};
