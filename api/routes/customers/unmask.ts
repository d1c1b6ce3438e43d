import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { unmaskCustomer } from '../../../services/state/customers/unmask.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { customerDetailExample, customerDetailSchema } from './customer-schemas.ts';

/** A read by `POST`, because it is written down who was shown the addresses. */
export function postCustomerUnmasking({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/customers/{id}/unmask',
    operationId: 'unmaskCustomer',
    tags: ['Customers'],
    summary: 'Read a customer with names and addresses in full; the audit log says who did',
    ...secured(guard, 'customers:unmask'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The customer, unmasked', customerDetailSchema, { ...customerDetailExample, masked: false }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const customer = { storeId: storeOf(actor), customerId: c.req.valid('param').id };
      return c.json(await unmaskCustomer(database, { actor, ...customer }), 200);
    },
  });
}
