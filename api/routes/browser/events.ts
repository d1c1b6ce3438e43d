import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { parseTraceparent } from '../../../domain/trace-context.ts';
import { mayHoldUnstorableValue } from '../../../services/ingest/events/find-unstorable-value.ts';
import { ownSites } from '../../../services/ingest/snippets/allows-origin.ts';
import { takeInBrowserEvents } from '../../../services/ingest/snippets/take-in-browser-events.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { limitBody } from '../../middleware/limit-body.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { traceparentHeader } from '../../openapi/parameters.ts';
import { createBudget } from '../../rate-limit/budget.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { countByStatus } from '../events/count-by-status.ts';
import { batchResultSchema } from '../events/event-schemas.ts';
import { readItems } from '../events/read-items.ts';
import {
  browserBodyBytesMax,
  browserErrors,
  browserEventExample,
  browserEventsMax,
  keyQuery,
} from './browser-schemas.ts';
import { type BrowserEndpoint, findOpenSnippet } from './find-open-snippet.ts';
import { readBrowserJson } from './read-browser-json.ts';

/** One visitor clicks so often at most; a larger batch that waited for the network takes a whole second's share. */
const visitorEventsPerSecond = 20;
/** All visitors of one store: whoever floods the endpoint of one store leaves the others alone. */
const storeBrowserEventsPerSecond = 2_000;

/** Takes in what a page of the shop tells of its visitor. */
export function postBrowserEvents({ eventLog, redis, now }: RouteDeps, door: BrowserEndpoint) {
  const storeBudget = createBudget({ redis, name: 'browser', pointsPerSecond: storeBrowserEventsPerSecond, now });
  const visitorBudget = createBudget({ redis, name: 'visitor', pointsPerSecond: visitorEventsPerSecond, now });
  const route = createRoute({
    method: 'post',
    path: '/v1/browser/events',
    operationId: 'postBrowserEvents',
    tags: ['Storefront snippet'],
    summary: 'Send events from a page of the shop',
    description: `For the storefront snippet. A publishable key says which store is meant; it may be seen by anybody, so this door believes a browser only what concerns its own visitor: products, its carts and checkouts, and, where the store allows it, its own e-mail address. Orders are refused. The body is \`{ "sentAt", "events": [ … ] }\` with up to ${browserEventsMax} events and ${browserBodyBytesMax / 1024} KiB, as \`text/plain\` so that no preflight is needed. 410 means: stop, and keep nothing.`,
    security: [],
    middleware: [limitBody(browserBodyBytesMax)],
    parameters: [traceparentHeader],
    request: {
      query: keyQuery,
      body: {
        required: true,
        content: {
          'text/plain': {
            schema: { type: 'string', description: 'JSON' },
            example: JSON.stringify(browserEventExample),
          },
        },
      },
    },
    responses: {
      202: jsonAnswer('Durable, or seen before; refused items are not worth repeating', batchResultSchema, {
        accepted: 1,
        duplicates: 0,
        rejected: 0,
        items: [{ id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', status: 'accepted' as const }],
      }),
      ...browserErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const snippet = await findOpenSnippet(c, c.req.valid('query').key, door);
      const { storeId, emailCapture } = snippet;
      const { text, json } = await readBrowserJson(c);
      const request = readItems(json, browserEventsMax);
      if (request.kind === 'single')
        throw new ServiceError('invalid', 'The body must be { "events": [ … ] }.', { path: 'events' });
      const { items } = request;
      door.addressLimits.spend('browser_events', addressOfRequest(c, door.clientAddressOf), items.length);
      await storeBudget.take(storeId, items.length);
      await visitorBudget.take(`${storeId}:${visitorOf(items[0])}`, items.length);
      const results = await takeInBrowserEvents(eventLog, {
        storeId,
        locale: snippet.storeLocale,
        emailCapture,
        sites: ownSites(snippet),
        items,
        sentAt: sentAtOf(json),
        receivedAt: now(),
        searchHostile: mayHoldUnstorableValue(text),
        traceparent: parseTraceparent(c.req.header('traceparent')),
      });
      return c.json({ ...countByStatus(results), items: [...results] }, 202);
    },
  });
}

const visitorLengthMax = 128;

/** Whose share of the rate a batch takes: a snippet sends for one visitor. */
function visitorOf(item: unknown): string {
  const who = (item as { who?: { anonymousId?: unknown } | null } | null)?.who;
  const id = who?.anonymousId;
  return typeof id === 'string' ? id.slice(0, visitorLengthMax) : '';
}

function sentAtOf(json: unknown): number | null {
  const { sentAt } = json as { sentAt?: unknown };
  const at = typeof sentAt === 'string' ? Date.parse(sentAt) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
