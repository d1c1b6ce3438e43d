import { z } from '@hono/zod-openapi';
import { and, arrayOverlaps, desc, eq } from 'drizzle-orm';
import { erasures } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { idsOfPerson, readKnownPerson } from '../person-exports/person-keys.ts';
import { beginErasure } from './begin.ts';
import { type Erasure, erasureOf } from './erasure.ts';
import { stopWriting } from './stop-writing.ts';

/** Why somebody of the store erases a person. */
export const erasureReasons = ['asked_by_person', 'not_needed', 'unlawful', 'other'] as const;

const asked = z.object({ customerId: idSchema, reason: z.enum(erasureReasons) });

export interface RequestErasure {
  readonly actor: Actor;
  readonly storeId: string;
  readonly customerId: string;
  readonly reason: (typeof erasureReasons)[number];
}

export interface ErasureDeps {
  readonly database: Pick<Database, 'app'>;
  /** The installation's: tombstones and receipts are made with them. */
  readonly keys: KeySource;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Begins the erasure of a person under every id that they had (GDPR, article 17): nothing goes to them any more and nothing of them
 * comes in, from now on. Asked for again it is the one that was begun.
 */
export async function requestErasure(
  { database, keys, now }: ErasureDeps,
  { actor, storeId, ...given }: RequestErasure,
): Promise<Erasure> {
  requirePermission(actor, 'customers:erase', storeId);
  const { customerId, reason } = readInput(asked, given);
  return withStore(database, storeId, async (tx) => {
    const customerIds = await idsOfPerson(tx, { storeId, customerId });
    if (customerIds.length === 0)
      throw new ServiceError('not_found', 'This store has no customer with this id.', { path: 'id' });
    const { identities: named } = await readKnownPerson(tx, { storeId, customerIds });
    const before = await newestErasure(tx, storeId, customerIds);
    // Who came back by their own will may be erased again.
    if (before && (before.doneAt === null || named.length === 0)) return erasureOf(before, now());
    const at = now();
    const { recoveriesStopped } = await stopWriting(tx, { storeId, named, requestId: customerId, at });
    const id = await beginErasure(tx, { actor, storeId, customerIds, named, privacyRequestId: null, keys, at });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:erase' },
      subject: { kind: 'customer', id: customerId },
      change: { erasure: { after: id }, reason: { after: reason }, recoveriesStopped: { after: recoveriesStopped } },
    });
    const [row] = await tx
      .select()
      .from(erasures)
      .where(and(eq(erasures.storeId, storeId), eq(erasures.id, id)));
    if (!row) throw new Error('the erasure that was begun is not there');
    return erasureOf(row, at);
  });
}

async function newestErasure(tx: Tx, storeId: string, customerIds: readonly string[]) {
  const [row] = await tx
    .select()
    .from(erasures)
    .where(and(eq(erasures.storeId, storeId), arrayOverlaps(erasures.customerIds, [...customerIds])))
    .orderBy(desc(erasures.requestedAt))
    .limit(1);
  return row;
}
