import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { erasureReasons, requestErasure } from '../../../services/accounts/erasures/request.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { erasureExample, erasureSchema } from './erasure-schemas.ts';

const bodySchema = z
  .strictObject({ reason: z.enum(erasureReasons).openapi({ description: 'Stands in the audit log.' }) })
  .openapi('ErasureRequest');

export function postCustomerErasure({ guard, database, links, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/customers/{id}/erase',
    operationId: 'eraseCustomer',
    tags: ['Customers'],
    summary: 'Erase everything that is held of a person, for good; it goes on by itself',
    ...secured(guard, 'customers:erase'),
    request: { params: idParams, body: jsonBody(bodySchema, { reason: 'asked_by_person' }) },
    responses: {
      202: jsonAnswer('Begun, now or before', erasureSchema, erasureExample),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!links) throw new ServiceError('unavailable', 'This process holds no key to keep erased persons out with.');
      const actor = c.get('actor');
      const asked = { storeId: storeOf(actor), customerId: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await requestErasure({ database, keys: links.secret, now }, { actor, ...asked }), 202);
    },
  });
}
