import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { actorKinds } from '../../../domain/actor.ts';
import { getVersion, listVersions } from '../../../services/recovery/campaigns/versions.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema, pageSchema } from '../../openapi/json-content.ts';
import { idPage, idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignInputExample, contentSchema, differenceExample, differenceSchema } from './campaign-schemas.ts';

const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be the number of a version, e.g. 2')
  .transform(Number)
  .openapi({ type: 'integer', minimum: 1 });

const versionSchema = z
  .object({
    version: z.int(),
    steps: z.int(),
    actorKind: z.enum(actorKinds).openapi({ description: 'Who published it.' }),
    actorId: z.string().nullable(),
    createdAt: momentSchema,
  })
  .openapi('CampaignVersion');

const detailSchema = versionSchema
  .extend({
    ...contentSchema,
    comparedWith: z.int().nullable(),
    difference: differenceSchema
      .nullable()
      .openapi({ description: 'What this version changed; null: it is the first.' }),
  })
  .openapi('CampaignVersionDetail');

const versionExample = {
  version: 2,
  steps: 5,
  actorKind: 'user',
  actorId: '0199a3c0-11d0-7c4b-9a55-3b7a2e8f4d99',
  createdAt: '2026-11-23T09:15:00.000Z',
} as const;

export function getCampaignVersions({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/versions',
    operationId: 'listCampaignVersions',
    tags: ['Campaigns'],
    summary: 'List the versions of a campaign: who published them and when',
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams,
      query: z.object({
        limit: idPage.limit,
        cursor: versionNumber.optional().openapi({ description: 'nextCursor of the page before' }),
      }),
    },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(versionSchema), { items: [versionExample], nextCursor: null }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id };
      const { limit, cursor } = c.req.valid('query');
      const { items, next } = await listVersions(database, { ...key, limit, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : String(next) }, 200);
    },
  });
}

export function getCampaignVersion({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/versions/{version}',
    operationId: 'getCampaignVersion',
    tags: ['Campaigns'],
    summary: 'Read a version with what it does, and what it changed',
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams.extend({
        version: versionNumber.openapi({ param: { name: 'version', in: 'path' }, example: 2 }),
      }),
      query: z.object({
        against: versionNumber
          .optional()
          .openapi({ description: 'The version to compare with; the one before unless given.' }),
      }),
    },
    responses: {
      200: jsonAnswer('The version', detailSchema, {
        ...versionExample,
        rules: campaignInputExample.rules,
        flow: null,
        comparedWith: 1,
        difference: differenceExample,
      }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id, version } = c.req.valid('param');
      const { against = null } = c.req.valid('query');
      const key = { storeId: storeOf(c.get('actor')), campaignId: id };
      return c.json(await getVersion(database, { ...key, version, against }), 200);
    },
  });
}
