import { z } from '@hono/zod-openapi';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { idsOfPerson, readKnownPerson } from './person-keys.ts';
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
    const { keys } = await readKnownPerson(tx, { storeId, customerIds });
    const found = await readPersonRows(tx, keys);
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
