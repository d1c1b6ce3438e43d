import { and, eq } from 'drizzle-orm';
import { integrations, stores } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { type Identity, identitiesOf } from '../../../domain/identity.ts';
import type { Translation } from '../../../platforms/platform.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { stopRecoveries } from '../../recovery/recoveries/stop.ts';
import { beginErasure } from '../erasures/begin.ts';
import { findNamed, stopWriting } from '../erasures/stop-writing.ts';

type Asked = Pick<Extract<Translation, { kind: 'privacy' }>, 'request' | 'subject'>;

export interface ActOnPrivacyRequest extends Asked {
  readonly storeId: string;
  readonly requestId: string;
  /** Names the request in the proof of the refusal. */
  readonly deliveryId: string;
  readonly actor: Actor;
  /** When the platform asked, epoch milliseconds. */
  readonly at: number;
  /** The installation's; without them nobody is erased, and the request waits for a person. */
  readonly keys?: KeySource | undefined;
}

/** What was done at once; an erasure goes on by itself, what else is left to do a person has to see to. */
export interface DoneAtOnce {
  readonly persons: number;
  readonly customerIds: readonly string[];
  readonly recoveriesStopped: number;
  readonly addressesSuppressed: number;
}

const nothing: DoneAtOnce = { persons: 0, customerIds: [], recoveriesStopped: 0, addressesSuppressed: 0 };

/**
 * Whoever has their data deleted at the shop gets nothing more, not even what is on its way, and is erased: their recoveries end, and
 * their addresses are suppressed on every channel until they agree by an act of a later date. Of a whole shop every
 * recovery ends, and the store is paused, unless another installation serves it.
 */
export async function actOnPrivacyRequest(tx: Tx, asked: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  switch (asked.request) {
    case 'customer_redact':
      return erasePerson(tx, asked);
    case 'store_redact':
      return stopStore(tx, asked);
    case 'data_request':
      return findPerson(tx, asked);
    default:
      return assertNever(asked.request);
  }
}

/** It comes two days after the app was taken out: a shop that has connected anew meanwhile goes on. */
async function stopStore(tx: Tx, { storeId, actor }: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  const ended = actor.kind === 'platform' ? actor.integrationId : null;
  const active = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.storeId, storeId), eq(integrations.status, 'active')));
  if (active.some(({ id }) => id !== ended)) return nothing;
  await tx.update(stores).set({ status: 'paused' }).where(eq(stores.id, storeId));
  const recoveriesStopped = await stopRecoveries(tx, { storeId, customerIds: null, reason: 'privacy_request' });
  return { ...nothing, recoveriesStopped };
}

async function erasePerson(tx: Tx, asked: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  const { storeId, subject, deliveryId, requestId: privacyRequestId, actor, at, keys } = asked;
  const named = namedBy(subject);
  if (named.length === 0) return nothing;
  const { customerIds, ...stopped } = await stopWriting(tx, { storeId, named, requestId: deliveryId, at });
  if (keys !== undefined) await beginErasure(tx, { actor, storeId, customerIds, named, privacyRequestId, keys, at });
  return { persons: customerIds.length, customerIds, ...stopped };
}

/** Nothing changes for whoever only wants to know; whose data it is shows with the request. */
async function findPerson(tx: Tx, { storeId, subject }: ActOnPrivacyRequest): Promise<DoneAtOnce> {
  const named = namedBy(subject);
  const customerIds = named.length === 0 ? [] : await findNamed(tx, storeId, named);
  return { ...nothing, persons: customerIds.length, customerIds };
}

function namedBy(subject: Asked['subject']): readonly Identity[] {
  if (!subject) return [];
  const { customerId, email, phone } = subject;
  return identitiesOf({ customerId: customerId ?? undefined, email: email ?? undefined, phone: phone ?? undefined });
}
