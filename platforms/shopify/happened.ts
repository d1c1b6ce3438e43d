import { timeMs } from '../time-text.ts';
import type { ShopifyContext } from './shopify-context.ts';

/** A delivery is triggered within moments of the change; one that was sent by hand later is not. */
const triggerDelayMsMax = 60_000;

/**
 * When a state came about. `updated_at` counts whole seconds, and a shopper changes a cart several times in one: the
 * time at which the delivery was triggered tells these apart, and is the same when it is sent again.
 */
export function occurredAtText(updatedAt: unknown, { triggeredAt, receivedAt }: ShopifyContext): string {
  const updatedMs = timeMs(updatedAt);
  const triggeredMs = timeMs(triggeredAt);
  if (updatedMs === null) return new Date(triggeredMs ?? receivedAt).toISOString();
  const delayMs = triggeredMs === null ? -1 : triggeredMs - updatedMs;
  const isFiner = triggeredMs !== null && delayMs >= 0 && delayMs <= triggerDelayMsMax;
  return new Date(isFiner ? triggeredMs : updatedMs).toISOString();
}
