import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { onboardingGuideOf } from '../../../platforms/onboarding-guides.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const platformSchema = z
  .object({
    platform: z.string(),
    secretFrom: z
      .enum(['platform', 'engine'])
      .openapi({ description: 'Who makes the secret that signs: the platform (hand it in) or this engine.' }),
    topics: z.array(z.string()).readonly().openapi({ description: 'What to subscribe to.' }),
    steps: z.array(z.string()).readonly().openapi({ description: 'What to do at the platform.' }),
    acceptsApiKey: z.boolean().openapi({ description: 'An API key of the store may stand for a signature.' }),
    apiUrlExample: z
      .string()
      .nullable()
      .openapi({ description: 'What the address of its own API looks like; null: there is nothing to ask it for.' }),
  })
  .openapi('PlatformGuide');

export function getPlatforms({ guard, integrations }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/platforms',
    operationId: 'listPlatforms',
    tags: ['Integrations'],
    summary: 'List the platforms that a store can be connected to, with what to do at each',
    ...secured(guard, 'integrations:read'),
    responses: {
      200: jsonAnswer('In the order of their names', z.object({ items: z.array(platformSchema).readonly() }), {
        items: [
          {
            platform: 'woocommerce',
            secretFrom: 'engine',
            topics: ['order.created', 'order.updated'],
            steps: ['In WooCommerce → Settings → Advanced → Webhooks, add one webhook per topic.'],
            acceptsApiKey: false,
            apiUrlExample: 'https://shop.example',
          },
        ],
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => {
      const items = [...integrations.platforms.keys()].sort().map((platform) => {
        const { secretFrom, topics, steps, acceptsApiKey, apiUrlExample } = onboardingGuideOf(platform);
        return { platform, secretFrom, topics, steps, acceptsApiKey, apiUrlExample };
      });
      return c.json({ items }, 200);
    },
  });
}
