import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';

export interface SuppressUndeliverable {
  readonly storeId: string;
  readonly channel: Channel;
  /** Of `address-hash.ts`. */
  readonly hash: string;
  readonly cause: 'bounce' | 'soft_bounces' | 'complaint';
  /** When it happened, epoch milliseconds. */
  readonly at: number;
}

/**
 * Suppresses an address because of what a provider reported; no later consent lifts that. A complaint holds for every
 * address of its customer, so it takes the place of a narrower cause; a bounce takes the place of none but
 * of soft ones.
 */
export async function suppressUndeliverable(
  tx: Tx,
  { storeId, channel, hash, cause, at }: SuppressUndeliverable,
): Promise<void> {
  await rawSql(tx)`
    insert into suppressions (store_id, channel, address_hash, cause, at)
    values (${storeId}::uuid, ${channel}, ${hash}, ${cause}, to_timestamp(${at}::float8 / 1000))
    on conflict (store_id, channel, address_hash) do update set cause = excluded.cause, at = excluded.at
      where (excluded.cause = 'complaint' and suppressions.cause not in ('complaint', 'operator'))
        or (excluded.cause = 'bounce' and suppressions.cause = 'soft_bounces')`;
}
