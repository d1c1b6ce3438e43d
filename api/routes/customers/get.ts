import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getCustomer } from '../../../services/state/customers/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { customerDetailExample, customerDetailSchema } from './customer-schemas.ts';
import { seesAddresses } from './sees-addresses.ts';

export function getCustomerDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/customers/{id}',
    operationId: 'getCustomer',
    tags: ['Customers'],
    summary: 'Read a customer with identities, consents, suppressions and merges',
    ...secured(guard, 'customers:read'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('A customer with identities and consents', customerDetailSchema, customerDetailExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) =>
      c.json(
        await getCustomer(database, {
          storeId: storeOf(c.get('actor')),
          customerId: c.req.valid('param').id,
          unmasked: seesAddresses(c.get('actor')),
        }),
        200,
      ),
  });
}
