import { z } from '@hono/zod-openapi';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import { customers, identities } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { addressHash, customerHash } from '../../shared/address-hash.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type RowsOfTable, readPersonRows } from './person-rows.ts';

const asked = z.object({ customerId: idSchema });

export interface ExportPerson {
  readonly actor: Actor;
  readonly storeId: string;
  readonly customerId: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** What is held of one person in PostgreSQL, with why and until when. */
export interface PersonExport {
  readonly customerId: string;
  readonly exportedAt: Date;
  readonly tables: readonly (RowsOfTable & { readonly why: string; readonly kept: string })[];
}

/**
 * Everything that the store holds of a person and of whoever turned out to be the same one, as one document: the answer to a
 * request for access (GDPR, articles 15 and 20). Written down like every look at addresses in full.
 */
export async function exportPerson(
  database: Pick<Database, 'app'>,
  { actor, storeId, nowMs, ...given }: ExportPerson,
): Promise<PersonExport> {
  requirePermission(actor, 'customers:unmask', storeId);
  const { customerId } = readInput(asked, given);
  return withStore(database, storeId, async (tx) => {
    const customerIds = await idsOfPerson(tx, { storeId, customerId });
    if (customerIds.length === 0)
      throw new ServiceError('not_found', 'This store has no customer with this id.', { path: 'id' });
    const addressHashes = await hashesOfPerson(tx, { storeId, customerIds });
    const found = await readPersonRows(tx, { storeId, customerIds, addressHashes });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:unmask' },
      subject: { kind: 'customer', id: customerId },
      change: { data: { after: 'exported' } },
    });
    return {
      customerId,
      exportedAt: new Date(nowMs),
      tables: found.map((rows) => ({
        ...rows,
        why: dataMap[rows.table]?.why ?? '',
        kept: dataMap[rows.table]?.kept ?? '',
      })),
    };
  });
}

interface AskedPerson {
  readonly storeId: string;
  readonly customerId: string;
}

/** All ids that were merged into one another, whichever of them is asked for. */
async function idsOfPerson(tx: Tx, { storeId, customerId }: AskedPerson): Promise<readonly string[]> {
  const rows = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        eq(customers.storeId, storeId),
        sql`${customers.id} in (
          with recursive same as (
            select id, merged_into from customers as one where one.store_id = ${storeId} and one.id = ${customerId}
            union
            select other.id, other.merged_into from same
            join customers as other on other.store_id = ${storeId}
              and (other.merged_into = same.id or other.id = same.merged_into)
          )
          select id from same)`,
      ),
    );
  return rows.map(({ id }) => id);
}

async function hashesOfPerson(
  tx: Tx,
  { storeId, customerIds }: { readonly storeId: string; readonly customerIds: readonly string[] },
): Promise<readonly string[]> {
  const known = await tx
    .select({ kind: identities.kind, value: identities.value })
    .from(identities)
    .where(and(eq(identities.storeId, storeId), inArray(identities.customerId, [...customerIds])));
  return known.map(({ kind, value }) => (kind === 'customer' ? customerHash(value) : addressHash(value)));
}
