import { and, inArray } from 'drizzle-orm';
import type { SendResult } from '../../../channels/provider.ts';
import { reportDeliveries } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ReportDeliveryState } from '../../../domain/report-run.ts';
import { attemptLeaseMs, providerTimeoutMs } from '../../../domain/send-attempt.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import {
  type ClaimDeps,
  claimDelivery,
  type DeliveryClaim,
  type DeliveryKey,
  isDelivery,
  recoveryOf,
} from './claim-delivery.ts';
import type { PostReport } from './report-webhook.ts';

export interface DeliverDeps extends ClaimDeps {
  readonly post: PostReport;
}

type Claimed = Extract<DeliveryClaim, { readonly kind: 'claimed' }>;

/**
 * Sends a run to one recipient, at most once, as messages are: the attempt is recorded before anything leaves, and one that
 * broke off is repeated only where its key is known, or after asking. Throws `RetryLaterError` while it may still be settled.
 */
export async function deliverReport(
  deps: DeliverDeps,
  key: DeliveryKey,
  signal: AbortSignal,
): Promise<ReportDeliveryState | 'gone'> {
  const claim = await claimDelivery(deps, key);
  if (claim.kind === 'ended') return claim.state;
  const options = {
    storeId: key.storeId,
    idempotencyKey: key.deliveryId,
    signal: AbortSignal.any([signal, AbortSignal.timeout(providerTimeoutMs)]),
  };
  const { target } = claim;
  if (claim.step === 'look_up') return lookUp(deps, key, claim, options);
  const result =
    target.kind === 'email'
      ? await target.provider.send(target.message, options)
      : await deps.post({ ...target, id: key.deliveryId, atMs: deps.now(), signal: options.signal });
  return record(deps, key, claim, result);
}

async function lookUp(
  deps: DeliverDeps,
  key: DeliveryKey,
  { target, claimedAtMs: startedAt }: Claimed,
  options: { readonly storeId: string; readonly idempotencyKey: string; readonly signal: AbortSignal },
): Promise<ReportDeliveryState> {
  if (target.kind === 'webhook' || !target.provider.lookup) return settle(deps, key, 'unknown', 'outcome_unknown');
  const answer = await target.provider.lookup(target.message, { ...options, startedAt });
  switch (answer.kind) {
    case 'found':
      return settle(deps, key, 'accepted', null);
    case 'not_found':
      await settle(deps, key, 'waiting', 'not_found_at_provider');
      throw new RetryLaterError('not_found_at_provider');
    case 'unknown':
      throw new RetryLaterError(answer.cause, attemptLeaseMs);
    default:
      return assertNever(answer);
  }
}

async function record(
  deps: DeliverDeps,
  key: DeliveryKey,
  { target, inDoubt }: Claimed,
  result: SendResult,
): Promise<ReportDeliveryState> {
  switch (result.kind) {
    case 'accepted':
      return settle(deps, key, 'accepted', null);
    case 'rejected':
      if (result.class === 'permanent') return settle(deps, key, 'rejected', result.code);
      // Where an attempt before may have been taken, it stays open until its own time is over.
      if (!inDoubt) await settle(deps, key, 'waiting', result.code);
      throw new RetryLaterError(result.code, inDoubt ? attemptLeaseMs : result.retryAfterMs);
    case 'unknown':
      if (recoveryOf(target).kind === 'none') return settle(deps, key, 'unknown', result.cause);
      // Left in `sending`: when this attempt is surely over, it is asked for, or sent again under its key.
      throw new RetryLaterError(result.cause, attemptLeaseMs);
    default:
      return assertNever(result);
  }
}

/** Ends a delivery that its retries could not bring: what may have gone out is `unknown`. */
export async function giveUpDelivery(
  deps: Pick<DeliverDeps, 'database' | 'now'>,
  key: DeliveryKey,
): Promise<ReportDeliveryState | 'gone'> {
  const [row] = await withStore(deps.database, key.storeId, (tx) =>
    tx.select().from(reportDeliveries).where(isDelivery(key)),
  );
  if (!row) return 'gone';
  if (row.state === 'sending') return settle(deps, key, 'unknown', 'outcome_unknown');
  if (row.state === 'waiting') return settle(deps, key, 'rejected', row.reason ?? 'given_up');
  return row.state;
}

/** What has ended stays as it ended. */
async function settle<S extends ReportDeliveryState>(
  { database, now }: Pick<DeliverDeps, 'database' | 'now'>,
  key: DeliveryKey,
  state: S,
  reason: string | null,
): Promise<S> {
  const settledAt = state === 'waiting' ? null : new Date(now());
  await withStore(database, key.storeId, (tx) =>
    tx
      .update(reportDeliveries)
      .set({ state, reason, settledAt })
      .where(and(isDelivery(key), inArray(reportDeliveries.state, ['sending', 'waiting']))),
  );
  return state;
}
