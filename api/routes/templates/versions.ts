import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { getTemplateVersion, listTemplateVersions } from '../../../services/recovery/templates/versions.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { contentExample, contentSchema, nameParams, versionExample, versionSchema } from './template-schemas.ts';

export function getTemplateVersions({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/templates/{name}/versions',
    operationId: 'listTemplateVersions',
    tags: ['Templates'],
    summary: 'List the versions of an own template that are kept: who saved them and when',
    ...secured(guard, 'campaigns:read'),
    request: { params: nameParams },
    responses: {
      200: jsonAnswer('Newest first', z.object({ items: z.array(versionSchema).readonly() }), {
        items: [versionExample],
      }),
      ...{ ...readErrors, ...notFound },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), name: c.req.valid('param').name };
      return c.json({ items: await listTemplateVersions(database, key) }, 200);
    },
  });
}

const versionParams = nameParams.extend({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a version, e.g. 2')
    .transform(Number)
    .openapi({ type: 'integer', minimum: 1, param: { name: 'version', in: 'path' }, example: 2 }),
});

export function getTemplateVersionDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/templates/{name}/versions/{version}',
    operationId: 'getTemplateVersion',
    tags: ['Templates'],
    summary: 'Read a version of an own template',
    ...secured(guard, 'campaigns:read'),
    request: { params: versionParams },
    responses: {
      200: jsonAnswer(
        'The version',
        versionSchema.extend({ content: contentSchema }).openapi('TemplateVersionDetail'),
        {
          ...versionExample,
          content: contentExample,
        },
      ),
      ...{ ...readErrors, ...notFound },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { name, version } = c.req.valid('param');
      return c.json(await getTemplateVersion(database, { storeId: storeOf(c.get('actor')), name, version }), 200);
    },
  });
}
