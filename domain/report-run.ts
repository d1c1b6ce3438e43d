export const runKinds = ['scheduled', 'test'] as const;
export type RunKind = (typeof runKinds)[number];

/**
 * `preparing`: permitted, not counted yet. `sending`: counted, and on its way to each recipient. `done`: each recipient's
 * delivery has ended, however. `not_sent`: nothing went out, for the reason beside it.
 */
export const runStates = ['preparing', 'sending', 'done', 'not_sent'] as const;
export type RunState = (typeof runStates)[number];

/** Why a run went to nobody. Codes are part of the API: add, never rename. */
export const runReasons = ['report_paused', 'store_paused', 'no_recipients', 'numbers_unavailable'] as const;
export type RunReason = (typeof runReasons)[number];

/** `unknown`: perhaps taken, and never sent again. */
export const deliveryStates = ['waiting', 'sending', 'accepted', 'rejected', 'unknown'] as const;
export type ReportDeliveryState = (typeof deliveryStates)[number];

export function hasEnded(state: ReportDeliveryState): state is 'accepted' | 'rejected' | 'unknown' {
  return state === 'accepted' || state === 'rejected' || state === 'unknown';
}

export interface DeliveryProgress {
  readonly state: ReportDeliveryState;
  /** When it was permitted for the first time, and last; epoch milliseconds. */
  readonly claimedAtMs: number | null;
  readonly attemptedAtMs: number | null;
}

export type AttemptPermission =
  /** Nobody can have it, or whoever may have it knows it by its key. */
  | { readonly kind: 'send' }
  /** Whoever may have it is asked first. */
  | { readonly kind: 'look_up' }
  /** Another attempt may still be running. */
  | { readonly kind: 'busy'; readonly forMs: number }
  | { readonly kind: 'ended' }
  /** It may have gone out, and nothing can tell: it is never sent again on a hope. */
  | { readonly kind: 'lost' };

/** How an attempt that broke off can be resolved at whoever took it (`channels/provider.ts`). */
export type AttemptRecovery =
  | { readonly kind: 'idempotency_key'; readonly windowMs: number }
  | { readonly kind: 'lookup' }
  | { readonly kind: 'none' };

/** Whether a delivery may be attempted at a moment. `leaseMs`: from then on an earlier attempt is surely over. */
export function permitAttempt(
  { state, claimedAtMs, attemptedAtMs }: DeliveryProgress,
  recovery: AttemptRecovery,
  { nowMs, leaseMs }: { readonly nowMs: number; readonly leaseMs: number },
): AttemptPermission {
  if (hasEnded(state)) return { kind: 'ended' };
  if (state === 'waiting' || attemptedAtMs === null || claimedAtMs === null) return { kind: 'send' };
  const overAtMs = attemptedAtMs + leaseMs;
  if (nowMs < overAtMs) return { kind: 'busy', forMs: overAtMs - nowMs };
  if (recovery.kind === 'lookup') return { kind: 'look_up' };
  const isKnown = recovery.kind === 'idempotency_key' && nowMs < claimedAtMs + recovery.windowMs - leaseMs;
  return isKnown ? { kind: 'send' } : { kind: 'lost' };
}
