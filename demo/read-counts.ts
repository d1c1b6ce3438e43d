import { z } from 'zod';
import { channels } from '../domain/channel.ts';
import type { ApiClient } from '../tools/traffic/api-client.ts';
import type { LiveCounts } from './live-line.ts';

const stats = z.object({
  carts: z.object({ open: z.number(), abandoned: z.number() }),
  orders: z.number(),
  recoveries: z.array(z.object({ outcome: z.string(), count: z.number() })),
  messages: z.array(z.object({ channel: z.enum(channels), state: z.string(), count: z.number() })),
  decisions: z.array(z.object({ kind: z.string(), reason: z.string().nullable(), count: z.number() })),
});

/** The counts of a store for the live line; `events` is the caller's, who sent them. */
export async function readCounts(client: ApiClient, events: number): Promise<LiveCounts> {
  const { carts, orders, recoveries, messages, decisions } = stats.parse(await client.get('/v1/stats'));
  const sent = { email: 0, sms: 0, push: 0 };
  for (const { channel, state, count } of messages) if (state === 'accepted') sent[channel] += count;
  const notSent: Record<string, number> = {};
  for (const { kind, reason, count } of decisions) {
    if ((kind === 'not_started' || kind === 'not_sent') && reason) notSent[reason] = (notSent[reason] ?? 0) + count;
  }
  return {
    events,
    openCarts: carts.open,
    abandonedCarts: carts.abandoned,
    activeRecoveries: recoveries.filter(({ outcome }) => outcome === 'open').reduce((sum, { count }) => sum + count, 0),
    messages: sent,
    purchases: orders,
    notSent,
  };
}
