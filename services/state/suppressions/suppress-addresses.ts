import type { suppressions } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';

export interface SuppressAddresses {
  readonly storeId: string;
  readonly channel: Channel;
  /** Of `address-hash.ts`. */
  readonly hashes: readonly string[];
  readonly cause: Extract<(typeof suppressions.$inferInsert)['cause'], 'unsubscribe' | 'privacy_request'>;
  /** When the customer asked for it, epoch milliseconds. */
  readonly at: number;
}

/**
 * Suppresses addresses because their customer wants it so, until a consent of a later date. Asked for again the younger
 * date counts; an address that cannot be used at all (bounce, complaint, invalid) stays so, and no consent lifts that.
 */
export async function suppressAddresses(
  tx: Tx,
  { storeId, channel, hashes, cause, at }: SuppressAddresses,
): Promise<void> {
  if (hashes.length === 0) return;
  const sql = rawSql(tx);
  await sql`
    insert into suppressions (store_id, channel, address_hash, cause, at)
    select ${storeId}::uuid, ${channel}, hash, ${cause}, to_timestamp(${at}::float8 / 1000)
    from unnest(${[...new Set(hashes)]}::text[]) as hash
    on conflict (store_id, channel, address_hash) do update set cause = excluded.cause, at = excluded.at
      where suppressions.cause in ('unsubscribe', 'privacy_request') and suppressions.at < excluded.at`;
}
