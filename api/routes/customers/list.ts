import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { listCustomers } from '../../../services/state/customers/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { idCursor } from '../../cursor.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { countedPageSchema, jsonAnswer } from '../../openapi/json-content.ts';
import { countFlag, filterText, idPage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { customerExample, customerSchema } from './customer-schemas.ts';
import { seesAddresses } from './sees-addresses.ts';

export function getCustomers({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/customers',
    operationId: 'listCustomers',
    tags: ['Customers'],
    summary: 'List customers',
    ...secured(guard, 'customers:read'),
    request: { query: z.object({ ...idPage, count: countFlag, externalId: filterText.optional() }) },
    responses: {
      200: jsonAnswer('Newest first', countedPageSchema(customerSchema), {
        items: [customerExample],
        nextCursor: null,
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const { items, next, count } = await listCustomers(database, {
        storeId: storeOf(c.get('actor')),
        ...query,
        unmasked: seesAddresses(c.get('actor')),
        after: cursor ?? null,
      });
      return c.json({ items, nextCursor: next === null ? null : idCursor(next), ...count }, 200);
    },
  });
}
