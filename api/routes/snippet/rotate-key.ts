import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { rotatePublishableKey } from '../../../services/ingest/snippets/rotate-key.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { shownSnippet, snippetExample, snippetSchema } from './snippet-schemas.ts';

export function postSnippetKey({ guard, database, storefront }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/snippet/rotate-key',
    operationId: 'rotateSnippetKey',
    tags: ['Storefront snippet'],
    summary: 'Take another publishable key',
    description: 'Pages with the old key are told to stop within seconds: paste the new tag right after.',
    ...secured(guard, 'snippet:write'),
    responses: {
      200: jsonAnswer('The snippet with its new key', snippetSchema, snippetExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const snippet = await rotatePublishableKey(database, { actor, storeId: storeOf(actor) });
      return c.json(shownSnippet(snippet, storefront?.publicUrl ?? ''), 200);
    },
  });
}
