import { and, desc, eq } from 'drizzle-orm';
import { suppressions } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { addressKinds } from '../../../domain/identity.ts';
import { mayLift, type SuppressionCause } from '../../../domain/suppression.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { type IdentityKind, maskIdentity } from '../customers/mask-identity.ts';

export interface ListedSuppression {
  readonly id: string;
  readonly channel: Channel;
  readonly cause: SuppressionCause;
  readonly at: Date;
  /** Enough to recognise an address that one knows; null: no customer of the store has it any more. */
  readonly address: string | null;
  readonly customerId: string | null;
  /** Whether a person of the team may lift it. */
  readonly mayLift: boolean;
}

export interface ListSuppressions {
  readonly storeId: string;
  readonly channel?: Channel;
  readonly cause?: SuppressionCause;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** Addresses of a store that are not written to, newest first, masked: a list of them is no address book. */
export async function listSuppressions(
  database: Pick<Database, 'app'>,
  { storeId, channel, cause, limit, after }: ListSuppressions,
): Promise<Page<ListedSuppression, TimePosition>> {
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(suppressions)
      .where(
        and(
          eq(suppressions.storeId, storeId),
          channel && eq(suppressions.channel, channel),
          cause && eq(suppressions.cause, cause),
          olderThan(suppressions.at, suppressions.id, after),
        ),
      )
      .orderBy(desc(suppressions.at), desc(suppressions.id))
      .limit(limit + 1);
    const known = await findHashed(
      tx,
      storeId,
      rows.slice(0, limit).map(({ addressHash }) => addressHash),
    );
    return pageOf(
      rows,
      limit,
      (row) => {
        const of =
          known.get(`${addressKinds[row.channel]}:${row.addressHash}`) ?? known.get(`customer:${row.addressHash}`);
        return {
          ...{ id: row.id, channel: row.channel, cause: row.cause, at: row.at },
          address: of ? maskIdentity(of.kind, of.value) : null,
          customerId: of?.customerId ?? null,
          mayLift: mayLift(row.cause),
        };
      },
      ({ at, id }) => ({ at: at.getTime(), id }),
    );
  });
}

interface Hashed {
  readonly kind: IdentityKind;
  readonly value: string;
  readonly customerId: string;
}

/**
 * Whose addresses these are the hashes of. No index goes by hash, because nothing else asks this way: the addresses of the
 * store are looked through once for a page.
 */
async function findHashed(tx: Tx, storeId: string, hashes: readonly string[]): Promise<ReadonlyMap<string, Hashed>> {
  if (hashes.length === 0) return new Map();
  const rows = await rawSql(tx)<(Hashed & { hash: string })[]>`
    select address_hash as hash, kind, value, customer_id as "customerId"
    from identities where store_id = ${storeId} and address_hash = any(${[...hashes]}::text[])`;
  return new Map(rows.map(({ hash, ...one }) => [`${one.kind}:${hash}`, one]));
}
