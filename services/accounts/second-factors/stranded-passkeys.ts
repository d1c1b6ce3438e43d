import { count, countDistinct, ne } from 'drizzle-orm';
import { passkeys } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Accounts } from '../accounts.ts';
import { rpIdOf } from './relying-party.ts';

export interface StrandedPasskeys {
  readonly passkeys: number;
  readonly accounts: number;
  /** The host name of the dashboard now. */
  readonly host: string;
}

/**
 * Counts passkeys that work no more since the dashboard has another host name: a browser offers each only under the name
 * it was made for (https://www.w3.org/TR/webauthn-3/#rp-id). Null: none.
 */
export async function countStrandedPasskeys({
  database,
  publicUrl,
}: Pick<Accounts, 'database' | 'publicUrl'>): Promise<StrandedPasskeys | null> {
  const host = rpIdOf(publicUrl());
  const [stranded] = await withEngine(database, (tx) =>
    tx
      .select({ passkeys: count(), accounts: countDistinct(passkeys.userId) })
      .from(passkeys)
      .where(ne(passkeys.rpId, host)),
  );
  return stranded && stranded.passkeys > 0 ? { ...stranded, host } : null;
}
