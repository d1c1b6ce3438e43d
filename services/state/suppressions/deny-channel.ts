import { and, eq, isNull } from 'drizzle-orm';
import { consentLog, recoveries } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ConsentProvenance } from '../../../domain/consent-provenance.ts';
import { enqueueSignals } from '../../journal/signals/enqueue.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { hearConsents } from '../consents/hear-consents.ts';
import { addressesOf } from './addresses-of.ts';
import { suppressAddresses } from './suppress-addresses.ts';

export interface Denial {
  readonly storeId: string;
  /** The customer as they are known at present; the caller holds their lock (`customers/lock-customer.ts`). */
  readonly customerId: string;
  readonly channel: Channel;
  /** Names the act; kept as proof together with where it came from. */
  readonly eventId: string;
  readonly source: string;
  readonly provenance: ConsentProvenance;
  /** When the customer said no, epoch milliseconds. */
  readonly at: number;
}

/** Withdraws consent on a channel with its proof, suppresses the customer's addresses there and tells open recoveries. */
export async function denyChannel(tx: Tx, { eventId, source, provenance, at, ...person }: Denial): Promise<void> {
  const [change] = await hearConsents(tx, [{ ...person, status: 'denied', basis: 'act', at, eventId, provenance }]);
  // Said again it is the same refusal, only younger.
  if (change?.status === 'denied' && !change.deniedBefore) {
    await tx
      .insert(consentLog)
      .values({ ...person, eventId, provenance, status: 'denied', source, at: new Date(at) })
      .onConflictDoNothing();
    await tellOpenRecoveries(tx, person);
  }
  const hashes = (await addressesOf(tx, person)).map((address) => addressHash(tx, address));
  await suppressAddresses(tx, { ...person, hashes, cause: 'unsubscribe', at });
}

async function tellOpenRecoveries(
  tx: Tx,
  { storeId, customerId, channel }: Pick<Denial, 'storeId' | 'customerId' | 'channel'>,
): Promise<void> {
  const open = await tx
    .select({ recoveryId: recoveries.id, workflowId: recoveries.workflowId })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), eq(recoveries.customerId, customerId), isNull(recoveries.endedAt)));
  await enqueueSignals(
    tx,
    open.map((recovery) => ({ storeId, ...recovery, signal: { kind: 'consentChanged', channel, status: 'denied' } })),
  );
}
