import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { parseTraceparent } from '../../../domain/trace-context.ts';
import { keepingWhatFailed } from '../../../services/ingest/dead-letters/offer-rejected.ts';
import { mayHoldUnstorableValue } from '../../../services/ingest/events/find-unstorable-value.ts';
import { takeInEvents } from '../../../services/ingest/events/take-in-events.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import { answerJson } from '../../answer-json.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { errorResponses } from '../../errors/error-schema.ts';
import { errorStatus } from '../../errors/error-status.ts';
import { traceparentHeader } from '../../openapi/parameters.ts';
import { spendEvents } from '../../rate-limit/spend-events.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { countByStatus } from './count-by-status.ts';
import { batchResultSchema, eventExamples, itemResultSchema, rejectedEventSchema } from './event-schemas.ts';
import { readItems } from './read-items.ts';

const jsonMediaType = 'application/json';

/** Takes in one event or a batch; 202 means that what it calls accepted is durable. */
export function postEvents({
  unmeteredGuard,
  eventLog,
  eventBudget,
  keyEventBudget,
  limits,
  refusedItems,
  now,
}: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/events',
    operationId: 'postEvents',
    tags: ['Events'],
    summary: 'Send one event or a batch',
    description: `The body is one event, or \`{ "events": [ … ] }\` with up to ${limits.batchEventsMax} of them. Each is checked by itself: a refused one never spoils its neighbours. An id that was sent before with the same body is answered with \`duplicate\`, so a request may always be sent again; with another body it is refused as \`id_reused\`, and kept as a dead letter.`,
    ...secured(unmeteredGuard, 'events:write'),
    parameters: [traceparentHeader],
    request: {
      // Checked item by item in the handler: a schema here would refuse a batch as a whole.
      body: {
        required: true,
        content: {
          [jsonMediaType]: { schema: { $ref: '#/components/schemas/EventRequest' }, examples: eventExamples },
        },
      },
    },
    responses: {
      202: {
        description: 'Durable, or seen before; a batch may hold refused items',
        content: {
          [jsonMediaType]: {
            schema: itemResultSchema.or(batchResultSchema),
            examples: {
              single: { value: { id: '0199a3c0-7c1e-7d52-a9a4-6f0c7a5f2b11', status: 'accepted' } },
              batch: {
                value: {
                  accepted: 1,
                  duplicates: 0,
                  rejected: 1,
                  items: [
                    { id: 'view-1', status: 'accepted' },
                    {
                      id: 'consent-1',
                      status: 'rejected',
                      error: {
                        code: 'invalid',
                        path: 'source',
                        message: 'Invalid input: expected string, received undefined',
                      },
                    },
                  ],
                },
              },
            },
          },
        },
      },
      409: {
        description: 'Another event had the id of the single event: it was not taken in, and is kept as a dead letter',
        content: {
          [jsonMediaType]: {
            schema: rejectedEventSchema,
            example: {
              id: '17',
              status: 'rejected',
              error: {
                code: 'id_reused',
                path: 'id',
                message: 'Another event with this id was taken in before. Give every event an id of its own.',
                requestId: '6f1f6d0e-3d0c-4b6e-9f53-1d1f0c2b7a10',
              },
            },
          },
        },
      },
      422: {
        description: 'The single event was refused, or the body is neither an event nor a batch',
        content: {
          [jsonMediaType]: {
            schema: rejectedEventSchema,
            example: {
              id: 'e-1',
              status: 'rejected',
              error: {
                code: 'invalid',
                path: 'lines.0.quantity',
                message: 'Too small: expected number to be >=1',
                requestId: '6f1f6d0e-3d0c-4b6e-9f53-1d1f0c2b7a10',
              },
            },
          },
        },
      },
      ...errorResponses(
        'bad_request',
        'unauthenticated',
        'forbidden',
        'payload_too_large',
        'unsupported_media_type',
        'rate_limited',
        'internal',
        'unavailable',
      ),
    },
  });

  const handler = async (c: Context<ApiEnv>) => {
    const storeId = storeOf(c.get('actor'));
    const { json, searchHostile } = await readJson(c);
    const request = readItems(json, limits.batchEventsMax);
    const items = request.kind === 'single' ? [request.item] : request.items;
    const headers = await spendEvents({ eventBudget, keyEventBudget }, c.get('actor'), items.length);
    const receivedAt = now();
    const keeping = keepingWhatFailed(refusedItems, { storeId, source: 'api', receivedAt });
    const traceparent = parseTraceparent(c.req.header('traceparent'));
    const results = await takeInEvents(eventLog, {
      ...{ storeId, items, receivedAt, searchHostile, traceparent },
      ...keeping,
    });
    if (request.kind === 'batch') return answerJson(c, { ...countByStatus(results), items: results }, 202, headers);
    const [result] = results;
    if (!result) throw new Error('no result for the single event');
    if (result.status === 'rejected') {
      const error = { ...result.error, requestId: c.get('requestId') };
      const later = error.code === 'quota_exceeded' ? { ...headers, 'retry-after': quotaRetrySeconds } : headers;
      return answerJson(c, { ...result, error }, errorStatus[error.code], later);
    }
    return answerJson(c, result, 202, headers);
  };

  return defineOpenAPIRoute({ route, handler });
}

/** A month begins, or the operator gives the store another plan: neither is a matter of seconds. */
const quotaRetrySeconds = '3600';

const jsonType = /^application\/json\s*(;|$)/i;

async function readJson(c: Context<ApiEnv>): Promise<{ json: unknown; searchHostile: boolean }> {
  const type = c.req.header('content-type');
  if (type !== jsonMediaType && !jsonType.test(type ?? '')) {
    throw new ServiceError('unsupported_media_type', 'Send the body as application/json.');
  }
  const text = await c.req.text();
  try {
    return { json: JSON.parse(text), searchHostile: mayHoldUnstorableValue(text) };
  } catch {
    throw new ServiceError('bad_request', 'The body is not valid JSON.');
  }
}
