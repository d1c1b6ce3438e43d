import { asc, eq } from 'drizzle-orm';
import { passkeys, totpFactors } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Accounts } from '../accounts.ts';
import { rpIdOf } from './relying-party.ts';

export type SecondFactorMethod = 'totp' | 'passkey';

export interface SecondFactors {
  readonly totp: { readonly confirmedAt: Date } | null;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    /** The host name that it was made under. */
    readonly rpId: string;
    /** False: the dashboard has another address by now. */
    readonly usable: boolean;
    readonly createdAt: Date;
    readonly lastUsedAt: Date | null;
  }[];
}

/** What a person has beside the password. */
export async function listSecondFactors(
  { database, publicUrl }: Pick<Accounts, 'database' | 'publicUrl'>,
  { userId }: { readonly userId: string },
): Promise<SecondFactors> {
  return withEngine(database, (tx) => readSecondFactors(tx, { userId, rpId: rpIdOf(publicUrl()) }));
}

export async function readSecondFactors(
  tx: Tx,
  { userId, rpId }: { userId: string; rpId: string },
): Promise<SecondFactors> {
  const [totp] = await tx
    .select({ confirmedAt: totpFactors.confirmedAt })
    .from(totpFactors)
    .where(eq(totpFactors.userId, userId));
  const keys = await tx
    .select({
      id: passkeys.id,
      name: passkeys.name,
      rpId: passkeys.rpId,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.id));
  return {
    totp: totp?.confirmedAt ? { confirmedAt: totp.confirmedAt } : null,
    passkeys: keys.map((key) => ({ ...key, usable: key.rpId === rpId })),
  };
}

/** By what the person can prove themselves here and now; null: no second factor is asked for. */
export function methodsOf({ totp, passkeys: keys }: SecondFactors): readonly SecondFactorMethod[] | null {
  if (!totp && keys.length === 0) return null;
  return [...(totp ? (['totp'] as const) : []), ...(keys.some(({ usable }) => usable) ? (['passkey'] as const) : [])];
}
