import { z } from '@hono/zod-openapi';
import { erasureRules } from '../../../db/postgres/schema/data-map/erasure-rules.ts';
import { type Database, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { KeptTable } from '../../../domain/erasure/erasure-rule.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { idsOfPerson } from '../person-exports/person-keys.ts';
import { keptOfErased } from './erasure.ts';
import { openPersonRows } from './rows-of-person.ts';

const asked = z.object({ customerId: idSchema });

export interface PlanErasure {
  readonly actor: Actor;
  readonly storeId: string;
  readonly customerId: string;
}

/** What an erasure would do, told before anything is done. */
export interface ErasurePlan {
  readonly customerId: string;
  /** Tables with rows of the person, and what becomes of those. */
  readonly tables: readonly {
    readonly table: string;
    readonly does: 'delete' | 'blank' | 'keep';
    readonly rows: number;
  }[];
  readonly kept: readonly KeptTable[];
}

export async function planErasure(
  database: Pick<Database, 'app'>,
  { actor, storeId, ...given }: PlanErasure,
): Promise<ErasurePlan> {
  requirePermission(actor, 'customers:erase', storeId);
  const { customerId } = readInput(asked, given);
  return withStore(database, storeId, async (tx) => {
    const customerIds = await idsOfPerson(tx, { storeId, customerId });
    if (customerIds.length === 0)
      throw new ServiceError('not_found', 'This store has no customer with this id.', { path: 'id' });
    const tables = await countRows(tx, storeId, customerIds);
    const withRows = new Set(tables.map(({ table }) => table));
    return { customerId, tables, kept: keptOfErased().filter(({ table }) => withRows.has(table)) };
  });
}

async function countRows(tx: Tx, storeId: string, customerIds: readonly string[]): Promise<ErasurePlan['tables']> {
  const { of } = await openPersonRows(tx, { storeId, customerIds });
  const counted: ErasurePlan['tables'][number][] = [];
  for (const [table, { does }] of Object.entries(erasureRules)) {
    const rows = does === 'expire' ? null : of(table);
    if (rows === null || does === 'expire') continue;
    const sql = rawSql(tx);
    const [found] = await sql<{ rows: number }[]>`select count(*)::int as rows from ${sql(table)} it where ${rows}`;
    if (found && found.rows > 0) counted.push({ table, does, rows: found.rows });
  }
  return counted;
}
