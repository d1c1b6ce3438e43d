import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { codeStates } from '../../../domain/offers/code-state.ts';
import { importCodes } from '../../../services/messaging/offers/import-codes.ts';
import { listCodes } from '../../../services/messaging/offers/list.ts';
import { poolImportInput } from '../../../services/messaging/offers/offer-input.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { timeCursor } from '../../cursor.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody, pageSchema } from '../../openapi/json-content.ts';
import { idParams, timePage } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { codeExample, codeSchema, offerDepsOf } from './offer-schemas.ts';

export function getOfferCodes({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/offers/{id}/codes',
    operationId: 'listOfferCodes',
    tags: ['Offers'],
    summary: 'List the codes of an offer',
    ...secured(guard, 'offers:read'),
    request: { params: idParams, query: z.object({ ...timePage, state: z.enum(codeStates).optional() }) },
    responses: {
      200: jsonAnswer('Newest first', pageSchema(codeSchema), { items: [codeExample], nextCursor: null }),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { cursor, ...query } = c.req.valid('query');
      const key = { storeId: storeOf(c.get('actor')), offerId: c.req.valid('param').id };
      const { items, next } = await listCodes(database, { ...key, ...query, after: cursor ?? null });
      return c.json({ items, nextCursor: next === null ? null : timeCursor(next) }, 200);
    },
  });
}

export function postOfferCodes(deps: RouteDeps) {
  const schema = z.object({
    imported: z.int(),
    duplicates: z.int().openapi({ description: 'Named twice, or known to the store already.' }),
    refused: z
      .array(z.object({ line: z.int(), text: z.string() }))
      .readonly()
      .openapi({ description: 'Lines that are no code; the first of them.' }),
    free: z.int().openapi({ description: 'Unused codes of the offer by now.' }),
  });
  const route = createRoute({
    method: 'post',
    path: '/v1/offers/{id}/codes',
    operationId: 'importOfferCodes',
    tags: ['Offers'],
    summary: 'Import codes that were made in the shop',
    description: 'For offers of the minter `pool`. Each code goes to one recovery and is never given twice.',
    ...secured(deps.guard, 'offers:write'),
    request: {
      params: idParams,
      body: jsonBody(poolImportInput.openapi('OfferCodesInput'), { codes: 'SAVE-1\nSAVE-2' }),
    },
    responses: {
      200: jsonAnswer('In the pool', schema, { imported: 2, duplicates: 0, refused: [], free: 414 }),
      ...writeErrors,
      ...notFound,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const key = { actor, storeId: storeOf(actor), offerId: c.req.valid('param').id };
      return c.json(await importCodes(offerDepsOf(deps), { ...key, ...c.req.valid('json') }), 200);
    },
  });
}
