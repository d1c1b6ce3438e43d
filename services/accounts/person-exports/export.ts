import { z } from '@hono/zod-openapi';
import { dataMap } from '../../../db/postgres/schema/data-map/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { type EventOfPerson, type ReadPersonEvents, shoppersOf } from './person-events.ts';
import { idsOfPerson, readKnownPerson } from './person-keys.ts';
import { type RowsOfTable, readPersonRows, rowsOfTableMax } from './person-rows.ts';

const asked = z.object({ customerId: idSchema });

export interface ExportPerson {
  readonly actor: Actor;
  readonly storeId: string;
  readonly customerId: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface ExportDeps {
  readonly database: Pick<Database, 'app'>;
  /** Absent: this process has no analytics. */
  readonly readEvents?: ReadPersonEvents | undefined;
}

/** What is held of one person, with why and until when. */
export interface PersonExport {
  readonly customerId: string;
  readonly exportedAt: Date;
  readonly tables: readonly (RowsOfTable & { readonly why: string; readonly kept: string })[];
  /** What they did, the newest first, as analytics keeps it; null: this process has no analytics. */
  readonly events: { readonly rows: readonly EventOfPerson[]; readonly cut: boolean } | null;
}

/**
 * Everything that the store holds of a person and of whoever turned out to be the same one, as one document: the answer to a
 * request for access (GDPR, articles 15 and 20). Written down like every look at addresses in full. Half of it would pass for all of it,
 * so it rejects with `unavailable` while analytics is away.
 */
export async function exportPerson(
  { database, readEvents }: ExportDeps,
  { actor, storeId, nowMs, ...given }: ExportPerson,
): Promise<PersonExport> {
  requirePermission(actor, 'customers:unmask', storeId);
  const { customerId } = readInput(asked, given);
  const { found, shoppers } = await withStore(database, storeId, async (tx) => {
    const customerIds = await idsOfPerson(tx, { storeId, customerId });
    if (customerIds.length === 0)
      throw new ServiceError('not_found', 'This store has no customer with this id.', { path: 'id' });
    const { keys, identities } = await readKnownPerson(tx, { storeId, customerIds });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'customers:unmask' },
      subject: { kind: 'customer', id: customerId },
      change: { data: { after: 'exported' } },
    });
    return { found: await readPersonRows(tx, keys), shoppers: shoppersOf(tx, identities) };
  });
  const events = await readEvents?.({ storeId, shoppers, cartIds: cartsIn(found), limit: rowsOfTableMax + 1 });
  return {
    customerId,
    exportedAt: new Date(nowMs),
    tables: found.map((rows) => ({
      ...rows,
      why: dataMap[rows.table]?.why ?? '',
      kept: dataMap[rows.table]?.kept ?? '',
    })),
    events: events ? { rows: events.slice(0, rowsOfTableMax), cut: events.length > rowsOfTableMax } : null,
  };
}

function cartsIn(tables: readonly RowsOfTable[]): readonly string[] {
  const carts = tables.find(({ table }) => table === 'carts')?.rows ?? [];
  return carts.map(({ id }) => String(id));
}
