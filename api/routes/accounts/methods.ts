import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { readSignInMethods } from '../../../services/accounts/sessions/methods.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { dashboardAddress } from '../../hosts/dashboard-address.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const methodsSchema = z
  .object({
    identityProvider: z.boolean().openapi({ description: 'Whether `GET /v1/auth/oidc/start` leads to one.' }),
    anyAccount: z.boolean().openapi({ description: 'False: the link that the installation printed is needed.' }),
    publicUrl: z.string().openapi({ description: 'Where the dashboard is: other origins are refused.' }),
    private: z.boolean().openapi({ description: 'False: passwords travel in the open; TLS is missing.' }),
  })
  .openapi('SignInMethods');

export function getSignInMethods({ accounts }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/auth/methods',
    operationId: 'getSignInMethods',
    tags: ['Accounts'],
    summary: 'Get how one can sign in',
    security: [],
    responses: {
      200: jsonAnswer('For the page that one signs in on', methodsSchema, {
        ...{ identityProvider: false, anyAccount: true, private: true },
        publicUrl: 'https://recover.example.com',
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const methods = await readSignInMethods(accounts);
      // An identity provider leads back to the installation's address, where a cookie of another name does not come along.
      const isHere = c.get('hostStoreId') === undefined;
      const publicUrl = dashboardAddress(c, accounts.publicUrl);
      return c.json({ ...methods, publicUrl, identityProvider: methods.identityProvider && isHere }, 200);
    },
  });
}
