import { assertNever } from './assert-never.ts';
import type { CartContents, CartStage } from './cart.ts';
import { toWallMs } from './duration.ts';

/** Durations in store milliseconds. */
export interface IdleThresholds {
  readonly timeScale: number;
  readonly cartIdleMs: number;
  readonly checkoutIdleMs: number;
  /** Null: looking at products starts nothing. */
  readonly browseIdleMs: number | null;
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
  const idleMs = idleMsOf(contents.stage, thresholds);
  return idleMs === null ? null : contents.lastActivityAt + toWallMs(idleMs, thresholds.timeScale);
}

/** How long a cart at this stage is left alone, in store milliseconds; null: for ever. */
export function idleMsOf(stage: CartStage, thresholds: Omit<IdleThresholds, 'timeScale'>): number | null {
  switch (stage) {
    case 'browsing':
      return thresholds.browseIdleMs;
    case 'cart':
      return thresholds.cartIdleMs;
    case 'checkout':
    case 'payment':
      return thresholds.checkoutIdleMs;
    default:
      return assertNever(stage);
  }
}

/** The same of a recovery that has begun: browsing that was switched off meanwhile goes on as a cart would. */
export function idleMsOnceBegun(stage: CartStage, thresholds: Omit<IdleThresholds, 'timeScale'>): number {
  return idleMsOf(stage, thresholds) ?? thresholds.cartIdleMs;
}

function canBeAbandoned({ status, lines, lastActivityAt }: CartContents): boolean {
  return status === 'open' && lines.length > 0 && lastActivityAt > 0;
}
