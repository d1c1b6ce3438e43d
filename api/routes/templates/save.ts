import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { publishTemplate } from '../../../services/recovery/templates/publish.ts';
import { changeTemplate, createTemplate } from '../../../services/recovery/templates/save.ts';
import { templateNameSchema } from '../../../services/recovery/templates/template-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { contentExample, contentSchema, nameParams, savedExample, savedSchema } from './template-schemas.ts';

const newSchema = z.object({ name: templateNameSchema, content: contentSchema }).openapi('NewTemplate');
const changeSchema = z.object({ content: contentSchema }).openapi('TemplateChange');
const publishSchema = z.object({ version: z.int().min(1) }).openapi('TemplatePublication');

export function postTemplates({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/templates',
    operationId: 'createTemplate',
    tags: ['Templates'],
    summary: 'Create an own template',
    description:
      'Nothing is sent with it before it is published. What could never be sent is refused, with the line and the column in `details.findings`.',
    ...secured(guard, 'campaigns:write'),
    request: { body: jsonBody(newSchema, { name: 'own-spring', content: contentExample }) },
    responses: { 201: jsonAnswer('Its first version', savedSchema, savedExample), ...writeErrors, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { name, content } = c.req.valid('json');
      return c.json(
        await createTemplate({ database, ...previews }, { actor, storeId: storeOf(actor), name, content }),
        201,
      );
    },
  });
}

export function putTemplate({ guard, database, previews }: RouteDeps) {
  const route = createRoute({
    method: 'put',
    path: '/v1/templates/{name}',
    operationId: 'changeTemplate',
    tags: ['Templates'],
    summary: 'Keep an edit of an own template as a new version',
    description:
      'Messages are made of the published version until this one is published. `If-Match` names the version that was read.',
    ...secured(guard, 'campaigns:write'),
    request: { params: nameParams, headers: ifMatchHeader, body: jsonBody(changeSchema, { content: contentExample }) },
    responses: {
      200: jsonAnswer('The newest version', savedSchema, { ...savedExample, version: 2 }),
      ...{ ...writeErrors, ...notFound, ...versionConflict },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), name: c.req.valid('param').name };
      const expectedVersion = revisionOf(c.req.header('if-match'));
      const { content } = c.req.valid('json');
      return c.json(await changeTemplate({ database, ...previews }, { ...key, expectedVersion, content }), 200);
    },
  });
}

export function postTemplatePublish({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/templates/{name}/publish',
    operationId: 'publishTemplate',
    tags: ['Templates'],
    summary: 'Make a version the one that messages are made of',
    description: 'From now on, in recoveries under way too. An earlier version brings its words back.',
    ...secured(guard, 'campaigns:write'),
    request: { params: nameParams, body: jsonBody(publishSchema, { version: 1 }) },
    responses: {
      200: jsonAnswer('The template', savedSchema, { ...savedExample, publishedVersion: 1 }),
      ...{ ...writeErrors, ...notFound },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), name: c.req.valid('param').name };
      return c.json(await publishTemplate({ database }, { ...key, ...c.req.valid('json') }), 200);
    },
  });
}
