import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { findByAddress } from '../../../services/state/customers/find-by-address.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { customerExample, customerSchema } from './customer-schemas.ts';

const addressSchema = z.object({
  address: z.string().min(1).max(320).openapi({
    description: 'An e-mail address, a phone number in E.164, or the shop’s own id of the customer: exactly.',
  }),
});

/** In a body, because an address in a path or a query would stand in logs and histories. */
export function postCustomerSearch({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/customer-searches',
    operationId: 'findCustomer',
    tags: ['Customers'],
    summary: 'Find who is known by an address; the audit log says who asked, not for whom',
    ...secured(guard, 'customers:unmask'),
    request: { body: jsonBody(addressSchema, { address: 'ada@shopper.example' }) },
    responses: {
      200: jsonAnswer('Who is known by it, masked', z.object({ items: z.array(customerSchema).readonly() }), {
        items: [customerExample],
      }),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const items = await findByAddress(database, { actor, storeId: storeOf(actor), ...c.req.valid('json') });
      return c.json({ items }, 200);
    },
  });
}
