import { and, eq } from 'drizzle-orm';
import { privacyRequests } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { PrivacyRequest } from './list.ts';

export interface FinishPrivacyRequest {
  readonly actor: Actor;
  readonly storeId: string;
  readonly requestId: string;
}

/** A person has seen to it; doing it again changes nothing. */
export async function finishPrivacyRequest(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { actor, storeId, requestId: given }: FinishPrivacyRequest,
): Promise<PrivacyRequest> {
  requirePermission(actor, 'privacy-requests:finish', storeId);
  const requestId = readInput(idSchema, given);
  const isRequest = and(eq(privacyRequests.storeId, storeId), eq(privacyRequests.id, requestId));
  return withStore(database, storeId, async (tx) => {
    const [row] = await tx.select().from(privacyRequests).where(isRequest).for('update');
    if (!row) throw new ServiceError('not_found', 'This store has no privacy request with this id.', { path: 'id' });
    const { storeId: _, ...before } = row;
    if (before.status === 'done') return before;
    const done = { status: 'done', doneAt: new Date(now()) } as const;
    await tx.update(privacyRequests).set(done).where(isRequest);
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'privacy-requests:finish' },
      subject: { kind: 'privacy_request', id: requestId },
      change: { status: { before: before.status, after: done.status } },
    });
    return { ...before, ...done };
  });
}
