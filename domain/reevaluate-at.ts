import { type ArmedCart, type IdleThresholds, idleMsOf } from './abandon-at.ts';
import { dayMs, toWallMs } from './duration.ts';
import type { ReasonCode } from './reason-code.ts';

/** Why a cart was let go that a later word of its customer can change: nobody could be written to. */
export const unreachableReasons = ['anonymous', 'no_reachable_channel', 'no_consent'] as const satisfies ReasonCode[];
export type UnreachableReason = (typeof unreachableReasons)[number];

/**
 * What came to be known of a customer: an address that nobody had, or a yes where there was none; or the cart turned out
 * to be somebody else's, whose address and consent may be known for long.
 */
export type ContactabilityChange = 'address' | 'consent' | 'owner';

/**
 * A cart that nobody touched for longer is not won back any more when its customer can be written to at last: a first
 * reminder after more than a day surprises more than it helps. In store milliseconds.
 */
export const lateContactMsMax = dayMs;

export interface DroppedCart extends ArmedCart {
  /** What the last judgement found missing; null: it was another one, or there was none. */
  readonly unreachable: UnreachableReason | null;
  readonly inRecovery: boolean;
}

/**
 * When a cart that was let go for want of an address or consent is judged again, by every rule, because of what came to
 * be known since: at once, but never before its idle threshold. Null: the change resolves nothing, or there is no such cart
 * (any more). One that waits to be judged anyway is left to its time, so change that comes again changes nothing.
 */
export function reevaluateAt(
  { contents, abandonAt, unreachable, inRecovery }: DroppedCart,
  news: ReadonlySet<ContactabilityChange>,
  { nowMs, thresholds }: { readonly nowMs: number; readonly thresholds: IdleThresholds },
): number | null {
  if (unreachable === null || abandonAt !== null || inRecovery) return null;
  if (contents.status !== 'open' || contents.lines.length === 0) return null;
  if (contents.lastActivityAt < lateContactSince(nowMs, thresholds.timeScale)) return null;
  if (![...news].some((kind) => resolves(kind, unreachable))) return null;
  const idleMs = idleMsOf(contents.stage, thresholds);
  if (idleMs === null) return null;
  return Math.max(nowMs, contents.lastActivityAt + toWallMs(idleMs, thresholds.timeScale));
}

/** Carts touched before are too old to be judged again. Epoch milliseconds. */
export function lateContactSince(nowMs: number, timeScale: number): number {
  return nowMs - toWallMs(lateContactMsMax, timeScale);
}

/** Consent is no address; an address may be one on a channel that was agreed to before. */
function resolves(news: ContactabilityChange, unreachable: UnreachableReason): boolean {
  return news !== 'consent' || unreachable === 'no_consent';
}

export function isUnreachableReason(reason: ReasonCode): reason is UnreachableReason {
  return (unreachableReasons as readonly ReasonCode[]).includes(reason);
}
