import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import { type Channel, channels, type ProviderNames } from '../../../domain/channel.ts';
import { getStore } from '../../accounts/stores/get.ts';

/** A code of a provider: what came back instead of an acceptance. */
export interface ProviderErrorCode {
  readonly code: string;
  readonly messages: number;
  readonly lastAt: Date;
}

export interface ProviderStatus {
  readonly channel: Channel;
  readonly provider: string;
  /** Whether messages of the channel go to it now; of the others only what it did is shown. */
  readonly inUse: boolean;
  /** A store's pick that the installation has lost is waited for. */
  readonly configured: boolean;
  /** Whether it is heard what became of messages after it took them. */
  readonly reports: boolean;
  readonly lastAcceptedAt: Date | null;
  /** Of the last 24 hours: settled messages, and those of them that were refused or are unknown. */
  readonly attempted: number;
  readonly failed: number;
  /** Of the last 24 hours: messages that it took in place of another one, and of which. */
  readonly stoodIn: number;
  readonly stoodInFor: string | null;
  /** Of the last 24 hours, most frequent first. */
  readonly errorCodes: readonly ProviderErrorCode[];
}

interface Counted {
  readonly channel: Channel;
  readonly provider: string;
  readonly attempted: number;
  readonly failed: number;
  readonly stoodIn: number;
  readonly stoodInFor: string | null;
  readonly lastAcceptedAt: Date | null;
}

export interface ReadProviders {
  readonly storeId: string;
  readonly configured: ProviderNames;
  readonly defaults: Readonly<Record<Channel, string>>;
  /** Whether a provider's reports reach this installation. */
  readonly reports: (provider: string) => boolean;
}

const codesMax = 5;

/** How the providers of a store do: those in use, and those that had messages of it within the last day. */
export async function readProviders(
  database: Pick<Database, 'app'>,
  { storeId, configured, defaults, reports }: ReadProviders,
): Promise<readonly ProviderStatus[]> {
  const { providers: picks } = await getStore(database, { storeId });
  const [counts, codes] = await withStore(database, storeId, async (tx) => {
    const sql = rawSql(tx);
    return Promise.all([
      sql<Counted[]>`
        select channel, provider, count(*) filter (where state in ('accepted', 'rejected', 'unknown'))::int as attempted,
          count(*) filter (where state in ('rejected', 'unknown'))::int as failed,
          count(stands_in_for)::int as "stoodIn", max(stands_in_for) as "stoodInFor",
          max(settled_at) filter (where state = 'accepted') as "lastAcceptedAt"
        from messages where store_id = ${storeId} and claimed_at > now() - interval '1 day'
        group by channel, provider order by channel, provider`,
      sql<{ channel: Channel; provider: string; code: string; messages: number; lastAt: Date }[]>`
        select channel, provider, error_code as code, count(*)::int as messages, max(coalesce(settled_at, attempted_at)) as "lastAt"
        from messages
        where store_id = ${storeId} and claimed_at > now() - interval '1 day' and error_code is not null
        group by channel, provider, error_code order by messages desc, code`,
    ]);
  });
  const inUse = channels.map((channel) => ({ channel, provider: picks[channel] ?? defaults[channel] }));
  const isInUse = (channel: Channel, provider: string): boolean =>
    inUse.some((one) => one.channel === channel && one.provider === provider);
  const others = counts.filter(({ channel, provider }) => !isInUse(channel, provider));
  return [...inUse, ...others].map(({ channel, provider }) => {
    const counted = counts.find((one) => one.channel === channel && one.provider === provider);
    return {
      channel,
      provider,
      inUse: isInUse(channel, provider),
      configured: configured[channel].includes(provider),
      reports: reports(provider),
      lastAcceptedAt: counted?.lastAcceptedAt ? new Date(counted.lastAcceptedAt) : null,
      attempted: counted?.attempted ?? 0,
      failed: counted?.failed ?? 0,
      stoodIn: counted?.stoodIn ?? 0,
      stoodInFor: counted?.stoodInFor ?? null,
      errorCodes: codes
        .filter((one) => one.channel === channel && one.provider === provider)
        .slice(0, codesMax)
        .map(({ code, messages, lastAt }) => ({ code, messages, lastAt: new Date(lastAt) })),
    };
  });
}
