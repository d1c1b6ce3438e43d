import { and, eq, sql } from 'drizzle-orm';
import { attempts } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type AttemptKind, attemptLimits } from '../../../domain/attempts.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { hashKey } from '../api-keys/secret.ts';

/** An account by its address, whether or not it exists: no address is kept here. */
export function accountSubject(email: string): string {
  return hashKey(email);
}

interface Attempt {
  readonly kind: AttemptKind;
  /** The same for an account that does not exist, so that it is limited likewise. */
  readonly subject: string;
}

/**
 * Counts a try before it is judged, so that a thousand at once are no more than one after the other; `forgetAttempts` takes
 * it back when it was right. Throws `rate_limited` when there were too many.
 */
export async function countAttempt(
  { database, now }: Pick<Accounts, 'database' | 'now'>,
  { kind, subject }: Attempt,
): Promise<void> {
  const { failuresMax, windowMs } = attemptLimits[kind];
  const nowMs = now();
  const begun = new Date(nowMs - windowMs).toISOString();
  const isOld = sql`${attempts.since} <= ${begun}::timestamptz`;
  const [counted] = await withEngine(database, (tx) =>
    tx
      .insert(attempts)
      .values({ kind, subject, failures: 1, since: new Date(nowMs) })
      .onConflictDoUpdate({
        target: [attempts.kind, attempts.subject],
        set: {
          failures: sql`case when ${isOld} then 1 else least(${attempts.failures} + 1, ${failuresMax + 1}) end`,
          since: sql`case when ${isOld} then excluded.since else ${attempts.since} end`,
        },
      })
      .returning({ failures: attempts.failures, since: attempts.since }),
  );
  if (!counted || counted.failures <= failuresMax) return;
  throw new ServiceError('rate_limited', 'Too many wrong tries on this account. Try again after Retry-After.', {
    retryAfterMs: Math.max(1, counted.since.getTime() + windowMs - nowMs),
  });
}

/** Whoever was right starts anew. */
export async function forgetAttempts(tx: Tx, { kind, subject }: Attempt): Promise<void> {
  await tx.delete(attempts).where(and(eq(attempts.kind, kind), eq(attempts.subject, subject)));
}
