import { senderAccounts } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels, type ProviderNames } from '../../../domain/channel.ts';
import { healthOf, readiness, type SenderTrouble, senderLimits } from '../../../domain/sender-account.ts';
import { type SenderRow, stateOf } from './read.ts';

/** How an account does, for people. */
export interface SenderStatus {
  readonly state: 'ok' | 'slow' | 'failing' | 'stopped' | 'trying';
  /** Why it is stopped or tried; null: it is not. */
  readonly trouble: SenderTrouble | null;
  /** The provider's own code. */
  readonly code: string | null;
  readonly since: Date | null;
  /** When messages go to it again; null: they do. */
  readonly until: Date | null;
  /** Milliseconds between two messages; 0: as fast as they come. */
  readonly gapMs: number;
  /** 0 to 100. */
  readonly health: number;
}

export interface SenderAccount extends SenderStatus {
  readonly channel: Channel;
  readonly provider: string;
  readonly standsIn: number | null;
  readonly domains: readonly string[];
  readonly list: SenderRow['list'];
  readonly listAt: Date | null;
  /** Addresses on its list that are known here. */
  readonly listed: number;
  /** Messages of the last 24 hours that it took in place of another. */
  readonly stoodIn: number;
  /** Stores whose messages on the channel go to it. */
  readonly stores: number;
}

export interface ListSenders {
  readonly configured: ProviderNames;
  readonly defaults: Readonly<Record<Channel, string>>;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export function statusOf(row: SenderRow | undefined, nowMs: number): SenderStatus {
  const state = stateOf(row);
  const { trouble, gapMs } = state;
  const ready = readiness(state, nowMs);
  const health = healthOf(state, nowMs);
  const shown = { code: trouble?.code ?? null, since: trouble ? new Date(trouble.sinceMs) : null, gapMs, health };
  if (ready.kind === 'stopped')
    return { ...shown, state: 'stopped', trouble: ready.because, until: new Date(ready.untilMs) };
  if (ready.kind === 'try') return { ...shown, state: 'trying', trouble: trouble?.kind ?? 'unreachable', until: null };
  const rest = { ...shown, trouble: null, until: null };
  if (health < senderLimits.healthMin) return { ...rest, state: 'failing' };
  return { ...rest, state: gapMs > 0 ? 'slow' : 'ok' };
}

/** Every account of the installation, by channel in the order of its configuration. */
export async function listSenders(
  database: Pick<Database, 'engine'>,
  { configured, defaults, nowMs }: ListSenders,
): Promise<readonly SenderAccount[]> {
  return withEngine(database, async (tx) => {
    const sql = rawSql(tx);
    const rows = await tx.select().from(senderAccounts);
    const counts = await sql<{ channel: Channel; provider: string; listed: number }[]>`
      select channel, provider, count(*)::int as listed from sender_lists group by channel, provider`;
    const stoodIn = await sql<{ channel: Channel; provider: string; messages: number }[]>`
      select channel, provider, count(*)::int as messages from messages
      where stands_in_for is not null and claimed_at > now() - interval '1 day' group by channel, provider`;
    const picks = await sql<{ channel: Channel; provider: string | null; stores: number }[]>`
      select channel, providers ->> channel as provider, count(*)::int as stores
      from stores cross join unnest(${[...channels]}::text[]) as channel
      where test_of is null group by 1, 2`;
    return channels.flatMap((channel) =>
      configured[channel].map((provider) => {
        const isIt = (one: { readonly channel: Channel; readonly provider: string | null }) =>
          one.channel === channel && one.provider === provider;
        const row = rows.find(isIt);
        const byDefault =
          defaults[channel] === provider
            ? picks.find((one) => one.channel === channel && one.provider === null)
            : undefined;
        return {
          ...{ channel, provider, ...statusOf(row, nowMs) },
          ...{ standsIn: row?.standsIn ?? null, domains: row?.domains ?? [] },
          ...{ list: row?.list ?? ('unknown' as const), listAt: row?.listAt ?? null },
          listed: counts.find(isIt)?.listed ?? 0,
          stoodIn: stoodIn.find(isIt)?.messages ?? 0,
          stores: (picks.find(isIt)?.stores ?? 0) + (byDefault?.stores ?? 0),
        };
      }),
    );
  });
}
