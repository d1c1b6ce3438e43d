import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import {
  type CustomerDirectory,
  createCustomerDirectory,
  identityKey,
  type Person,
} from '../../../domain/customer-matching.ts';
import { type IdentityKind, identitiesOf } from '../../../domain/identity.ts';
import type { AcceptedEvent } from '../../../events/event.ts';
import { newCustomerId } from '../../shared/ids.ts';

interface Holder {
  readonly store_id: string;
  readonly kind: IdentityKind;
  readonly value: string;
  readonly id: string;
  readonly external_id: string | null;
}

/** Everybody whom the events name, by store, in two statements whatever their number. */
export async function loadDirectories(
  tx: Tx,
  events: readonly AcceptedEvent[],
): Promise<ReadonlyMap<string, CustomerDirectory>> {
  const holders = await readHolders(tx, events);
  const emails = await readEmails(tx, namedTogether(holders, events));
  const byStore = Map.groupBy(holders, (holder) => holder.store_id);
  const storeIds = new Set(events.map((event) => event.storeId));
  return new Map([...storeIds].map((storeId) => [storeId, directoryOf(byStore.get(storeId) ?? [], emails)]));
}

function directoryOf(holders: readonly Holder[], emails: ReadonlyMap<string, ReadonlySet<string>>): CustomerDirectory {
  const persons = new Map(
    holders.map(({ id, external_id }): [string, Person] => [
      id,
      { id, isNew: false, externalId: external_id, emails: emails.get(id) ?? new Set() },
    ]),
  );
  return createCustomerDirectory({
    persons: [...persons.values()],
    holders: new Map(holders.map((holder) => [identityKey(holder), holder.id])),
    newId: newCustomerId,
  });
}

async function readHolders(tx: Tx, events: readonly AcceptedEvent[]): Promise<readonly Holder[]> {
  const keys = new Map<string, readonly [storeId: string, kind: IdentityKind, value: string]>();
  for (const { storeId, who } of events) {
    for (const identity of identitiesOf(who))
      keys.set(`${storeId}/${identityKey(identity)}`, [storeId, identity.kind, identity.value]);
  }
  const all = [...keys.values()];
  const sql = rawSql(tx);
  return sql<Holder[]>`
    select identities.store_id, identities.kind, identities.value, customers.id, customers.external_id
    from unnest(${plain(all.map(([storeId]) => storeId))}::uuid[], ${plain(all.map(([, kind]) => kind))}::text[], ${texts(all.map(([, , value]) => value))}::text[]) as named (store_id, kind, value)
    join identities on identities.store_id = named.store_id and identities.kind = named.kind and identities.value = named.value
    join customers on customers.store_id = identities.store_id and customers.id = identities.customer_id`;
}

/**
 * Customers whom an event names together with something else: only then is it asked whether two are one. Whoever takes
 * over an identity within the batch is named by such an event too, or is new.
 */
function namedTogether(holders: readonly Holder[], events: readonly AcceptedEvent[]): readonly Holder[] {
  const keys = new Set<string>();
  for (const { storeId, who } of events) {
    const identities = identitiesOf(who);
    if (identities.length > 1) for (const identity of identities) keys.add(`${storeId}/${identityKey(identity)}`);
  }
  return holders.filter((holder) => keys.has(`${holder.store_id}/${identityKey(holder)}`));
}

/** All addresses of the customers found: whether two customers may be one depends on them. */
async function readEmails(tx: Tx, holders: readonly Holder[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const persons = [...new Map(holders.map((holder) => [holder.id, holder])).values()];
  if (persons.length === 0) return new Map();
  const sql = rawSql(tx);
  const rows = await sql<{ id: string; value: string }[]>`
    select identities.customer_id as id, identities.value
    from unnest(${plain(persons.map(({ store_id }) => store_id))}::uuid[], ${plain(persons.map(({ id }) => id))}::uuid[]) as person (store_id, id)
    join identities on identities.store_id = person.store_id and identities.customer_id = person.id
    where identities.kind = 'email'`;
  const emails = new Map<string, Set<string>>();
  for (const { id, value } of rows) {
    const known = emails.get(id);
    if (known) known.add(value);
    else emails.set(id, new Set([value]));
  }
  return emails;
}
