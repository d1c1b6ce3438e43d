import type { CartContents } from './cart.ts';
import { toWallMs } from './duration.ts';

export interface IdleThresholds {
  readonly timeScale: number;
  readonly cartIdleMs: number;
  readonly checkoutIdleMs: number;
}

export interface ArmedCart {
  readonly contents: CartContents;
  /** Epoch milliseconds; null: nothing to wait for, or its time has come already. */
  readonly abandonAt: number | null;
}

/**
 * When a cart counts as abandoned unless something happens. Every activity slides it; an empty or bought cart has no
 * such time, and one whose time has come gets a new one only by a new activity.
 */
export function abandonAtOf(
  before: ArmedCart | null,
  contents: CartContents,
  thresholds: IdleThresholds,
): number | null {
  if (!canBeAbandoned(contents)) return null;
  const due = before !== null && before.abandonAt === null && canBeAbandoned(before.contents);
  if (due && contents.lastActivityAt <= before.contents.lastActivityAt) return null;
  const idleMs = contents.stage === 'cart' ? thresholds.cartIdleMs : thresholds.checkoutIdleMs;
  return contents.lastActivityAt + toWallMs(idleMs, thresholds.timeScale);
}

function canBeAbandoned({ status, lines, lastActivityAt }: CartContents): boolean {
  return status === 'open' && lines.length > 0 && lastActivityAt > 0;
}
