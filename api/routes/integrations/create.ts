import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import { onboardingGuideOf } from '../../../platforms/onboarding-guides.ts';
import { getStore } from '../../../services/accounts/stores/get.ts';
import { createIntegration } from '../../../services/ingest/integrations/create.ts';
import { shopDomainsOf } from '../../../services/ingest/integrations/integration.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { conflict, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import {
  createdIntegrationExample,
  createdIntegrationSchema,
  newIntegrationSchema,
  shownIntegration,
} from './integration-schemas.ts';

const withoutAddress =
  'The store has no address yet, so its reminders would lead nowhere: set it with PATCH /v1/store {"url": "https://shop.example"}.';

const withoutShop =
  'Nothing says which shop this is, so whatever any shop with this app is sent passes the signature: set it with PATCH /v1/integrations/{id} {"settings": {"shopDomain": "your-shop.myshopify.com", "shopId": "548380009"}}.';

export function postIntegrations({ guard, integrations, database }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/integrations',
    operationId: 'createIntegration',
    tags: ['Integrations'],
    summary: 'Connect the store to its platform',
    description:
      'The answer has the address that the platform has to send to, what to subscribe to, and the secret, which nobody can show again. A platform that makes its own secret (Shopify, BigCommerce) needs `secret`.',
    ...secured(guard, 'integrations:write'),
    request: {
      body: jsonBody(newIntegrationSchema, { platform: 'woocommerce', settings: { currency: 'EUR' } }),
    },
    responses: {
      201: jsonAnswer('Connected', createdIntegrationSchema, createdIntegrationExample),
      ...writeErrors,
      ...conflict,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const storeId = storeOf(actor);
      const { integration, secret } = await createIntegration(integrations, { actor, storeId, ...c.req.valid('json') });
      const { url } = await getStore(database, { storeId });
      const { topics, steps: ownSteps } = onboardingGuideOf(integration.platform);
      const isAnyShop =
        integration.platform === 'shopify' && shopDomainsOf(integration).length === 0 && !integration.settings.shopId;
      const steps = [...(url === null ? [withoutAddress] : []), ...(isAnyShop ? [withoutShop] : []), ...ownSteps];
      return c.json(
        { integration: shownIntegration(integration, integrations.publicUrl), secret, setup: { topics, steps } },
        201,
      );
    },
  });
}
