import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../../domain/channel.ts';

export type AddressCheck =
  | { readonly kind: 'usable'; readonly address: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'suppressed' };

interface Person {
  readonly storeId: string;
  readonly customerId: string;
}

/** The channels on which a customer agreed to be written to and has an address that may be used. */
export async function reachableChannels(tx: Tx, { storeId, customerId }: Person): Promise<readonly Channel[]> {
  const sql = rawSql(tx);
  const reachable = await sql<{ channel: Channel }[]>`
    select channel from customer_reach(${storeId}, ${customerId}) where basis is not null and address is not null`;
  return channels.filter((channel) => reachable.some((reach) => reach.channel === channel));
}

/** The newest address of a customer on a channel that may be used, by the one rule that the sweep asks too (`customer_reach`). */
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
    select address from customer_reach(${storeId}, ${customerId}) where channel = ${channel}`;
  if (!reach) return { kind: 'missing' };
  return reach.address === null ? { kind: 'suppressed' } : { kind: 'usable', address: reach.address };
}
