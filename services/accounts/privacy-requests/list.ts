import { and, desc, eq } from 'drizzle-orm';
import { privacyRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';

export type PrivacyRequest = Omit<typeof privacyRequests.$inferSelect, 'storeId'>;

export interface ListPrivacyRequests {
  readonly storeId: string;
  readonly status?: PrivacyRequest['status'];
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** What platforms asked for on behalf of persons, newest first. */
export async function listPrivacyRequests(
  database: Pick<Database, 'app'>,
  { storeId, status, limit, after }: ListPrivacyRequests,
): Promise<Page<PrivacyRequest, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(privacyRequests)
      .where(
        and(
          eq(privacyRequests.storeId, storeId),
          status && eq(privacyRequests.status, status),
          olderThan(privacyRequests.receivedAt, privacyRequests.id, after),
        ),
      )
      .orderBy(desc(privacyRequests.receivedAt), desc(privacyRequests.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    ({ storeId: _, ...request }) => request,
    ({ receivedAt, id }) => ({ at: receivedAt.getTime(), id }),
  );
}
