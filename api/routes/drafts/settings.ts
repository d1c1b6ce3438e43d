import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { modelFailures } from '../../../services/recovery/drafts/ask-model.ts';
import type { DraftDeps } from '../../../services/recovery/drafts/draft-deps.ts';
import {
  draftSettingsInput,
  getDraftSettings,
  guidanceSchema,
  replaceDraftSettings,
} from '../../../services/recovery/drafts/draft-settings.ts';
import { startModelTest } from '../../../services/recovery/drafts/test-model.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { failedShape, modelShape } from './draft-schemas.ts';
import { slowAnswer } from './slow-answer.ts';

const path = '/v1/draft-settings';
const tags = ['Drafts'];

const inputSchema = draftSettingsInput.openapi('DraftSettingsInput');
const settingsSchema = z
  .object({
    source: z.enum(['installation', 'own', 'off']),
    installationModel: z.string().nullable().openapi({ description: 'Null: the installation has none.' }),
    own: z
      .object({
        url: z.string(),
        model: z.string(),
        hasKey: z.boolean().openapi({ description: 'The key itself is never shown.' }),
      })
      .nullable(),
    guidance: guidanceSchema,
    isReady: z.boolean().openapi({ description: 'Whether there is a model to ask.' }),
    requestsToday: z.int().openapi({ description: 'By days of UTC.' }),
    requestsPerDayMax: z.int(),
  })
  .openapi('DraftSettings');

const guidanceExample = {
  ...{ tone: 'warm, brief, no exclamation marks', lengths: { subject: 50 }, neverSay: ['cheap', 'last chance'] },
  ...{ discountPercentMax: 20, languages: ['en', 'de'] },
};
const settingsExample = {
  ...{ source: 'own', installationModel: null, guidance: guidanceExample },
  own: { url: 'https://models.example/v1', model: 'small-model', hasKey: true },
  ...{ isReady: true, requestsToday: 4, requestsPerDayMax: 200 },
} as const;

export function getSettings({ guard }: RouteDeps, drafts: DraftDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'getDraftSettings', tags },
    summary: 'Read which model writes drafts, and what they have to be like',
    ...secured(guard, 'store:read'),
    responses: { 200: jsonAnswer('The settings', settingsSchema, settingsExample), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json(await getDraftSettings(drafts, { storeId: storeOf(c.get('actor')) }), 200),
  });
}

export function putSettings({ guard }: RouteDeps, drafts: DraftDeps) {
  const route = createRoute({
    ...{ method: 'put', path, operationId: 'replaceDraftSettings', tags },
    summary: 'Say which model writes drafts, and what they have to be like',
    description:
      'The model is told of the guidance, and every draft is checked by it. A key is kept for its address only: with another address it has to be given again.',
    ...secured(guard, 'store:write'),
    request: {
      body: jsonBody(inputSchema, {
        ...{ source: 'own', guidance: guidanceExample },
        own: { url: 'https://models.example/v1', model: 'small-model', key: 'the key of the model' },
      }),
    },
    responses: { 200: jsonAnswer('As they are now', settingsSchema, settingsExample), ...writeErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      return c.json(
        await replaceDraftSettings(drafts, { actor, storeId: storeOf(actor), ...c.req.valid('json') }),
        200,
      );
    },
  });
}

const { requests: _, ...failedTest } = failedShape;
const testSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('works'), ...modelShape, tookMs: z.int() }),
    z
      .object({ kind: z.literal('unusable'), ...modelShape, tookMs: z.int() })
      .openapi({ description: 'It answers, and not in the form that it was asked for.' }),
    z.object({ ...failedTest, ...modelShape, tookMs: z.int() }),
  ])
  .openapi('DraftModelTest');

export function postModelTest({ guard, log }: RouteDeps, drafts: DraftDeps) {
  const route = createRoute({
    ...({ method: 'post', path: `${path}/test`, operationId: 'testDraftModel', tags } as const),
    summary: 'Ask the model of the store something that any model can answer',
    description: 'Takes as long as the model does, and counts among the requests of the day.',
    ...secured(guard, 'store:write'),
    responses: {
      200: jsonAnswer('What came of it', testSchema, { kind: 'works', model: 'small-model', tookMs: 840 }),
      ...{ ...readErrors, ...conflict },
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const leaving = new AbortController();
      const signal = AbortSignal.any([c.req.raw.signal, leaving.signal]);
      const test = await startModelTest(drafts, { actor, storeId: storeOf(actor), signal });
      return slowAnswer(c, { log }, leaving, async () => {
        const tested = await test();
        return tested.kind === 'failed' ? { ...tested, message: modelFailures[tested.reason] } : tested;
      });
    },
  });
}
