import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getStats } from '../../../services/analytics/stats/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import { rangeOf, rangeQuery } from '../../openapi/time-range.ts';
import type { RouteDeps } from '../../route-deps.ts';

const reason = { reason: z.string().nullable(), reasonText: z.string().nullable() };
const statsSchema = z
  .object({
    from: momentSchema,
    to: momentSchema,
    carts: z.object({ open: z.int(), abandoned: z.int(), purchased: z.int(), quarantined: z.int() }).openapi({
      description:
        'Carts as they stand now that changed within the range. What looks like the work of a bot is only in `quarantined`.',
    }),
    orders: z.int().openapi({ description: 'Placed within the range.' }),
    incompleteOrders: z.int().openapi({
      description: 'Of these, orders of which a detail was told that could not be used, e.g. the total.',
    }),
    recoveries: z.array(z.object({ outcome: z.string(), ...reason, count: z.int() })).readonly(),
    messages: z.array(z.object({ channel: z.string(), state: z.string(), count: z.int() })).readonly(),
    decisions: z
      .array(z.object({ kind: z.string(), ...reason, channel: z.string().nullable(), count: z.int() }))
      .readonly(),
  })
  .openapi('Stats');

const example = {
  from: '2026-10-23T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  carts: { open: 903, abandoned: 714, purchased: 318, quarantined: 4 },
  orders: 322,
  incompleteOrders: 3,
  recoveries: [{ outcome: 'purchased', reason: 'purchased', reasonText: 'The person bought this cart.', count: 41 }],
  messages: [{ channel: 'email', state: 'accepted', count: 212 }],
  decisions: [
    {
      kind: 'not_started',
      reason: 'no_consent',
      reasonText: 'The person has not agreed to messages on any reachable channel.',
      channel: null,
      count: 77,
    },
  ],
} as const;

export function getStoreStats({ guard, database, now }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/stats',
    operationId: 'getStats',
    tags: ['Stats'],
    summary: 'Count carts, orders, recoveries, messages and reasons over a time range',
    ...secured(guard, 'stats:read'),
    request: {
      query: z.object(rangeQuery),
    },
    responses: {
      200: jsonAnswer('Counts; every number can be followed up by GET /v1/decisions', statsSchema, example),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { from, to } = rangeOf(c.req.valid('query'), now());
      return c.json({ from, to, ...(await getStats(database, { storeId: storeOf(c.get('actor')), from, to })) }, 200);
    },
  });
}
