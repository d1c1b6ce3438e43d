import { and, asc, eq } from 'drizzle-orm';
import { consents, customers, identities } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { ConsentProvenance } from '../../../domain/consent-provenance.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type CustomerSummary, toCustomerSummary } from './list.ts';
import { type IdentityKind, maskIdentity } from './mask-identity.ts';

export interface CustomerDetail extends CustomerSummary {
  readonly identities: readonly { readonly kind: IdentityKind; readonly value: string; readonly createdAt: Date }[];
  readonly consents: readonly {
    readonly channel: Channel;
    readonly status: 'granted' | 'denied';
    readonly at: Date;
    readonly provenance: ConsentProvenance;
  }[];
}

export interface GetCustomer {
  readonly storeId: string;
  readonly customerId: string;
  /** Addresses in full; otherwise just enough to recognise them. */
  readonly unmasked: boolean;
}

const identitiesMax = 200;

export async function getCustomer(
  database: Pick<Database, 'app'>,
  { storeId, customerId, unmasked }: GetCustomer,
): Promise<CustomerDetail> {
  return withStore(database, storeId, async (tx) => {
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
    return {
      ...toCustomerSummary(customer, unmasked),
      identities: unmasked
        ? known
        : known.map((identity) => ({ ...identity, value: maskIdentity(identity.kind, identity.value) })),
      consents: agreed.flatMap(({ status, ...rest }) => (status === 'unasked' ? [] : [{ status, ...rest }])),
    };
  });
}
