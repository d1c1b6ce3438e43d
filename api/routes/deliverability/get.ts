import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { emailRateLimits } from '../../../domain/deliverability.ts';
import { readProviders } from '../../../services/analytics/deliverability/read-providers.ts';
import { listSenders } from '../../../services/messaging/senders/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { senderStatusFields, shownStatus } from '../senders/sender-schemas.ts';

const schema = z
  .object({
    providers: z
      .array(
        z.object({
          channel: z.enum(channels),
          provider: z.string(),
          inUse: z.boolean().openapi({ description: 'Whether messages of the channel go to it now.' }),
          configured: z.boolean(),
          reports: z.boolean().openapi({
            description:
              'Whether it is heard what became of messages after the provider took them. False where the provider has no reports, or they are not set up: accepted is then the last thing that is known.',
          }),
          lastAcceptedAt: momentSchema.nullable().openapi({ description: 'Within the last 24 hours.' }),
          attempted: z.int().openapi({ description: 'Settled messages of the last 24 hours.' }),
          failed: z.int().openapi({ description: 'Of these, refused or without an answer.' }),
          stoodIn: z.int().openapi({ description: 'Messages of the last 24 hours that it took in place of another.' }),
          stoodInFor: z.string().nullable(),
          account: z.object(senderStatusFields).nullable().openapi({
            description: 'How the account does, for all stores; null: it is not configured.',
          }),
          shared: z.boolean().openapi({
            description:
              'Whether other stores send through it too. By SMS they share its number: a STOP then counts for all of them.',
          }),
          errorCodes: z.array(z.object({ code: z.string(), messages: z.int(), lastAt: momentSchema })).readonly(),
        }),
      )
      .readonly(),
    emailLimits: z
      .array(
        z.object({
          measure: z.enum(['complaint_rate', 'bounce_rate']),
          warn: z.number(),
          bad: z.number(),
          messagesMin: z.int().openapi({ description: 'With fewer messages nothing is said.' }),
          source: z.object({ name: z.string(), url: z.string() }),
        }),
      )
      .readonly()
      .openapi({ description: 'What mailbox providers and sending services ask of e-mail.' }),
  })
  .openapi('Deliverability');

const example = {
  providers: [
    {
      channel: 'email',
      provider: 'resend',
      inUse: true,
      configured: true,
      reports: true,
      lastAcceptedAt: '2026-11-26T09:58:12.000Z',
      attempted: 212,
      failed: 3,
      stoodIn: 0,
      stoodInFor: null,
      account: {
        ...{ state: 'stopped', trouble: 'day_quota', code: 'daily_quota_exceeded', gapMs: 0, health: 100 },
        ...{ since: '2026-11-26T08:01:44.000Z', until: '2026-11-27T00:00:00.000Z' },
      },
      shared: false,
      errorCodes: [{ code: 'daily_quota_exceeded', messages: 3, lastAt: '2026-11-26T08:01:44.000Z' }],
    },
  ],
  emailLimits: [...emailRateLimits],
} as const;

export function getDeliverability({
  guard,
  database,
  operations,
  providerNames,
  providerDefaults,
  callbackOf = () => undefined,
}: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/deliverability',
    operationId: 'getDeliverability',
    tags: ['Deliverability'],
    summary: 'How the providers of the store do, and what mailbox providers ask of it',
    ...secured(guard, 'stats:read'),
    responses: {
      200: jsonAnswer('Providers in use, and those with messages of the last day', schema, example),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const providers = await readProviders(database, {
        storeId: storeOf(c.get('actor')),
        configured: providerNames,
        defaults: providerDefaults,
        reports: (provider) => callbackOf(provider) !== undefined,
      });
      const accounts = await listSenders(operations, {
        ...{ configured: providerNames, defaults: providerDefaults, nowMs: Date.now() },
      });
      const items = providers.map((one) => {
        const account = accounts.find(({ channel, provider }) => channel === one.channel && provider === one.provider);
        return { ...one, account: account ? shownStatus(account) : null, shared: (account?.stores ?? 0) > 1 };
      });
      return c.json({ providers: items, emailLimits: emailRateLimits }, 200);
    },
  });
}
