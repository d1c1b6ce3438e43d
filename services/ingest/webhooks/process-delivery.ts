import type { DeliveredEvent } from '../../../db/postgres/schema/index.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { parseTraceparent } from '../../../domain/trace-context.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { cutDeepValue } from '../../../events/json-depth.ts';
import { PlatformApiError, type PlatformClient } from '../../../platforms/clients/platform-client.ts';
import type {
  FetchedBody,
  Platform,
  PlatformSettings,
  Translation,
  WebhookRequest,
} from '../../../platforms/platform.ts';
import { keepingWhatFailed } from '../dead-letters/offer-rejected.ts';
import type { RefusedItems } from '../dead-letters/refused-items.ts';
import { type ItemResult, takeInEvents } from '../events/take-in-events.ts';
import type { DeliveryOutcome } from './outcome.ts';

export interface Understand {
  readonly storeId: string;
  readonly platform: Platform;
  readonly settings: PlatformSettings;
  /** Null: there is no access to the platform's API. */
  readonly client: PlatformClient | null;
  /** False: only what a platform asks for on behalf of a person is still heard. */
  readonly active: boolean;
  readonly request: WebhookRequest;
  /** Keeps what is refused; without it the delivery only says so. */
  readonly refusedItems?: Pick<RefusedItems, 'offer'> | undefined;
}

/** Longest that the platform's API is waited for on behalf of one delivery. */
const readTimeoutMs = 20_000;
const noAccess: DeliveryOutcome = { status: 'failed', reason: 'no_api_access' };

/** A delivery that only names what changed: the platform has to be asked first, which may take its time. */
export interface AskFirst {
  readonly status: 'ask';
  readonly ask: () => Promise<DeliveryOutcome>;
}

/**
 * Finds out what a delivery means and puts its events into the log: their ids come from the platform's own, so doing it
 * twice changes nothing. Throws `unavailable` when the log cannot take them.
 */
export async function processDelivery(
  eventLog: Pick<EventLog, 'append'>,
  input: Understand,
): Promise<DeliveryOutcome | AskFirst> {
  const { platform, settings, request, active } = input;
  const translation = platform.translate(request, settings);
  if (!active && (translation.kind === 'events' || translation.kind === 'fetch'))
    return { status: 'ignored', reason: 'integration_off' };
  switch (translation.kind) {
    case 'events':
      return takeIn(eventLog, input, translation);
    case 'fetch':
      return input.client && platform.translateFetched
        ? { status: 'ask', ask: () => fetchFirst(eventLog, input, translation) }
        : noAccess;
    case 'uninstalled':
      return input.client
        ? { status: 'ask', ask: () => confirmUninstalled(input) }
        : { status: 'processed', reason: 'uninstall_reported' };
    case 'privacy': {
      const { request: asked, subject } = translation;
      return { status: 'processed', reason: 'privacy_request', request: asked, subject };
    }
    case 'ignored':
      return { status: 'ignored', reason: translation.reason };
    case 'refused':
      return notUnderstood(input, translation);
    default:
      return assertNever(translation);
  }
}

/**
 * Switching an integration off loses purchases, and a shop that is gone sends nothing anyway: it is done only when the
 * API says that the token is no more. Platforms do not sign their topics, so the webhook alone says too little.
 */
async function confirmUninstalled({ client }: Understand): Promise<DeliveryOutcome> {
  try {
    // No order has this id: all that matters is whether the question is let in.
    await client?.read('order', '1', AbortSignal.timeout(readTimeoutMs));
    return { status: 'processed', reason: 'uninstall_not_confirmed' };
  } catch (error) {
    if (!(error instanceof PlatformApiError)) throw error;
    if (error.problem === 'denied') return { status: 'processed', reason: 'uninstalled' };
    if (error.passes) return { status: 'later', reason: `api_${error.problem}`, retryAfterMs: error.retryAfterMs };
    return { status: 'processed', reason: 'uninstall_not_confirmed' };
  }
}

