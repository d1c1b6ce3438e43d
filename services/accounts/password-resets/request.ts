import { z } from '@hono/zod-openapi';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { readInput } from '../../shared/read-input.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { accountSubject, countAttempt } from '../attempts/attempts.ts';
import { emailSchema } from '../users/user-input.ts';

export const passwordResetRequest = z.object({ email: emailSchema });

/** How long a link works, from when its mail is first tried; and how long a request waits to be looked at. */
export const resetLifeMs = 30 * minuteMs;
/** Mails that wait: whoever sends a flood of addresses fills no table. */
const waitingMax = 1_000;
const retryAfterMs = 60_000;

/**
 * Asks for a mail with a link by which a new password is set. Nobody looks here whether there is such an account, so that
 * neither the answer nor its time can tell; the mail goes out from `sendDueResets`. Throws `rate_limited`.
 */
export async function requestPasswordReset(
  accounts: Pick<Accounts, 'database' | 'now'>,
  given: z.input<typeof passwordResetRequest>,
): Promise<void> {
  const { email } = readInput(passwordResetRequest, given);
  await countAttempt(accounts, { kind: 'password_reset', subject: accountSubject(email) });
  if (!(await enqueue(accounts.database, { email, nowMs: accounts.now() })))
    throw new ServiceError('overloaded', 'Too many mails wait. Try again in a minute.', { retryAfterMs });
}

async function enqueue(
  database: Pick<Database, 'engine'>,
  { email, nowMs }: { readonly email: string; readonly nowMs: number },
): Promise<boolean> {
  const [now, expiresAt] = [new Date(nowMs).toISOString(), new Date(nowMs + resetLifeMs).toISOString()];
  const inserted = await withEngine(
    database,
    (tx) => rawSql(tx)`
      insert into password_resets (id, email, created_at, due_at, expires_at)
      select ${uuidV7()}::uuid, ${email}, ${now}::timestamptz, ${now}::timestamptz, ${expiresAt}::timestamptz
      where (select count(*) from password_resets where email is not null) < ${waitingMax}`,
  );
  return inserted.count === 1;
}
