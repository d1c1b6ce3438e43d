import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { integrations, webhookDeliveries } from '../../db/postgres/schema/index.ts';
import { withEngine, withStore } from '../../db/postgres/tenancy.ts';
import type { Platform, WebhookRequest } from '../../events/platforms/platform.ts';
import { setupOf } from '../../events/platforms/setups.ts';
import { findApiKey } from '../api-keys/find.ts';
import { hashKey, isKeyShaped } from '../api-keys/secret.ts';
import { uuidV7 } from '../ids.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { validSecrets } from '../integrations/sealed-secrets.ts';
import { ServiceError } from '../service-error.ts';
import { keptHeaders, storable } from './kept-headers.ts';

export interface ReceivedWebhook {
  readonly platform: string;
  /** `duplicate`: this delivery was kept before; nothing is done again. */
  /** `ping`: it only asks whether somebody is here. */
  readonly kind: 'kept' | 'duplicate' | 'ping';
}

export interface ReceiveWebhook {
  /** From the address that was asked. */
  readonly integrationId: string;
  readonly request: WebhookRequest;
  /** May refuse a verified request by the store's rate. */
  readonly admit: (storeId: string) => Promise<void>;
}

const topicLengthMax = 128;
const deliveryIdLengthMax = 200;
/** Compared against when there is no integration, so that the answer takes as long as a wrong signature's. */
const nobodysSecrets = ['nobody signs with this secret of an integration that does not exist'];

/**
 * Takes in one request of a platform: checks that its exact bytes come from somebody who knows the secret, keeps them,
 * and says so. Nothing of the body is understood before its signature is. Throws `not_found` for an unknown
 * integration and `unauthenticated` for a wrong signature, alike but for the code.
 */
export async function receiveWebhook(
  deps: IntegrationDeps,
  { integrationId, request, admit }: ReceiveWebhook,
): Promise<ReceivedWebhook> {
  const row = await findByAddress(deps, integrationId);
  const platform = row && deps.platforms.get(row.platform);
  if (!row || !platform) {
    [...deps.platforms.values()][0]?.verify(request, nobodysSecrets);
    throw new ServiceError('not_found', 'There is no integration at this address.');
  }
  const verified = platform.verify(request, validSecrets(deps.sealer, row, request.receivedAt));
  if (!verified.ok && !(await hasKeyOfStore(deps, row, request)))
    throw new ServiceError('unauthenticated', `This request is not signed as it has to be: ${verified.reason}.`);
  await admit(row.storeId);
  return { platform: platform.name, kind: await keep(deps, { row, platform, request }) };
}

/** Goes over all stores, because the address says which one is meant. */
async function findByAddress({ database }: IntegrationDeps, integrationId: string): Promise<IntegrationRow | null> {
  const [row] = await withEngine(database, (tx) =>
    tx.select().from(integrations).where(eq(integrations.id, integrationId)).limit(1),
  );
  return row ?? null;
}

/** Sources that only send events may show a key of the store instead: who has it could send the same events anyway. */
async function hasKeyOfStore(
  { database }: IntegrationDeps,
  row: IntegrationRow,
  { headers }: WebhookRequest,
): Promise<boolean> {
  if (!setupOf(row.platform).acceptsApiKey) return false;
  const key = keyIn(headers['authorization']);
  if (key === null || !isKeyShaped(key)) return false;
  const found = await findApiKey(database, hashKey(key));
  return found?.storeId === row.storeId && found.scopes.includes('events:write');
}

/** `Bearer <key>`, or `Basic` with the key as its user. */
function keyIn(authorization: string | undefined): string | null {
  const [scheme, value] = authorization?.split(' ') ?? [];
  if (!value) return null;
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64').toString('latin1').split(':')[0] ?? null;
    default:
      return null;
  }
}

async function keep(
  { database }: IntegrationDeps,
  { row, platform, request }: { row: IntegrationRow; platform: Platform; request: WebhookRequest },
): Promise<ReceivedWebhook['kind']> {
  const { deliveryId, topic } = platform.describe(request);
  // It holds nothing, and some platforms do not sign it: nobody may fill the store with it.
  if (topic === 'ping') return 'ping';
  const receivedAt = new Date(request.receivedAt);
  const kept = await withStore(database, row.storeId, (tx) =>
    tx
      .insert(webhookDeliveries)
      .values({
        storeId: row.storeId,
        id: uuidV7(),
        integrationId: row.id,
        deliveryId: deliveryId === null ? null : boundedId(deliveryId),
        topic: storable(topic).slice(0, topicLengthMax),
        headers: keptHeaders(request.headers),
        body: request.body,
        dueAt: receivedAt,
        receivedAt,
      })
      .onConflictDoNothing({
        target: [webhookDeliveries.storeId, webhookDeliveries.integrationId, webhookDeliveries.deliveryId],
      })
      .returning({ id: webhookDeliveries.id }),
  );
  return kept.length > 0 ? 'kept' : 'duplicate';
}

/** Names that are too long, or that no store can keep as they are, go by their hash. */
function boundedId(deliveryId: string): string {
  const plain = deliveryId.length <= deliveryIdLengthMax && storable(deliveryId) === deliveryId;
  return plain ? deliveryId : `sha256:${hash('sha256', deliveryId, 'hex')}`;
}
