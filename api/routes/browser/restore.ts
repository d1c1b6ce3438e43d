import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { restoreCart } from '../../../services/ingest/snippets/restore-cart.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { limitBody } from '../../middleware/limit-body.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { createBudget } from '../../rate-limit/budget.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { browserErrors, keyQuery } from './browser-schemas.ts';
import { type BrowserEndpoint, findOpenSnippet } from './find-open-snippet.ts';
import { readBrowserJson } from './read-browser-json.ts';

const bodyBytesMax = 1_024;
/** Restores of one store; a token cannot be guessed, this only bounds the work of trying. */
const restoresPerSecond = 50;

const tokenSchema = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'the token of a recovery link') });

const restoredSchema = z
  .object({
    cart: z
      .object({
        cartId: z.string(),
        currency: z.string().nullable(),
        lines: z.array(
          z.object({
            productId: z.string(),
            quantity: z.number(),
            unitPriceMinor: z.int().optional(),
            name: z.string().optional(),
            url: z.string().optional(),
            imageUrl: z.string().optional(),
            category: z.string().optional(),
          }),
        ),
      })
      .nullable()
      .openapi({ description: 'Null: unknown, expired, bought or empty.' }),
  })
  .openapi('RestoredCart');

/** Gives the shop's page the cart of a recovery link; a POST keeps the token out of addresses and logs. */
export function postBrowserRestore({ database, redis, now }: RouteDeps, door: BrowserEndpoint) {
  const budget = createBudget({ redis, name: 'restores', pointsPerSecond: restoresPerSecond, now });
  const route = createRoute({
    method: 'post',
    path: '/v1/browser/restore',
    operationId: 'restoreCartInBrowser',
    tags: ['Storefront snippet'],
    summary: 'Read the cart of a recovery link',
    description:
      'For the storefront snippet. The token is the whole permission and opens one cart: no person, no session, no account. Changes nothing.',
    security: [],
    middleware: [limitBody(bodyBytesMax)],
    request: {
      query: keyQuery,
      body: {
        required: true,
        content: {
          'text/plain': {
            schema: { type: 'string', description: 'JSON' },
            example: JSON.stringify({ token: 'o0p1q2r3s4t5u6v7w8x9y0z1a2b3c4d5e6f7g8h9i0j' }),
          },
        },
      },
    },
    responses: {
      200: jsonAnswer('The cart, or null', restoredSchema, {
        cart: {
          cartId: 'w-k3v9x0w1q8z7y6u5t4s3-1',
          currency: 'EUR',
          lines: [{ productId: 'lamp-oak', quantity: 1, unitPriceMinor: 8900, name: 'Oak lamp' }],
        },
      }),
      ...browserErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { storeId, restoreCarts } = await findOpenSnippet(c, c.req.valid('query').key, door);
      const parsed = tokenSchema.safeParse((await readBrowserJson(c)).json);
      if (!parsed.success) throw new ServiceError('invalid', 'must be the token of a recovery link', { path: 'token' });
      await budget.take(storeId, 1);
      const cart = restoreCarts ? await restoreCart(database, { storeId, token: parsed.data.token, now: now() }) : null;
      return c.json({ cart: cart && { ...cart, lines: [...cart.lines] } }, 200);
    },
  });
}
