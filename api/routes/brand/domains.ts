import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { ServiceError } from '../../../services/shared/service-error.ts';
import { checkDomainNow, type DomainTexts } from '../../../services/state/own-domains/check.ts';
import { claimDomain, claimInput } from '../../../services/state/own-domains/claim.ts';
import { listDomains } from '../../../services/state/own-domains/list.ts';
import { releaseDomain } from '../../../services/state/own-domains/release.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import { domainExample, domainSchema, toldDomain } from './brand-schemas.ts';

const tags = ['Brand'];
const nobodyAnswers: DomainTexts = { texts: async () => ({ kind: 'failed' }) };
const path = '/v1/brand/domains';

export function getDomains({ guard, database }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'get', path, operationId: 'listBrandDomains', tags },
    summary: 'List the names that the store claimed',
    ...secured(guard, 'store:read'),
    responses: {
      200: jsonAnswer('Those that are not over first', z.object({ items: z.array(domainSchema).readonly() }), {
        items: [domainExample],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const domains = await listDomains(database, storeOf(c.get('actor')));
      return c.json({ items: domains.map(toldDomain) }, 200);
    },
  });
}

export function postDomain({ guard, database, accounts, now }: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path, operationId: 'claimBrandDomain', tags },
    summary: 'Claim a name for links and pages, or for the dashboard',
    description:
      'Returns a TXT record that was drawn for this claim. Once it is in DNS the name is the store’s own, and it is looked at every hour from then on: where the record is gone for three days, the name is lost. A name that was given up or lost rests for a week before another store may have it.',
    ...secured(guard, 'store:write'),
    request: { body: jsonBody(claimInput.openapi('BrandDomainInput'), { domain: 'cart.shop.example', use: 'pages' }) },
    responses: { 201: jsonAnswer('Claimed', domainSchema, domainExample), ...writeErrors, ...conflict },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const ownHost = new URL(accounts.publicUrl()).hostname;
      const claim = { actor, storeId: storeOf(actor), ...c.req.valid('json') };
      return c.json(toldDomain(await claimDomain({ database, ownHost, now }, claim)), 201);
    },
  });
}

export function postDomainCheck(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'post', path: `${path}/{id}/check`, operationId: 'checkBrandDomain', tags },
    summary: 'Look at DNS now',
    ...secured(deps.guard, 'store:write'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('As it is now', domainSchema, domainExample), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { domainTexts: dns = nobodyAnswers, now } = deps;
      const key = { storeId: storeOf(c.get('actor')), id: c.req.valid('param').id };
      const onChange = () => deps.brandNews.tell({});
      const domain = await checkDomainNow({ database: overAllStores(deps), dns, onChange, now }, key);
      if (!domain) throw new ServiceError('not_found', 'This store has claimed no name with this id.', { path: 'id' });
      return c.json(toldDomain(domain), 200);
    },
  });
}

export function deleteDomain(deps: RouteDeps) {
  const route = createRoute({
    ...{ method: 'delete', path: `${path}/{id}`, operationId: 'releaseBrandDomain', tags },
    summary: 'Give a name up',
    description: 'Links that were sent with it stop working, unless the name leads here again by another claim.',
    ...secured(deps.guard, 'store:write'),
    request: { params: idParams },
    responses: { 200: jsonAnswer('As it is now', domainSchema, domainExample), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const { database, now } = deps;
      const onChange = () => deps.brandNews.tell({});
      const released = await releaseDomain(
        { database, onChange, now },
        { actor, storeId: storeOf(actor), id: c.req.valid('param').id },
      );
      return c.json(toldDomain(released), 200);
    },
  });
}
