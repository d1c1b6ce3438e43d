import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { updateSnippet } from '../../../services/ingest/snippets/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { shownSnippet, snippetChangeSchema, snippetExample, snippetSchema } from './snippet-schemas.ts';

export function patchOwnSnippet({ guard, database, storefront }: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/snippet',
    operationId: 'updateSnippet',
    tags: ['Storefront snippet'],
    summary: 'Change what the snippet may do, or switch it off',
    ...secured(guard, 'snippet:write'),
    request: { body: jsonBody(snippetChangeSchema, { consentRequired: false, emailCapture: true }) },
    responses: {
      200: jsonAnswer('The snippet as it is now', snippetSchema, snippetExample),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const change = c.req.valid('json');
      const snippet = await updateSnippet(database, { actor, storeId: storeOf(actor), change });
      return c.json(shownSnippet(snippet, storefront?.publicUrl ?? ''), 200);
    },
  });
}
