import { z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { senderTroubles } from '../../../domain/sender-account.ts';
import type { SenderAccount, SenderStatus } from '../../../services/messaging/senders/list.ts';
import { momentSchema } from '../../openapi/json-content.ts';

export const senderStatusFields = {
  state: z.enum(['ok', 'slow', 'failing', 'stopped', 'trying']).openapi({
    description:
      '`slow`: it asked for a slower pace. `failing`: others refuse its messages because of who sends. `stopped`: nothing is handed to it. `trying`: the next message tries whether it is back.',
  }),
  trouble: z.enum(senderTroubles).nullable().openapi({ description: 'Why it is stopped or tried.' }),
  code: z.string().nullable().openapi({ description: 'The provider’s own code of it.' }),
  since: momentSchema.nullable(),
  until: momentSchema.nullable().openapi({ description: 'When messages go to it again.' }),
  gapMs: z.number().openapi({ description: 'Milliseconds between two messages; 0: as fast as they come.' }),
  health: z.int().openapi({ description: '0 to 100: each refusal because of the sender lowers it, time heals it.' }),
};

export const senderSchema = z
  .object({
    channel: z.enum(channels),
    provider: z.string(),
    ...senderStatusFields,
    standsIn: z.int().nullable().openapi({ description: 'Its place among those that stand in; null: for nobody.' }),
    domains: z.array(z.string()).readonly().openapi({ description: 'Domains in whose name it signs e-mail.' }),
    list: z.enum(['unknown', 'empty', 'imported']).openapi({
      description: 'What is known of the list of people that the provider does not write to.',
    }),
    listAt: momentSchema.nullable(),
    listed: z.int(),
    stoodIn: z.int().openapi({ description: 'Messages of the last 24 hours that it took in place of another.' }),
    stores: z.int().openapi({ description: 'Stores whose messages on the channel go to it.' }),
  })
  .openapi('SenderAccount');

export const senderExample = {
  ...{ channel: 'email', provider: 'sendgrid', state: 'stopped', trouble: 'day_quota', code: 'daily_quota_exceeded' },
  ...{ since: '2026-11-27T12:10:00.000Z', until: '2026-11-28T00:00:00.000Z', gapMs: 0, health: 100 },
  ...{ standsIn: 1, domains: ['shop.example'], list: 'imported', listAt: '2026-11-26T09:00:00.000Z', listed: 214 },
  ...{ stoodIn: 0, stores: 3 },
} as const;

export const senderParams = z.object({
  channel: z.enum(channels).openapi({ param: { name: 'channel', in: 'path' }, example: 'email' }),
  provider: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .openapi({ param: { name: 'provider', in: 'path' }, example: 'sendgrid' }),
});

/** Nothing of the account but its status: a store sees no more of what others use too. */
export function shownStatus({ state, trouble, code, since, until, gapMs, health }: SenderStatus) {
  const times = { since: since?.toISOString() ?? null, until: until?.toISOString() ?? null };
  return { state, trouble, code, ...times, gapMs, health };
}

export function shownSender({ listAt, ...account }: SenderAccount) {
  return { ...account, ...shownStatus(account), listAt: listAt?.toISOString() ?? null };
}
