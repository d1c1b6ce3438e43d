import { and, eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { IntegrationRow } from './integration.ts';

/** One integration of the store, inside a transaction of it; `forUpdate` keeps others from changing it meanwhile. */
export async function findIntegration(
  tx: Tx,
  { storeId, integrationId, forUpdate = false }: { storeId: string; integrationId: string; forUpdate?: boolean },
): Promise<IntegrationRow> {
  const query = tx
    .select()
    .from(integrations)
    .where(and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId)));
  const [row] = forUpdate ? await query.for('update') : await query;
  if (!row) throw new ServiceError('not_found', 'This store has no integration with this id.', { path: 'id' });
  return row;
}
