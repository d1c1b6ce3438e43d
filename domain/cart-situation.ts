import { assertNever } from './assert-never.ts';
import type { CartStanding } from './cart-standing.ts';
import { toWallMs } from './duration.ts';
import type { ReasonCode } from './reason-code.ts';
import type { RecoveryOutcome, RecoveryStage } from './recovery.ts';
import { isUnreachableReason, lateContactMsMax } from './reevaluate-at.ts';

/** What ends the wait that a cart is in, or brings a cart that was let go back. Part of the public API: add, never rename. */
export const situationEnds = [
  'purchase',
  'cart_emptied',
  'unsubscribe',
  'newer_cart',
  'activity',
  'address',
  'consent',
  'release',
  'resume',
] as const;
export type SituationEnd = (typeof situationEnds)[number];

/** What a cart does now. Part of the public API: add, never rename. */
export const situationKinds = [
  'empty',
  /** The shopper may still be at it; `until` is when it counts as abandoned. */
  'shopper_active',
  /** Nothing is waited for: for carts like it no threshold is set. */
  'idle',
  'quarantined',
  /** The recovery is about to begin. */
  'starting',
  /** The next step is waited for; `until` is when it is decided. */
  'waiting',
  'sending',
  'paused',
  /** The recovery is over without a purchase. */
  'ended',
  /** No recovery began. */
  'not_started',
  'bought',
] as const;
export type SituationKind = (typeof situationKinds)[number];

/** Where a cart stands, in the parts of one sentence. Times in epoch milliseconds. */
export interface CartSituation {
  readonly kind: SituationKind;
  /** What it waits for happens then; null: it waits for no moment. */
  readonly until: number | null;
  /** The step of the campaign that is waited for or being sent. */
  readonly stepId: string | null;
  readonly outcome: RecoveryOutcome | null;
  /** Why it ended or did not begin. */
  readonly reason: string | null;
  /** What ends this at once, the likeliest first. */
  readonly endedBy: readonly SituationEnd[];
}

export interface SituationFacts {
  readonly standing: CartStanding;
  readonly empty: boolean;
  readonly abandonAt: number | null;
  readonly lastActivityAt: number;
  /** The newest recovery of the cart. */
  readonly recovery: {
    readonly stage: RecoveryStage;
    readonly outcome: RecoveryOutcome | null;
    readonly reason: string | null;
    readonly waitsFor: string | null;
    readonly waitsUntil: number | null;
  } | null;
  /** The reason of the newest decision against a recovery, where it is newer than the newest recovery. */
  readonly notStarted: ReasonCode | null;
  readonly timeScale: number;
}

const nothing = { until: null, stepId: null, outcome: null, reason: null, endedBy: [] } as const;

export function situationOf(facts: SituationFacts): CartSituation {
  const { standing, recovery } = facts;
  switch (standing) {
    case 'recovered':
    case 'purchased':
      return { ...nothing, kind: 'bought', until: null, reason: recovery?.reason ?? null };
    case 'quarantined':
      return { ...nothing, kind: 'quarantined', reason: 'bot_suspected', endedBy: ['release', 'purchase'] };
    case 'recovering':
      return recovery ? whileRecovering(recovery) : { ...nothing, kind: 'starting', endedBy: recoveryEnds };
    case 'open':
      if (facts.empty) return { ...nothing, kind: 'empty', endedBy: ['activity'] };
      return {
        ...nothing,
        kind: facts.abandonAt === null ? 'idle' : 'shopper_active',
        until: facts.abandonAt,
        endedBy: ['activity', 'purchase', 'cart_emptied'],
      };
    case 'abandoned':
      return afterAbandonment(facts);
    default:
      return assertNever(standing);
  }
}

const recoveryEnds: readonly SituationEnd[] = ['purchase', 'cart_emptied', 'unsubscribe', 'newer_cart'];

function whileRecovering(recovery: NonNullable<SituationFacts['recovery']>): CartSituation {
  const at = { ...nothing, stepId: recovery.waitsFor, until: recovery.waitsUntil, endedBy: recoveryEnds };
  switch (recovery.stage) {
    case 'starting':
    case 'predicting':
      return { ...at, kind: 'starting' };
    case 'waiting':
      return { ...at, kind: 'waiting' };
    case 'sending':
      return { ...at, kind: 'sending' };
    case 'paused':
      return { ...at, kind: 'paused', endedBy: ['resume', ...recoveryEnds] };
    case 'ended':
      return { ...nothing, kind: 'ended', outcome: recovery.outcome, reason: recovery.reason, endedBy: ['activity'] };
    default:
      return assertNever(recovery.stage);
  }
}

function afterAbandonment({ recovery, notStarted, lastActivityAt, timeScale }: SituationFacts): CartSituation {
  if (notStarted !== null) {
    // Somebody who can be written to at last is looked at again for a while; after that only a new touch helps.
    const until = isUnreachableReason(notStarted) ? lastActivityAt + toWallMs(lateContactMsMax, timeScale) : null;
    const missing: readonly SituationEnd[] =
      until === null ? [] : notStarted === 'no_consent' ? ['consent', 'address'] : ['address'];
    return { ...nothing, kind: 'not_started', reason: notStarted, until, endedBy: [...missing, 'activity'] };
  }
  if (recovery?.stage === 'ended')
    return { ...nothing, kind: 'ended', outcome: recovery.outcome, reason: recovery.reason, endedBy: ['activity'] };
  return { ...nothing, kind: 'idle', endedBy: ['activity'] };
}
