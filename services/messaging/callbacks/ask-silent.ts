import { and, eq } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Meaning } from '../../../channels/provider-callback.ts';
import type { Providers } from '../../../channels/providers.ts';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine, withPipeline } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs } from '../../../domain/duration.ts';
import { providerTimeoutMs } from '../../../domain/send-attempt.ts';
import { mapBounded } from '../../../runtime/map-bounded.ts';
import { recordReport } from '../messages/record-report.ts';

export interface AskSilentDeps {
  readonly database: Pick<Database, 'engine'>;
  readonly providers: Pick<Providers, 'named'>;
  readonly log: Pick<Logger, 'warn'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A report that has not come within a day does not come by itself, and after four days nobody waits for it. */
const silentAfterMs = dayMs;
const askedUntilMs = 4 * dayMs;
/** One that is still on its way is asked for on the next day. */
const askAgainMs = dayMs;
const concurrencyMax = 4;

interface Silent {
  readonly storeId: string;
  readonly id: string;
  readonly channel: Channel;
  readonly provider: string;
  readonly providerMessageId: string;
}

/**
 * Asks providers what became of messages that they took and told nothing of, a bounded number at a time; what they answer counts as
 * their report. Returns how many were asked for, and how many had news.
 */
export async function askSilentMessages(
  deps: AskSilentDeps,
  { askable, limit }: { readonly askable: readonly string[]; readonly limit: number },
): Promise<{ readonly asked: number; readonly news: number }> {
  const { database, now } = deps;
  const at = (ms: number) => new Date(ms).toISOString();
  const silent = await withEngine(
    database,
    (tx) => rawSql(tx)<Silent[]>`
      select store_id as "storeId", id, channel, provider, provider_message_id as "providerMessageId" from messages
      where state = 'accepted' and delivery_state is null and provider_message_id is not null
        and claimed_at between ${at(now() - askedUntilMs)}::timestamptz and ${at(now() - silentAfterMs)}::timestamptz
        and (asked_at is null or asked_at < ${at(now() - askAgainMs)}::timestamptz)
        and channel || '/' || provider = any(${[...askable]}::text[])
      order by claimed_at limit ${limit}::int`,
  );
  const news = await mapBounded(silent, { concurrencyMax }, (message) => askFor(deps, message));
  return { asked: silent.length, news: news.filter(Boolean).length };
}

async function askFor({ database, providers, log, now }: AskSilentDeps, message: Silent): Promise<boolean> {
  const { storeId, id, channel, provider, providerMessageId } = message;
  let meaning: Meaning | undefined;
  try {
    const signal = AbortSignal.timeout(providerTimeoutMs);
    meaning = await providers.named(channel, provider)?.report?.(providerMessageId, { signal });
  } catch (error) {
    // Asked again on the next day: one that is away must not be asked without end.
    log.warn({ provider, err: error }, 'a provider did not say what became of a message');
  }
  return withPipeline(database, async (tx) => {
    const ours = { storeId, messageId: id };
    const report = meaning && { ...meaning, reportId: `asked:${id}`, providerMessageId, atMs: now(), sentAs: ours };
    const recorded = report ? await recordReport(tx, { provider, report }) : 'repeated';
    await tx
      .update(messages)
      .set({ askedAt: new Date(now()) })
      .where(and(eq(messages.storeId, storeId), eq(messages.id, id)));
    return recorded === 'news';
  });
}
