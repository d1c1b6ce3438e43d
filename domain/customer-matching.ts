import { type Identity, type IdentityKind, identitiesOf, isDevice, type KnownAs } from './identity.ts';

/**
 * Who is behind an event. Two people are never made one: customers with different customer numbers, or guests with
 * different e-mail addresses, stay apart even on one device. A customer known only by a device is taken over by whom the
 * device turns out to belong to; a guest by the customer that an event names together with the guest's address.
 */
export interface Person {
  readonly id: string;
  readonly isNew: boolean;
  /** The shop's own number of a signed-in customer. */
  readonly externalId: string | null;
  readonly emails: ReadonlySet<string>;
}

export interface Merge {
  readonly fromId: string;
  readonly intoId: string;
  readonly causeEventId: string;
}

/** What changed while events of one store were matched. */
export interface CustomerChanges {
  readonly created: readonly Person[];
  /** Customers that were there already and now have a customer number. */
  readonly promoted: readonly Person[];
  readonly identities: readonly (Identity & { readonly customerId: string })[];
  /** Of customers that were there already, in the order in which they happened. */
  readonly merges: readonly Merge[];
}

export interface CustomerDirectory {
  /** The customer of an event, found or made; creates nothing and answers null when `create` is false and nobody is known. */
  resolve(
    event: { readonly id: string; readonly who: KnownAs },
    options?: { readonly create?: boolean },
  ): string | null;
  /** The customer that an earlier answer turned out to be. */
  current(customerId: string): string;
  changes(): CustomerChanges;
}

interface Known {
  readonly id: string;
  readonly isNew: boolean;
  externalId: string | null;
  promoted: boolean;
  readonly emails: Set<string>;
}

/** Matches events of one store against what is known: `holders` by identity key, and those customers. */
export function createCustomerDirectory({
  persons,
  holders,
  newId,
}: {
  readonly persons: readonly Person[];
  readonly holders: ReadonlyMap<string, string>;
  readonly newId: () => string;
}): CustomerDirectory {
  const customerById = new Map<string, Known>(
    persons.map((person) => [person.id, { ...person, emails: new Set(person.emails), promoted: false }]),
  );
  const holderOf = new Map<string, string>(holders);
  const becameOf = new Map<string, string>();
  const changed = new Map<string, Identity>();
  const merges: Merge[] = [];

  return { resolve, current, changes };

  function resolve(event: { readonly id: string; readonly who: KnownAs }, { create = true } = {}): string | null {
    const identities = identitiesOf(event.who);
    const found = identities.map((identity) => holder(identity));
    const first = found[0];
    if (first && found.every((person) => person === first)) return first.id;
    const matched = identities.find((identity, index) => {
      const person = found[index];
      return person !== undefined && isSame(person, identity.kind, event.who);
    });
    const target = matched ? holder(matched) : undefined;
    if (!target && !create) return null;
    const person = target ?? createPerson();
    if (event.who.customerId !== undefined && person.externalId === null) {
      person.externalId = event.who.customerId;
      person.promoted = true;
    }
    for (const identity of identities) claim(identity, person, event);
    return person.id;
  }

  function claim(identity: Identity, person: Known, event: { readonly id: string; readonly who: KnownAs }): void {
    const present = holder(identity);
    if (present === person) return;
    if (present && mayBecome(present, identity.kind, person, event.who)) merge(present, person, event.id);
    else if (!present || isDevice(identity.kind)) give(identity, person);
  }

  function give(identity: Identity, person: Known): void {
    holderOf.set(identityKey(identity), person.id);
    changed.set(identityKey(identity), identity);
    if (identity.kind === 'email') person.emails.add(identity.value);
  }

  function merge(from: Known, into: Known, causeEventId: string): void {
    becameOf.set(from.id, into.id);
    for (const email of from.emails) into.emails.add(email);
    if (!from.isNew) merges.push({ fromId: from.id, intoId: into.id, causeEventId });
  }

  function holder(identity: Identity): Known | undefined {
    const id = holderOf.get(identityKey(identity));
    return id === undefined ? undefined : customerById.get(current(id));
  }

  function createPerson(): Known {
    const person: Known = { id: newId(), isNew: true, externalId: null, promoted: false, emails: new Set() };
    customerById.set(person.id, person);
    return person;
  }

  function current(customerId: string): string {
    let id = customerId;
    for (let next = becameOf.get(id); next !== undefined; next = becameOf.get(id)) id = next;
    return id;
  }

  function changes(): CustomerChanges {
    const present = [...customerById.values()].filter(({ id }) => !becameOf.has(id));
    return {
      created: present.filter(({ isNew }) => isNew),
      promoted: present.filter(({ isNew, promoted }) => promoted && !isNew),
      identities: [...changed].map(([key, identity]) => ({
        ...identity,
        customerId: current(holderOf.get(key) ?? ''),
      })),
      merges,
    };
  }
}

export function identityKey({ kind, value }: Identity): string {
  return `${kind}:${value}`;
}

/** Whether an event that names one of a customer's identities was done by that customer. */
function isSame(person: Known, via: IdentityKind, { customerId, email }: KnownAs): boolean {
  if (via === 'customer') return true;
  if (customerId !== undefined && person.externalId !== null) return person.externalId === customerId;
  if (via === 'email' || (email !== undefined && person.emails.has(email.toLowerCase()))) return true;
  // Somebody else may use a device or a phone: a new name on it is its owner's only if the owner had none.
  const namesSomebody = email !== undefined || customerId !== undefined;
  return !namesSomebody || (person.emails.size === 0 && person.externalId === null);
}

/** Whether `from` is nobody but `into`: never someone with a customer number, nor a guest with another address. */
function mayBecome(from: Known, via: IdentityKind, into: Known, { email }: KnownAs): boolean {
  if (from.externalId !== null) return false;
  if (from.emails.size === 0 || via === 'email') return true;
  return [...from.emails].every((known) => into.emails.has(known) || known === email?.toLowerCase());
}
