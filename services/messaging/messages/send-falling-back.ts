import { and, eq, sql } from 'drizzle-orm';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { giveUpMessage } from './give-up.ts';
import { fallBackMsMax } from './pass-on.ts';
import { type SendDeps, type SendOutcome, sendMessage } from './send.ts';

export interface FallBackDeps extends SendDeps {
  readonly database: Pick<Database, 'app' | 'engine'>;
}

/** Messages sent at once by one process. */
const concurrencyMax = 4;
/** Until an answer of which nothing is known by when it comes is looked for again. */
const againMs = 60_000;

interface Due {
  readonly storeId: string;
  readonly id: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly ruleId: string;
  readonly template: string;
  readonly claimedAtMs: number;
}

/**
 * Sends by the next carrier what one had taken and could not deliver: its step is over for the recovery, and the message is the same.
 * Each is asked for by one process at a time. Returns how many were due, and how many went out.
 */
export async function sendFallingBack(
  deps: FallBackDeps,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): Promise<{ readonly due: number; readonly sent: number }> {
  const { database, now } = deps;
  const leasedUntil = new Date(now() + attemptLeaseMs).toISOString();
  const due = await withEngine(
    database,
    (tx) => rawSql(tx)<Due[]>`
      update messages set fall_back_at = ${leasedUntil}::timestamptz
      where (store_id, id) in (
        select store_id, id from messages where fall_back_at <= ${new Date(now()).toISOString()}::timestamptz
        order by fall_back_at limit ${limit}::int for update skip locked
      )
      returning store_id as "storeId", id, recovery_id as "recoveryId", cart_id as "cartId", rule_id as "ruleId", template,
        (extract(epoch from claimed_at) * 1000)::float8 as "claimedAtMs"`,
  );
  const sent = await mapBounded(due, { concurrencyMax }, (message) => sendOne(deps, message, signal));
  return { due: due.length, sent: sent.filter(Boolean).length };
}

async function sendOne(deps: FallBackDeps, message: Due, signal: AbortSignal): Promise<boolean> {
  const { storeId, recoveryId, ruleId, template, claimedAtMs } = message;
  const wanted = { storeId, recoveryId, ruleId, template, channel: 'sms' as const, knownActivityAt: claimedAtMs };
  try {
    const outcome = await sendMessage(deps, wanted, signal);
    if (outcome.kind === 'not_sent') await waitOrEnd(deps, message, outcome);
    return outcome.kind === 'sent';
  } catch (error) {
    if (!(error instanceof RetryLaterError)) throw error;
    await wait(deps, message, deps.now() + (error.retryAfterMs ?? againMs));
    return false;
  }
}

/** What only speaks against now is waited for, within the life of the reminder. */
async function waitOrEnd(
  deps: FallBackDeps,
  message: Due,
  { reason, notBefore }: Extract<SendOutcome, { kind: 'not_sent' }>,
): Promise<void> {
  if (notBefore !== undefined && notBefore <= message.claimedAtMs + fallBackMsMax)
    return wait(deps, message, notBefore);
  await end(deps, message, reason);
}

async function end(
  { database }: FallBackDeps,
  { storeId, recoveryId, cartId, ruleId }: Due,
  because?: ReasonCode,
): Promise<void> {
  await giveUpMessage(database, { storeId, recoveryId, cartId, ruleId, channel: 'sms', because });
}

async function wait(deps: FallBackDeps, message: Due, untilMs: number): Promise<void> {
  const { storeId, id, claimedAtMs } = message;
  if (untilMs > claimedAtMs + fallBackMsMax) return end(deps, message);
  await withStore(deps.database, storeId, (tx) =>
    tx
      .update(messages)
      .set({ fallBackAt: new Date(untilMs) })
      .where(and(eq(messages.storeId, storeId), eq(messages.id, id), sql`${messages.fallBackAt} is not null`)),
  );
}
