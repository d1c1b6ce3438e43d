import { and, eq, sql } from 'drizzle-orm';
import { messages, suppressions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { type AddressReport, isWornOut, softBounceMemoryMs } from '../../../domain/compliance/soft-bounces.ts';
import { suppressUndeliverable } from './suppress-undeliverable.ts';

/** Messages to one address that are looked at: more than anybody is sent within the days that count. */
const messagesMax = 500;

export interface JudgedAddress {
  readonly storeId: string;
  /** The caller holds their lock, so that of two reports at the same moment the later one sees both. */
  readonly customerId: string;
  readonly channel: Channel;
  /** Of `address-hash.ts`. */
  readonly hash: string;
  /** When what was reported happened, epoch milliseconds. */
  readonly at: number;
}

/** After a soft bounce: suppresses an address that has refused messages on too many days in a row. */
export async function judgeSoftBounces(
  tx: Tx,
  { storeId, customerId, channel, hash, at }: JudgedAddress,
): Promise<void> {
  const rows = await tx
    .select({ deliveryTimes: messages.deliveryTimes })
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.customerId, customerId),
        eq(messages.channel, channel),
        eq(messages.addressHash, hash),
        sql`${messages.claimedAt} > ${new Date(at - softBounceMemoryMs).toISOString()}::timestamptz`,
      ),
    )
    .limit(messagesMax);
  const reports = rows.map(({ deliveryTimes }): AddressReport => {
    const taken = [deliveryTimes.delivered, deliveryTimes.opened, deliveryTimes.clicked].flatMap((time) => time ?? []);
    return {
      bouncedAt: deliveryTimes.bounced === undefined ? null : Date.parse(deliveryTimes.bounced),
      deliveredAt: taken.length === 0 ? null : Math.max(...taken.map((time) => Date.parse(time))),
    };
  });
  if (!isWornOut(reports, at)) return;
  await suppressUndeliverable(tx, { storeId, channel, hash, cause: 'soft_bounces', at });
}

/** After a delivery: what soft bounces before it suppressed was a trouble that is over. */
export async function endSoftBounces(
  tx: Tx,
  { storeId, channel, hash, at }: Omit<JudgedAddress, 'customerId'>,
): Promise<void> {
  await tx
    .delete(suppressions)
    .where(
      and(
        eq(suppressions.storeId, storeId),
        eq(suppressions.channel, channel),
        eq(suppressions.addressHash, hash),
        eq(suppressions.cause, 'soft_bounces'),
        sql`${suppressions.at} < ${new Date(at).toISOString()}::timestamptz`,
      ),
    );
}
