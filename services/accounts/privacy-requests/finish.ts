import { and, eq, sql } from 'drizzle-orm';
import { privacyRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { PrivacyRequest } from './list.ts';

/** A person has seen to it; doing it again changes nothing. */
export async function finishPrivacyRequest(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId, requestId }: { readonly storeId: string; readonly requestId: string },
): Promise<PrivacyRequest> {
  const doneAt = new Date(now()).toISOString();
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .update(privacyRequests)
      .set({ status: 'done', doneAt: sql`coalesce(done_at, ${doneAt}::timestamptz)` })
      .where(and(eq(privacyRequests.storeId, storeId), eq(privacyRequests.id, requestId)))
      .returning(),
  );
  if (!row) throw new ServiceError('not_found', 'This store has no privacy request with this id.', { path: 'id' });
  const { storeId: _, ...request } = row;
  return request;
}
