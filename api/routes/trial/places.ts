import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { holds } from '../../../domain/actor.ts';
import { readTrialPlaces } from '../../../services/trial/read-places.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const schema = z
  .object({
    ownAddress: z.string().nullable().openapi({ description: 'Of the person who asks; null: it is a program.' }),
    email: z
      .object({
        provider: z.string(),
        delivers: z.boolean().openapi({ description: 'False: it only keeps messages, in the sandbox inbox.' }),
      })
      .nullable()
      .openapi({ description: 'What sends the e-mails of the store.' }),
    sandboxUrl: z
      .string()
      .nullable()
      .openapi({ description: 'The sandbox inbox, for those who may open it; a path of this server.' }),
    demoShopUrl: z
      .string()
      .nullable()
      .openapi({ description: 'A shop to leave a cart of this store in; null: there is none. A path of this server.' }),
    firstMessageAfterMs: z.int().nullable().openapi({
      description: 'How long after a left checkout the first message goes out; null: no campaign is active.',
    }),
  })
  .openapi('TrialPlaces');

const example = {
  ownAddress: 'ada@shop.example',
  email: { provider: 'outbox', delivers: false },
  sandboxUrl: '/outbox',
  demoShopUrl: '/demo/shop',
  firstMessageAfterMs: 65_000,
};

export function getTrialPlaces({ guard, database, accounts, providers, demoShop, pagesAreClosed }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/trial',
    operationId: 'getTrialPlaces',
    tags: ['Trial'],
    summary: 'Where to try out what the store does',
    ...secured(guard, 'campaigns:read'),
    responses: { 200: jsonAnswer('The places', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const deps = { database, accounts, providers };
      const demo = demoShop?.() ?? null;
      return c.json(
        {
          ...(await readTrialPlaces(deps, { actor, storeId })),
          sandboxUrl: maySeeSandbox(actor, pagesAreClosed) ? '/outbox' : null,
          demoShopUrl: demo?.storeId === storeId ? demo.path : null,
        },
        200,
      );
    },
  });
}

export function maySeeSandbox(actor: Parameters<typeof holds>[0], pagesAreClosed: boolean | undefined): boolean {
  return !pagesAreClosed || holds(actor, 'installation:read');
}
