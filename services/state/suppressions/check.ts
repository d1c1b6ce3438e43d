import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';

export type AddressCheck =
  | { readonly kind: 'usable'; readonly address: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'suppressed' };

/** The newest address of a person on a channel that may be used, by the one rule that the sweep asks too (`person_reach`). */
export async function checkAddress(
  tx: Tx,
  {
    storeId,
    customerId,
    channel,
  }: { readonly storeId: string; readonly customerId: string; readonly channel: Channel },
): Promise<AddressCheck> {
  const sql = rawSql(tx);
  const [reach] = await sql<{ address: string | null }[]>`
    select address from person_reach(${storeId}, ${customerId}) where channel = ${channel}`;
  if (!reach) return { kind: 'missing' };
  return reach.address === null ? { kind: 'suppressed' } : { kind: 'usable', address: reach.address };
}