/**
 * The request is kept as it came: no event could be read from it. What is another shop's waits for no repair, because
 * nothing of it belongs here.
 */
function notUnderstood(
  { storeId, platform, request, refusedItems }: Understand,
  { reason, path, message }: Extract<Translation, { kind: 'refused' }>,
): DeliveryOutcome {
  if (reason !== undefined) return { status: 'refused', reason, path, message };
  refusedItems?.offer({
    storeId,
    source: `webhook:${platform.name}`,
    kind: 'body',
    item: new TextDecoder().decode(request.body),
    topic: platform.describe(request).topic,
    error: { code: 'invalid', path, message },
    receivedAt: request.receivedAt,
  });
  return { status: 'refused', reason: 'not_understood', path, message };
}

async function takeIn(
  eventLog: Pick<EventLog, 'append'>,
  { storeId, platform, request, refusedItems }: Understand,
  { events: items, refused = [], siteUrl }: Extract<Translation, { kind: 'events' }>,
): Promise<DeliveryOutcome> {
  const results = await takeInEvents(eventLog, {
    storeId,
    items,
    receivedAt: request.receivedAt,
    searchHostile: true,
    repetition: 'same_id',
    // Kept with the delivery: a replay of it is of the same trace.
    traceparent: parseTraceparent(request.headers['traceparent']),
    // What was accepted without some details is kept with the delivery, as the platform sent it.
    onRejected: keepingWhatFailed(refusedItems, {
      storeId,
      source: `webhook:${platform.name}`,
      receivedAt: request.receivedAt,
    }).onRejected,
  });
  for (const { part, path, message } of refused)
    if (part !== undefined)
      refusedItems?.offer({
        storeId,
        source: `webhook:${platform.name}`,
        kind: 'body',
        item: JSON.stringify(cutDeepValue(part)),
        error: { code: 'invalid', path, message },
        receivedAt: request.receivedAt,
      });
  const events = [
    ...results.map(toDeliveredEvent),
    ...refused.map(({ path, message }) => ({ id: null, status: 'rejected' as const, path, message })),
  ];
  if (events.length === 0) return { status: 'ignored', reason: 'not_needed' };
  const first = events.find(({ status }) => status === 'rejected');
  if (!first) return { status: 'processed', events, ...(siteUrl !== undefined && { siteUrl }) };
  const problem = { reason: 'not_valid' as const, path: first.path ?? '', message: first.message ?? '', events };
  const isNothing = events.every(({ status }) => status === 'rejected');
  return { status: isNothing ? 'refused' : 'processed_in_part', ...problem };
}

function toDeliveredEvent(result: ItemResult): DeliveredEvent {
  if (result.status !== 'rejected') return result;
  const { id, status, error } = result;
  return { id, status, path: error.path, message: error.message };
}

/** A thin delivery: the thing itself is asked for. Gone is an answer too: a cart that became an order is no more. */
async function fetchFirst(
  eventLog: Pick<EventLog, 'append'>,
  input: Understand,
  { resource, id }: Pick<FetchedBody, 'resource' | 'id'>,
): Promise<DeliveryOutcome> {
  const { client, platform, settings, request } = input;
  if (!client || !platform.translateFetched) return noAccess;
  try {
    const body = await client.read(resource, id, AbortSignal.timeout(readTimeoutMs));
    const translation = platform.translateFetched({ resource, id, body, fetchedAt: request.receivedAt }, settings);
    switch (translation.kind) {
      case 'events':
        return await takeIn(eventLog, input, translation);
      case 'ignored':
        return { status: 'ignored', reason: translation.reason };
      case 'refused':
        return notUnderstood(input, translation);
      default:
        return { status: 'failed', reason: 'api_strange' };
    }
  } catch (error) {
    if (!(error instanceof PlatformApiError)) throw error;
    if (error.passes) return { status: 'later', reason: `api_${error.problem}`, retryAfterMs: error.retryAfterMs };
    return { status: 'failed', reason: error.problem === 'denied' ? 'api_denied' : 'api_strange' };
  }
}
