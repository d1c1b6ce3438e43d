import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { createOffer } from '../../../services/messaging/offers/create.ts';
import { getOffer, listOffers } from '../../../services/messaging/offers/list.ts';
import { offerChangeInput, offerInput } from '../../../services/messaging/offers/offer-input.ts';
import { updateOffer } from '../../../services/messaging/offers/update.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, versionConflict, writeErrors } from '../../errors/common-errors.ts';
import { ifMatchHeader, revisionOf } from '../../openapi/if-match.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { offerDepsOf, offerExample, offerSchema, termsExample } from './offer-schemas.ts';

const tags = ['Offers'];

export function getOffers({ guard, database }: RouteDeps) {
  const schema = z.object({ items: z.array(offerSchema).readonly() });
  const route = createRoute({
    method: 'get',
    path: '/v1/offers',
    operationId: 'listOffers',
    tags,
    summary: 'List the discounts that messages may carry',
    ...secured(guard, 'offers:read'),
    responses: { 200: jsonAnswer('All of them, oldest first', schema, { items: [offerExample] }), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => c.json({ items: await listOffers(database, { storeId: storeOf(c.get('actor')) }) }, 200),
  });
}

export function getOfferDetail({ guard, database }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/offers/{id}',
    operationId: 'getOffer',
    tags,
    summary: 'Read one offer',
    ...secured(guard, 'offers:read'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('The offer', offerSchema, offerExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const key = { storeId: storeOf(c.get('actor')), offerId: c.req.valid('param').id };
      return c.json(await getOffer(database, key), 200);
    },
  });
}

export function postOffers(deps: RouteDeps) {
  const { key, name } = offerExample;
  const secret = z.string().nullable().openapi({
    description: 'Of the minter `http`: verifies its requests, as Standard Webhooks say. Shown here and never again.',
  });
  const noCodes = { free: 0, minting: 0, minted: 0, sent: 0, redeemed: 0, revoked: 0, expired: 0 };
  const route = createRoute({
    method: 'post',
    path: '/v1/offers',
    operationId: 'createOffer',
    tags,
    summary: 'Make an offer',
    description:
      'A flow names it by its key in a step of the kind `offer`; the messages behind that step may carry a code of it. Whether one does is decided when it goes out, by the terms.',
    ...secured(deps.guard, 'offers:write'),
    request: { body: jsonBody(offerInput, { key, name, minter: 'pool', terms: termsExample }) },
    responses: {
      201: jsonAnswer('Made', z.object({ offer: offerSchema, secret }), {
        ...{ offer: { ...offerExample, codes: noCodes, isLow: true }, secret: null },
      }),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const input = { actor, storeId: storeOf(actor), ...c.req.valid('json') };
      return c.json(await createOffer(offerDepsOf(deps), input), 201);
    },
  });
}

export function patchOffer(deps: RouteDeps) {
  const route = createRoute({
    method: 'patch',
    path: '/v1/offers/{id}',
    operationId: 'updateOffer',
    tags,
    summary: 'Change an offer, switch it off or on',
    description: 'What is given is replaced. Codes that were made keep the terms that they were made on.',
    ...secured(deps.guard, 'offers:write'),
    request: { params: idParams, headers: ifMatchHeader, body: jsonBody(offerChangeInput, { status: 'off' }) },
    responses: {
      200: jsonAnswer('As it is now', offerSchema, { ...offerExample, revision: 2, status: 'off' }),
      ...writeErrors,
      ...notFound,
      ...versionConflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const offer = await updateOffer(offerDepsOf(deps), {
        ...{ actor, storeId: storeOf(actor), offerId: c.req.valid('param').id },
        expectedRevision: revisionOf(c.req.header('if-match')),
        change: c.req.valid('json'),
      });
      return c.json(offer, 200);
    },
  });
}
