import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { senderFindings, senderRecordKinds } from '../../../domain/sender-domain/findings.ts';
import { readSenderDomain } from '../../../services/messaging/sender-domain/read-sender-domain.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const findingCodes = Object.keys(senderFindings) as (keyof typeof senderFindings)[];

const recordSchema = z.object({
  kind: z.enum(senderRecordKinds),
  name: z.string().openapi({ description: 'Where the record stands, or should.' }),
  values: z.array(z.string()).readonly().openapi({ description: 'As they were found.' }),
  state: z.enum(['good', 'warn', 'bad']).openapi({ description: '`bad`: mailboxes refuse or hide messages for it.' }),
  findings: z.array(z.enum(findingCodes)).readonly(),
  publish: z
    .object({ name: z.string(), value: z.string() })
    .nullable()
    .openapi({ description: 'A TXT record to publish instead; null: nothing, or only the provider knows it.' }),
});

const schema = z
  .object({
    domain: z.string().openapi({ description: 'Of the address that e-mails come from.' }),
    provider: z.string(),
    delivers: z.boolean().openapi({ description: 'False: the provider only keeps messages, so nobody judges them.' }),
    kind: z.enum(['checked', 'reserved']).openapi({
      description: '`reserved`: a name for examples and tests, which is in no DNS and cannot send.',
    }),
    records: z.array(recordSchema).readonly(),
    checkedAt: momentSchema,
  })
  .openapi('SenderDomain');

const dmarc = {
  ...{ kind: 'dmarc', name: '_dmarc.shop.example', values: [], state: 'bad', findings: ['dmarc_missing'] },
  publish: { name: '_dmarc.shop.example', value: 'v=DMARC1; p=none; rua=mailto:dmarc@shop.example' },
} as const;

export function getSenderDomain({ guard, database, senderDomains, providers, providerDefaults, brands }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/sender-domain',
    operationId: 'getSenderDomain',
    tags: ['Deliverability'],
    summary: 'Whether DNS says that the e-mails of the store are from whom they say',
    description:
      'SPF, DKIM and DMARC of the domain that e-mails come from, with what is wrong and what to publish. Kept for ten minutes; `anew` asks DNS again, at most every ten seconds.',
    ...secured(guard, 'stats:read'),
    request: { query: z.object({ anew: z.enum(['true', 'false']).optional() }) },
    responses: {
      200: jsonAnswer('The records', schema, {
        ...{ domain: 'shop.example', provider: 'resend', delivers: true, kind: 'checked', records: [dmarc] },
        checkedAt: '2026-11-27T10:00:00.000Z',
      }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const deps = { database, senderDomains, providers, brands, defaultProvider: providerDefaults.email };
      const anew = c.req.valid('query').anew === 'true';
      const found = await readSenderDomain(deps, { storeId: storeOf(c.get('actor')), anew });
      const { checkedAtMs, ...domain } = found;
      return c.json({ ...domain, checkedAt: new Date(checkedAtMs).toISOString() }, 200);
    },
  });
}
