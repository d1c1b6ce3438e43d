import { and, eq } from 'drizzle-orm';
import { type IntegrationSettings, integrations } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { ApiAccess } from '../../../platforms/clients/platform-client.ts';
import { withoutTrailingSlashes } from '../../../runtime/trailing-slashes.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkApiUrl } from './check-api-url.ts';
import { findIntegration } from './find.ts';
import { auditedFields, type Integration, integrationBounds, toIntegration } from './integration.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { integrationChangeInput } from './integration-input.ts';
import { sealToken } from './sealed-secrets.ts';

export interface IntegrationChange {
  readonly status?: 'active' | 'disabled';
  readonly settings?: Partial<IntegrationSettings>;
  /** Null: forget it. */
  readonly api?: ApiAccess | null;
  readonly reconcileEveryMs?: number | null;
}

export interface UpdateIntegration {
  readonly actor: Actor;
  readonly storeId: string;
  readonly integrationId: string;
  readonly change: IntegrationChange;
}

/** Changes what is given. Settings count for deliveries from now on; replay one to see them on what was before. */
export async function updateIntegration(
  { database, sealer, now, allowLoopbackApis }: Omit<IntegrationDeps, 'platforms'>,
  { actor, storeId, ...given }: UpdateIntegration,
): Promise<Integration> {
  requirePermission(actor, 'integrations:write', storeId);
  const integrationId = readInput(idSchema, given.integrationId);
  const change = readInput(integrationChangeInput, given.change);
  if (change.api) checkApiUrl(change.api.url, { allowLoopback: allowLoopbackApis });
  return withStore(database, storeId, async (tx) => {
    const row = await findIntegration(tx, { storeId, integrationId, forUpdate: true });
    if (Object.values(change).every((value) => value === undefined))
      throw new ServiceError('invalid', 'Give at least one thing to change.');
    const apiUrl = change.api === undefined ? row.apiUrl : change.api && withoutTrailingSlashes(change.api.url);
    if (apiUrl === null && change.reconcileEveryMs)
      throw new ServiceError('invalid', 'needs access to the platform’s API: give `api` too', {
        path: 'reconcileEveryMs',
      });
    const [changed] = await tx
      .update(integrations)
      .set({
        status: change.status,
        settings: change.settings && { ...row.settings, ...withoutUndefined(change.settings) },
        apiUrl,
        apiToken: change.api === undefined ? undefined : change.api && sealToken(sealer, row, change.api.token),
        reconcileEveryMs: apiUrl === null ? null : reconcileEvery(row, change),
        updatedAt: new Date(now()),
      })
      .where(and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId)))
      .returning();
    if (!changed) throw new Error('the integration is locked and yet it is gone');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'integrations:write' },
      subject: { kind: 'integration', id: integrationId },
      change: changeBetween(row, changed, auditedFields),
    });
    return toIntegration(changed);
  });
}

/** Access that is new brings the schedule with it, unless the change says otherwise. */
function reconcileEvery(
  row: { readonly apiUrl: string | null; readonly reconcileEveryMs: number | null },
  change: IntegrationChange,
): number | null {
  if (change.reconcileEveryMs !== undefined) return change.reconcileEveryMs;
  return row.apiUrl === null ? integrationBounds.reconcileEveryMsDefault : row.reconcileEveryMs;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
