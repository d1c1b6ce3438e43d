import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import {
  consentLog,
  consents,
  customerMerges,
  customers,
  identities,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import type { ContactBasis } from '../../../domain/compliance/contact-basis.ts';
import type { ConsentProvenance } from '../../../domain/consent-provenance.ts';
import { addressKinds } from '../../../domain/identity.ts';
import { identityHash } from '../../shared/address-hash.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CustomerSummary, toCustomerSummary } from './list.ts';
import { type IdentityKind, maskIdentity } from './mask-identity.ts';

export interface CustomerDetail extends CustomerSummary {
  /** Whether names and addresses are cut to what is needed to recognise them. */
  readonly masked: boolean;
  readonly identities: readonly { readonly kind: IdentityKind; readonly value: string; readonly createdAt: Date }[];
  readonly consents: readonly ConsentNow[];
  /** Whether a message could go out on each channel, and what stands against it. */
  readonly reach: readonly ChannelReach[];
  /** The proof: every word about consent, newest first. */
  readonly consentLedger: readonly ConsentEntry[];
  readonly suppressions: readonly SuppressedAddress[];
  /** Who turned out to be whom, newest first. */
  readonly merges: readonly Merge[];
}

export interface ConsentNow {
  readonly channel: Channel;
  readonly status: 'granted' | 'denied';
  readonly at: Date;
  readonly provenance: ConsentProvenance;
}

export interface ChannelReach {
  readonly channel: Channel;
  /** The first thing that stands against a message; null: nothing does. */
  readonly missing: 'address' | 'consent' | 'usable_address' | null;
  /** On what a message there may rest. */
  readonly basis: ContactBasis | null;
}

export interface ConsentEntry {
  readonly eventId: string;
  readonly channel: Channel;
  readonly status: 'granted' | 'denied';
  /** `record`: what a shop's record says, without the time at which the customer said it. */
  readonly basis: 'act' | 'record';
  readonly provenance: ConsentProvenance;
  readonly source: string;
  readonly textVersion: string | null;
  readonly at: Date;
}

export interface SuppressedAddress {
  readonly channel: Channel;
  readonly cause: (typeof suppressions.$inferSelect)['cause'];
  readonly at: Date;
  /** The address, or the shop's number of the customer, that must not be used. */
  readonly address: string;
}

export interface Merge {
  readonly fromCustomerId: string;
  readonly intoCustomerId: string;
  readonly movedIdentityKinds: readonly string[];
  readonly causeEventId: string;
  readonly at: Date;
}

interface Asked {
  readonly storeId: string;
  readonly customerId: string;
  /** Addresses in full; otherwise just enough to recognise them. */
  readonly unmasked: boolean;
}

const identitiesMax = 200;
const ledgerEntriesMax = 200;
const mergesMax = 50;

/** Everything that is known of one customer beside carts, orders and messages. */
export async function readCustomer(tx: Tx, { storeId, customerId, unmasked }: Asked): Promise<CustomerDetail> {
  const [customer] = await tx
    .select()
    .from(customers)
    .where(and(eq(customers.storeId, storeId), eq(customers.id, customerId)));
  if (!customer) throw new ServiceError('not_found', 'This store has no customer with this id.', { path: 'id' });
  const known = await tx
    .select({ kind: identities.kind, value: identities.value, createdAt: identities.createdAt })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), eq(identities.customerId, customerId)))
    .orderBy(asc(identities.createdAt))
    .limit(identitiesMax);
  const agreed = await tx
    .select({ channel: consents.channel, status: consents.status, at: consents.at, provenance: consents.provenance })
    .from(consents)
    .where(and(eq(consents.storeId, storeId), eq(consents.customerId, customerId)))
    .orderBy(asc(consents.channel));
  const shown = ({ kind, value }: Known): string => (unmasked ? value : maskIdentity(kind, value));
  return {
    ...toCustomerSummary(customer, unmasked),
    masked: !unmasked,
    identities: known.map((identity) => ({ ...identity, value: shown(identity) })),
    consents: agreed.flatMap(({ status, ...rest }) => (status === 'unasked' ? [] : [{ status, ...rest }])),
    reach: await reachOf(tx, storeId, customerId),
    consentLedger: await readLedger(tx, storeId, customerId),
    suppressions: await readSuppressions(tx, storeId, known, shown),
    merges: await readMerges(tx, storeId, customerId),
  };
}

interface Known {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** By the one rule that the sweep and the claim of a message ask too. */
async function reachOf(tx: Tx, storeId: string, customerId: string): Promise<readonly ChannelReach[]> {
  const sql = rawSql(tx);
  const rows = await sql<{ channel: Channel; basis: ContactBasis | null; usable: boolean }[]>`
    select channel, basis, address is not null as usable from customer_reach(${storeId}, ${customerId})`;
  return channels.map((channel) => {
    const reach = rows.find((row) => row.channel === channel);
    if (!reach) return { channel, missing: 'address', basis: null };
    const { basis } = reach;
    if (basis === null) return { channel, missing: 'consent', basis };
    return { channel, missing: reach.usable ? null : 'usable_address', basis };
  });
}

async function readLedger(tx: Tx, storeId: string, customerId: string): Promise<readonly ConsentEntry[]> {
  return tx
    .select({
      eventId: consentLog.eventId,
      channel: consentLog.channel,
      status: consentLog.status,
      basis: consentLog.basis,
      provenance: consentLog.provenance,
      source: consentLog.source,
      textVersion: consentLog.textVersion,
      at: consentLog.at,
    })
    .from(consentLog)
    .where(and(eq(consentLog.storeId, storeId), eq(consentLog.customerId, customerId)))
    .orderBy(desc(consentLog.at))
    .limit(ledgerEntriesMax);
}

async function readSuppressions(
  tx: Tx,
  storeId: string,
  known: readonly Known[],
  shown: (identity: Known) => string,
): Promise<readonly SuppressedAddress[]> {
  const byHash = new Map(
    known.flatMap((identity) => {
      const hash = identityHash(tx, identity);
      return hash === null ? [] : [[hash, identity] as const];
    }),
  );
  if (byHash.size === 0) return [];
  const rows = await tx
    .select()
    .from(suppressions)
    .where(
      and(
        eq(suppressions.storeId, storeId),
        inArray(suppressions.channel, [...channels]),
        inArray(suppressions.addressHash, [...byHash.keys()]),
      ),
    )
    .orderBy(desc(suppressions.at));
  return rows.flatMap(({ channel, cause, at, addressHash: hash }) => {
    const identity = byHash.get(hash);
    if (!identity || (identity.kind !== 'customer' && identity.kind !== addressKinds[channel])) return [];
    return [{ channel, cause, at, address: shown(identity) }];
  });
}

async function readMerges(tx: Tx, storeId: string, customerId: string): Promise<readonly Merge[]> {
  const rows = await tx
    .select()
    .from(customerMerges)
    .where(
      and(
        eq(customerMerges.storeId, storeId),
        or(eq(customerMerges.fromCustomerId, customerId), eq(customerMerges.intoCustomerId, customerId)),
      ),
    )
    .orderBy(desc(customerMerges.at))
    .limit(mergesMax);
  return rows.map(({ storeId: _, ...merge }) => merge);
}
