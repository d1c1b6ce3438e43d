import { hash } from 'node:crypto';
import { storableText } from '../../../domain/storable-text.ts';
import { onboardingGuideOf } from '../../../platforms/onboarding-guides.ts';
import type { Platform, Verified, WebhookRequest } from '../../../platforms/platform.ts';
import type { FoundKey } from '../../accounts/api-keys/find.ts';
import { hashKey, isKeyShaped } from '../../accounts/api-keys/secret.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { keptHeaders } from '../../shared/kept-headers.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { IntegrationDeps } from '../integrations/integration-deps.ts';
import { validSecrets } from '../integrations/sealed-secrets.ts';
import { noSuchAddress, type WebhookAddress, type WebhookAddresses } from './address.ts';
import type { KeepDelivery } from './inbox.ts';

export interface ReceivedWebhook {
  readonly platform: string;
  /** `duplicate`: this delivery was kept before; nothing is done again. */
  /** `ping`: it only asks whether somebody is here. */
  readonly kind: 'kept' | 'duplicate' | 'ping';
}

export interface ReceiveDeps extends Pick<IntegrationDeps, 'platforms'> {
  readonly addresses: WebhookAddresses;
  readonly findKey: (keyHash: string) => Promise<FoundKey | null>;
  readonly keep: KeepDelivery;
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
  deps: ReceiveDeps,
  { integrationId, request, admit }: ReceiveWebhook,
): Promise<ReceivedWebhook> {
  const { address, platform } = await verifyAddress(deps, integrationId, request);
  await admit(address.storeId);
  return { platform: platform.name, kind: await keep(deps, { address, platform, request }) };
}

/**
 * A secret that was put in place a moment ago has to work: nobody is turned away by what is remembered, only let in.
 */
async function verifyAddress(
  deps: ReceiveDeps,
  integrationId: string,
  request: WebhookRequest,
): Promise<{ readonly address: WebhookAddress; readonly platform: Platform }> {
  const remembered = deps.addresses.peek(integrationId);
  // Ids are made at random, so one that was asked for before it existed is none that somebody was given since.
  if (remembered === null) throw turnedAway(deps, request);
  const known = remembered && deps.platforms.get(remembered.platform);
  if (known && (await check(deps, remembered, known, request)).ok) return { address: remembered, platform: known };

  const address = await deps.addresses.find(integrationId);
  const platform = address && deps.platforms.get(address.platform);
  if (!address || !platform) throw turnedAway(deps, request);
  const verified = await check(deps, address, platform, request);
  if (!verified.ok)
    throw new ServiceError('unauthenticated', `This request is not signed as it has to be: ${verified.reason}.`);
  return { address, platform };
}

function turnedAway({ platforms }: ReceiveDeps, request: WebhookRequest): ServiceError {
  [...platforms.values()][0]?.verify(request, nobodysSecrets);
  return noSuchAddress();
}

async function check(
  deps: ReceiveDeps,
  address: WebhookAddress,
  platform: Platform,
  request: WebhookRequest,
): Promise<Verified> {
  const { secrets, previousSecretUntil } = address;
  const verified = platform.verify(request, validSecrets(secrets, previousSecretUntil, request.receivedAt));
  return verified.ok || !(await hasKeyOfStore(deps, address, request)) ? verified : { ok: true };
}

/** Sources that only send events may show a key of the store instead: who has it could send the same events anyway. */
async function hasKeyOfStore(
  { findKey }: ReceiveDeps,
  address: WebhookAddress,
  { headers }: WebhookRequest,
): Promise<boolean> {
  if (!onboardingGuideOf(address.platform).acceptsApiKey) return false;
  const key = keyIn(headers['authorization']);
  if (key === null || !isKeyShaped(key)) return false;
  const found = await findKey(hashKey(key));
  return found?.storeId === address.storeId && found.scopes.includes('events:write');
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
  deps: ReceiveDeps,
  { address, platform, request }: { address: WebhookAddress; platform: Platform; request: WebhookRequest },
): Promise<ReceivedWebhook['kind']> {
  const { deliveryId, topic } = platform.describe(request);
  // It holds nothing, and some platforms do not sign it: nobody may fill the store with it.
  if (topic === 'ping') return 'ping';
  return deps.keep(address, {
    id: uuidV7(),
    deliveryId: deliveryId === null ? null : boundedId(deliveryId),
    topic: storableText(topic).slice(0, topicLengthMax),
    headers: keptHeaders(request.headers),
    body: request.body,
    receivedAt: request.receivedAt,
  });
}

/** Names that are too long, or that no store can keep as they are, go by their hash. */
function boundedId(deliveryId: string): string {
  const plain = deliveryId.length <= deliveryIdLengthMax && storableText(deliveryId) === deliveryId;
  return plain ? deliveryId : `sha256:${hash('sha256', deliveryId, 'hex')}`;
}
