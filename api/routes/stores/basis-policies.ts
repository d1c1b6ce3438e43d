import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { basisPolicies } from '../../../domain/compliance/basis-policy.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const policySchema = z
  .object({
    country: z.string().openapi({ description: 'ISO 3166-1 alpha-2.' }),
    softOptIn: z.enum(['after_order']).openapi({
      description:
        'When buyers may be reminded by e-mail without having agreed: after an order, never by an account or a cart alone.',
    }),
    doubleOptIn: z
      .boolean()
      .openapi({ description: 'A yes that was not confirmed from the mailbox is held to prove too little.' }),
    source: z.object({ name: z.string(), url: z.string() }),
    asOf: z.string().openapi({ description: 'The calendar day on which the source was read.' }),
  })
  .openapi('BasisPolicy');

const italy = {
  ...{ country: 'IT', softOptIn: 'after_order', doubleOptIn: true },
  source: { name: 'Decision of the authority on double opt-in', url: 'https://laws.example/italy' },
  asOf: '2026-11-27',
} as const;

export function getBasisPolicies({ guard }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/basis-policies',
    operationId: 'listBasisPolicies',
    tags: ['Stores'],
    summary: 'On what a message may rest, by country',
    description:
      'Data for whoever runs a shop and no legal advice: each entry says where it was read and when. Nothing of it holds until a store chooses it by `softOptIn` and `doubleOptInCountries` of `PATCH /v1/store`. Texts and push messages always need a consent.',
    ...secured(guard, 'store:read'),
    responses: {
      200: jsonAnswer('The presets', z.object({ items: z.array(policySchema).readonly() }), { items: [italy] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => c.json({ items: basisPolicies }, 200),
  });
}
