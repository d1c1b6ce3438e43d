import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { deleteTemplate } from '../../../services/recovery/templates/publish.ts';
import { getTemplate, listTemplates } from '../../../services/recovery/templates/read.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors, notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { listedExample, nameParams, templateExample, templateNameSchema, templateSchema } from './template-schemas.ts';

export function getTemplates({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/templates',
    operationId: 'listTemplates',
    tags: ['Templates'],
    summary: 'List the templates that steps may name, with the channels that each has a text for',
    description: 'The built-in ones, then the store’s own. Of these, steps may name those that are published.',
    ...secured(guard, 'campaigns:read'),
    responses: {
      200: jsonAnswer('All of them', z.object({ items: z.array(templateNameSchema).readonly() }), {
        items: [listedExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const deps = { database, builtIn: previews.templates.builtIn };
      return c.json({ items: await listTemplates(deps, storeOf(c.get('actor'))) }, 200);
    },
  });
}

export function getTemplateDetail({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/templates/{name}',
    operationId: 'getTemplate',
    tags: ['Templates'],
    summary: 'Read a template: what it says in each language, and who uses it',
    ...secured(guard, 'campaigns:read'),
    request: { params: nameParams },
    responses: { 200: jsonAnswer('The template', templateSchema, templateExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const deps = { database, builtIn: previews.templates.builtIn };
      const key = { storeId: storeOf(c.get('actor')), name: c.req.valid('param').name };
      return c.json(await getTemplate(deps, key), 200);
    },
  });
}

export function deleteOwnTemplate({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'delete',
    path: '/v1/templates/{name}',
    operationId: 'deleteTemplate',
    tags: ['Templates'],
    summary: 'Delete an own template that no campaign uses',
    description: 'One that a campaign names is kept: `details.uses` says where.',
    ...secured(guard, 'campaigns:write'),
    request: { params: nameParams },
    responses: {
      204: { description: 'It is no more, with all its versions' },
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      await deleteTemplate({ database }, { actor, storeId: storeOf(actor), name: c.req.valid('param').name });
      return c.body(null, 204);
    },
  });
}
