import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { getSnippet } from '../../../services/ingest/snippets/get.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { shownSnippet, snippetExample, snippetSchema } from './snippet-schemas.ts';

export function getOwnSnippet({ guard, database, storefront }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/snippet',
    operationId: 'getSnippet',
    tags: ['Storefront snippet'],
    summary: 'Read the settings of the snippet, its key and the tag to paste',
    ...secured(guard, 'snippet:read'),
    responses: { 200: jsonAnswer('The snippet', snippetSchema, snippetExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const snippet = await getSnippet(database, { storeId: storeOf(c.get('actor')) });
      return c.json(shownSnippet(snippet, storefront?.publicUrl ?? ''), 200);
    },
  });
}
