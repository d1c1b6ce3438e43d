import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { cartStandings } from '../../../domain/cart-standing.ts';
import { channels } from '../../../domain/channel.ts';
import { recoveryOutcomes } from '../../../domain/recovery.ts';
import { listCarts } from '../../../services/state/carts/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { countedPageSchema, jsonAnswer } from '../../openapi/json-content.ts';
import {
  countFlag,
  currencyFilter,
  dayRange,
  filterText,
  flagSchema,
  minorUnitsSchema,
  timePage,
  uuidSchema,
} from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { listedCartExample, listedCartSchema } from './listed-cart-schemas.ts';

const filters = z.object({
  ...timePage,
  count: countFlag,
  status: z.enum(['open', 'purchased']).optional(),
  standing: z.enum(cartStandings).optional(),
  abandoned: flagSchema.optional(),
  quarantined: flagSchema.optional(),
  customerId: uuidSchema.optional(),
  externalId: filterText.optional(),
  search: filterText.optional().openapi({ description: 'The beginning of the shop’s own id.' }),
  currency: currencyFilter.optional(),
  valueMinorMin: minorUnitsSchema.optional(),
  valueMinorMax: minorUnitsSchema.optional(),
  campaignId: uuidSchema.optional().openapi({ description: 'A recovery of the cart belongs to it.' }),
  outcome: z.enum(recoveryOutcomes).optional().openapi({ description: 'A recovery of the cart ended so.' }),
  reason: filterText.optional().openapi({
    description: 'Something was not started, not sent or ended for this reason, within `from` and `to`.',
  }),
  channel: z.enum(channels).optional().openapi({ description: 'The channel on which it was not sent, with `reason`.' }),
  ...dayRange,
});

export function getCarts({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/carts',
    operationId: 'listCarts',
    tags: ['Carts'],
    summary: 'List carts: `from` and `to` are calendar days of the store, of the last change or of what was not done',
    ...secured(guard, 'carts:read'),
    request: { query: filters },
    responses: {
      200: jsonAnswer('Last changed first', countedPageSchema(listedCartSchema), {
        items: [listedCartExample],
        nextCursor: null,
        total: 1,
        totalAtLeast: 1,
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next, count } = await listCarts(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next), ...count }, 200);
    },
  });
}
