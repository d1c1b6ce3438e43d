import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { domainUses } from '../../../domain/brand/own-domain.ts';
import { gates } from '../../../domain/rollout/gates.ts';
import { senderRecordKinds } from '../../../domain/sender-domain/findings.ts';
import { listAlerts } from '../../../services/analytics/alerts/list.ts';
import { badSenderDomain } from '../../../services/messaging/sender-domain/read-sender-domain.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { channelPauseSchema } from '../channel-pauses/pause-schemas.ts';

const alertSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('events_stopped'), since: momentSchema, expectedEvents: z.int() }),
    z.object({
      kind: z.literal('provider_failing'),
      since: momentSchema,
      provider: z.string(),
      failed: z.int().openapi({ description: 'Refused or without an answer, within the last hour.' }),
      attempted: z.int(),
      errorCode: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('webhooks_failing'),
      since: momentSchema,
      integrationId: z.string(),
      failed: z.int().openapi({ description: 'Within the last day.' }),
    }),
    z.object({
      kind: z.literal('reconciliation_failing'),
      since: momentSchema,
      integrationId: z.string(),
      cause: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('endpoint_failing'),
      since: momentSchema,
      endpointId: z.string(),
      description: z.string(),
      isOff: z.boolean().openapi({ description: 'Switched off after five days, or because it wants no more.' }),
    }),
    z.object({
      kind: z.literal('content_template_stopped'),
      since: momentSchema,
      template: z.string(),
      code: z.string().openapi({ description: 'By which the vendor paused or rejected it.' }),
    }),
    z.object({ kind: z.literal('dead_letters'), since: momentSchema, letters: z.int(), proposed: z.int() }),
    z.object({ kind: z.literal('privacy_requests'), since: momentSchema, open: z.int(), dueAt: momentSchema }),
    channelPauseSchema.omit({ pausedAt: true }).extend({ kind: z.literal('channel_paused'), since: momentSchema }),
    z.object({
      kind: z.literal('sender_domain'),
      since: momentSchema.nullable(),
      domain: z.string(),
      records: z.array(z.enum(senderRecordKinds)).readonly().openapi({
        description: 'For which mailboxes refuse or hide messages: `GET /v1/sender-domain`.',
      }),
    }),
    z.object({
      kind: z.literal('own_domain_failing'),
      since: momentSchema,
      domain: z.string(),
      use: z.enum(domainUses),
      isLost: z.boolean().openapi({ description: 'Nothing is answered under the name any more.' }),
    }),
    z.object({
      kind: z.literal('offer_codes_low'),
      since: momentSchema.nullable(),
      offerId: z.string(),
      name: z.string(),
      left: z.int().openapi({ description: 'Codes that no message has.' }),
    }),
    z.object({
      kind: z.literal('rollout_rolled_back'),
      since: momentSchema,
      rolloutId: z.string(),
      version: z.string(),
      gates: z.array(z.enum(gates)).readonly().openapi({ description: 'Which said that the version is worse.' }),
    }),
    z.object({
      kind: z.literal('model_drift'),
      since: momentSchema,
      version: z.string(),
      cause: z
        .enum(['quality', 'behaviour', 'visitors'])
        .openapi({ description: 'What is suspected: `GET /v1/drift`.' }),
    }),
    z.object({ kind: z.literal('no_active_campaign'), since: momentSchema.nullable() }),
  ])
  .openapi('Alert');

const schema = z.object({ items: z.array(alertSchema).readonly() });
const example = {
  items: [
    {
      kind: 'provider_failing',
      since: '2026-11-24T09:12:00.000Z',
      provider: 'resend',
      failed: 41,
      attempted: 44,
      errorCode: 'daily_quota_exceeded',
    },
    { kind: 'dead_letters', since: '2026-11-23T17:40:00.000Z', letters: 12, proposed: 12 },
  ],
} as const;

export function getAlerts({ guard, database, senderDomains, providers, providerDefaults, brands }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/alerts',
    operationId: 'listAlerts',
    tags: ['Stats'],
    summary: 'List what needs a person now',
    ...secured(guard, 'stats:read'),
    responses: { 200: jsonAnswer('Worst first; empty when nothing does', schema, example), ...readErrors },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const storeId = storeOf(c.get('actor'));
      const deps = { database, senderDomains, providers, brands, defaultProvider: providerDefaults.email };
      const senderDomain = await badSenderDomain(deps, storeId);
      return c.json({ items: await listAlerts(database, { storeId, senderDomain }) }, 200);
    },
  });
}
