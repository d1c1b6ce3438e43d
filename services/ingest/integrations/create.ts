import { randomUUID } from 'node:crypto';
import { count, eq } from 'drizzle-orm';
import { type IntegrationSettings, integrations } from '../../../db/postgres/schema/index.ts';
import { withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { changeBetween } from '../../../domain/audit.ts';
import type { ApiAccess } from '../../../platforms/clients/platform-client.ts';
import { onboardingGuideOf } from '../../../platforms/onboarding-guides.ts';
import { withoutTrailingSlashes } from '../../../runtime/trailing-slashes.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { checkApiUrl } from './check-api-url.ts';
import { auditedFields, type Integration, integrationBounds, toIntegration } from './integration.ts';
import type { IntegrationDeps } from './integration-deps.ts';
import { newIntegrationInput } from './integration-input.ts';
import { namespaceFor } from './namespace-for.ts';
import { newSecret, sealSecrets, sealToken } from './sealed-secrets.ts';

export interface NewIntegration {
  readonly actor: Actor;
  readonly storeId: string;
  readonly platform: string;
  /** The platform's own secret; made here when the platform lets one choose. */
  readonly secret?: string;
  readonly settings?: Partial<IntegrationSettings>;
  /** Access to the platform's own API, for what its webhooks did not bring. */
  readonly api?: ApiAccess;
  /** Null: never. */
  readonly reconcileEveryMs?: number | null;
}

export interface CreatedIntegration {
  readonly integration: Integration;
  /** Shown this once. */
  readonly secret: string;
}

/** Connects a store to its platform: from now on the webhooks sent to its address are taken in. */
export async function createIntegration(
  { database, platforms, sealer, now, allowLoopbackApis }: IntegrationDeps,
  { actor, storeId, ...asked }: NewIntegration,
): Promise<CreatedIntegration> {
  requirePermission(actor, 'integrations:write', storeId);
  const { platform, secret: given, settings, api, reconcileEveryMs } = readInput(newIntegrationInput, asked);
  if (!platforms.has(platform))
    throw new ServiceError('invalid', `must be one of ${[...platforms.keys()].join(', ')}`, { path: 'platform' });
  const setup = onboardingGuideOf(platform);
  if (given === undefined && setup.secretFrom === 'platform')
    throw new ServiceError('invalid', 'Give the secret that the platform signs with: it makes its own.', {
      path: 'secret',
    });
  if (api) checkApiUrl(api.url, { allowLoopback: allowLoopbackApis });
  const secret = given ?? newSecret(setup.secretShape);
  const place = { storeId, id: randomUUID() };
  const integration = await withStore(database, storeId, async (tx) => {
    const [existing] = await tx.select({ n: count() }).from(integrations).where(eq(integrations.storeId, storeId));
    if ((existing?.n ?? 0) >= integrationBounds.perStoreMax)
      throw new ServiceError('conflict', `A store may have at most ${integrationBounds.perStoreMax} integrations.`);
    const namespace = await namespaceFor(tx, platforms, { ...place, platform });
    const at = new Date(now());
    const [row] = await tx
      .insert(integrations)
      .values({
        ...place,
        platform,
        namespace,
        secrets: sealSecrets(sealer, place, [secret]),
        settings: {
          currency: settings?.currency ?? null,
          orderStatuses: settings?.orderStatuses ?? {},
          ...(settings?.country !== undefined && { country: settings.country }),
          ...(settings?.siteUrl !== undefined && { siteUrl: settings.siteUrl }),
          ...(settings?.shopDomain !== undefined && { shopDomain: settings.shopDomain }),
          ...(settings?.shopId !== undefined && { shopId: settings.shopId }),
        },
        apiUrl: api ? withoutTrailingSlashes(api.url) : null,
        apiToken: api ? sealToken(sealer, place, api.token) : null,
        reconcileEveryMs: api
          ? reconcileEveryMs === undefined
            ? integrationBounds.reconcileEveryMsDefault
            : reconcileEveryMs
          : null,
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    if (!row) throw new Error('the integration was not kept');
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'integrations:write' },
      subject: { kind: 'integration', id: row.id },
      change: changeBetween({}, row, auditedFields),
    });
    return toIntegration(row);
  });
  return { integration, secret };
}
