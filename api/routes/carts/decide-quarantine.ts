import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getCart } from '../../../services/state/carts/get.ts';
import { decideQuarantine, type QuarantineCommand } from '../../../services/state/quarantine/decide-quarantine.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { cartDetailExample, cartDetailSchema } from './cart-detail-schemas.ts';
import { linked } from './linked.ts';

const described: Record<QuarantineCommand, { readonly operationId: string; readonly summary: string }> = {
  quarantine: {
    operationId: 'quarantineCart',
    summary: 'Put a cart into quarantine: no recovery starts, and it is in no count',
  },
  release: {
    operationId: 'releaseCart',
    summary: 'Take a cart out of quarantine for good, and look at it anew',
  },
};

/** `POST /v1/carts/{id}/quarantine` and `/release`. Who decided is kept with the cart. */
export function postQuarantineCommand({ guard, database, temporalLink }: RouteDeps, command: QuarantineCommand) {
  const route = createRoute({
    method: 'post',
    path: `/v1/carts/{id}/${command}`,
    tags: ['Carts'],
    ...described[command],
    ...secured(guard, 'carts:quarantine'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('The cart as it is now', cartDetailSchema, cartDetailExample),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const cart = { storeId: storeOf(actor), cartId: c.req.valid('param').id };
      await decideQuarantine(database, { ...cart, command, actor });
      return c.json(linked(await getCart(database, cart), temporalLink), 200);
    },
  });
}
