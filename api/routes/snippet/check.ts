import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { checkPage, pageToCheckInput } from '../../../services/ingest/snippets/check-page.ts';
import { findingCodes } from '../../../services/ingest/snippets/judge-page.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const snippetCheckSchema = z
  .discriminatedUnion('status', [
    z.object({
      status: z.literal('checked'),
      url: z.string().openapi({ description: 'Where the redirects ended.' }),
      findings: z
        .array(
          z.object({
            check: z.enum(['switch', 'tag', 'policy', 'origin', 'product']),
            outcome: z.enum(['ok', 'problem', 'note']).openapi({
              description: '`problem`: the snippet does not work on this page until it is mended.',
            }),
            code: z.enum(findingCodes),
            detail: z.string().nullable().openapi({ description: 'What was found, e.g. the directive that refuses.' }),
          }),
        )
        .readonly(),
    }),
    z.object({
      status: z.literal('not_loaded'),
      problem: z.enum(['forbidden_address', 'unreachable', 'too_slow', 'too_many_redirects', 'refused', 'not_html']),
      httpStatus: z.int().nullable(),
    }),
  ])
  .openapi('SnippetCheck');

export function postSnippetCheck({ guard, database, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/snippet/check',
    operationId: 'checkSnippet',
    tags: ['Storefront snippet'],
    summary: 'Look at a page of the shop and say whether the snippet works there',
    description:
      'Fetches the page as a visitor would, from public addresses only, and reads its tag, its content policy, its origin and its product markup. What a script adds to the page later is not seen.',
    ...secured(guard, 'snippet:read'),
    request: {
      body: jsonBody(pageToCheckInput.openapi('PageToCheck'), { url: 'https://shop.example/lamps/floor-lamp' }),
    },
    responses: {
      200: jsonAnswer('What was found', snippetCheckSchema, {
        status: 'checked' as const,
        url: 'https://shop.example/lamps/floor-lamp',
        findings: [{ check: 'tag' as const, outcome: 'ok' as const, code: 'tag_found' as const, detail: null }],
      }),
      ...writeErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { publicUrl, allowLoopbackApis } = integrations;
      const deps = { database, publicUrl, allowLoopback: allowLoopbackApis };
      const { url } = c.req.valid('json');
      return c.json(await checkPage(deps, { storeId: storeOf(c.get('actor')), url }), 200);
    },
  });
}
