import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import {
  fileCharactersMax,
  readCampaignFile,
  toCampaignFile,
  writeCampaignFile,
} from '../../../services/recovery/campaigns/campaign-file.ts';
import { contentInput } from '../../../services/recovery/campaigns/campaign-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { campaignExample, campaignInputExample } from './campaign-schemas.ts';

const textExample = toCampaignFile(campaignExample);
/** What the YAML holds: the names of the API but for durations, which are texts. */
const fileSchema = z
  .object({
    format: z.literal(1),
    name: z.string(),
    rules: z.array(z.unknown()).optional(),
    flow: z.unknown().optional(),
  })
  .openapi('CampaignYaml');

export function getCampaignFile({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/file',
    operationId: 'getCampaignFile',
    tags: ['Campaigns'],
    summary: 'Read a campaign as a file to keep beside your code',
    description:
      'YAML with the names of this API; durations are written as `90m`. Ids of steps stay over export and import.',
    ...secured(guard, 'campaigns:read'),
    request: {
      params: idParams,
      query: z.object({
        version: z
          .string()
          .regex(/^[1-9]\d{0,8}$/, 'must be the number of a version, e.g. 2')
          .transform(Number)
          .optional()
          .openapi({ type: 'integer', minimum: 1, description: 'The newest one unless given.' }),
      }),
    },
    responses: {
      200: {
        description: 'The file',
        content: { 'application/yaml': { schema: fileSchema, example: textExample } },
      },
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { version = null } = c.req.valid('query');
      const key = { storeId: storeOf(c.get('actor')), campaignId: c.req.valid('param').id };
      const text = await writeCampaignFile(database, { ...key, version });
      return c.body(text, 200, { 'content-type': 'application/yaml; charset=utf-8' });
    },
  });
}

export function postCampaignFile({ guard }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/campaign-files',
    operationId: 'readCampaignFile',
    tags: ['Campaigns'],
    summary: 'Read a file as a campaign, without keeping it',
    description: 'The answer is what `POST /v1/campaigns`, `PUT /v1/campaigns/{id}/draft` and `POST …/check` take.',
    ...secured(guard, 'campaigns:read'),
    request: {
      body: jsonBody(z.object({ text: z.string().min(1).max(fileCharactersMax) }).openapi('CampaignFile'), {
        text: textExample,
      }),
    },
    responses: {
      200: jsonAnswer(
        'What the file says',
        z.object({ name: z.string(), ...contentInput }).openapi('CampaignFileContent'),
        campaignInputExample,
      ),
      ...writeErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => {
      const actor = c.get('actor');
      return c.json(readCampaignFile({ actor, storeId: storeOf(actor), ...c.req.valid('json') }), 200);
    },
  });
}
