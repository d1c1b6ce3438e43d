import { and, eq } from 'drizzle-orm';
import { integrations } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { type ChangedThing, PlatformApiError } from '../../../platforms/clients/platform-client.ts';
import { underNamespace } from '../../../platforms/namespace.ts';
import type { Platform } from '../../../platforms/platform.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { takeInEvents } from '../events/take-in-events.ts';
import type { ClientOf } from '../integrations/client-of.ts';
import type { IntegrationRow } from '../integrations/integration.ts';
import type { Platforms } from '../integrations/integration-deps.ts';
import type { ReconciliationResult, ReconciliationRun } from './reconciliation-run.ts';
import { recordLook } from './record-look.ts';

export interface ReconcileDeps {
  readonly database: Database;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly platforms: Platforms;
  readonly clientOf: ClientOf;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface ReconcileOptions {
  readonly signal: AbortSignal;
  /** Told after every page, so that a lost process is noticed. */
  readonly onPage: () => void;
}

/** Webhooks of the last moments are still on their way: what they will bring is not missed yet. */
const onTheirWayMs = 120_000;
/** Clocks differ, and platforms list changes late: each look begins this much before the end of the one before. */
const overlapMs = 300_000;
/** Longest span of one look; a shop that was cut off for longer is caught up with look by look. */
const spanMsMax = 7 * dayMs;
const eventsPerAppendMax = 500;

/**
 * Asks an integration's platform what changed since the last look and feeds it through the same translation as its
 * webhooks: what they brought is known by its ids, what they did not is taken in now, and the gap is recorded. The first
 * look begins when the integration was made, so that no shopper hears of a cart from before.
 *
 * Throws `RetryLaterError` while the platform is away or busy, and `unavailable` while the log is.
 */
export async function reconcileIntegration(
  deps: ReconcileDeps,
  look: ReconciliationRun,
  { signal, onPage }: ReconcileOptions,
): Promise<ReconciliationResult> {
  const row = await findRow(deps.database, look);
  if (!row) return { kind: 'gone' };
  const known = deps.platforms.get(row.platform);
  const platform = known && underNamespace(known, row.namespace);
  const client = deps.clientOf(row);
  if (row.status !== 'active' || !client || !platform?.translateFetched) return { kind: 'off' };
  const since = row.reconciledUntil ? row.reconciledUntil.getTime() - overlapMs : row.createdAt.getTime();
  const until = Math.min(deps.now() - onTheirWayMs, since + spanMsMax);
  if (until <= since) return { kind: 'done', seen: 0, missed: 0, duplicates: 0, refused: 0 };
  const counts = { seen: 0, missed: 0, duplicates: 0, refused: 0 };
  try {
    for await (const page of client.changed({ since, until, signal })) {
      counts.seen += page.length;
      const found = await feed(deps, { row, platform, page });
      for (const name of ['missed', 'duplicates', 'refused'] as const) counts[name] += found[name];
      onPage();
    }
  } catch (error) {
    if (!(error instanceof PlatformApiError)) throw error;
    if (error.passes) throw new RetryLaterError(`platform_${error.problem}`, error.retryAfterMs);
    await recordLook(deps, look, { status: 'failed', cause: error.problem, since, until, ...counts });
    return { kind: 'failed', cause: error.problem };
  }
  await recordLook(deps, look, { status: 'done', cause: null, since, until, ...counts });
  return { kind: 'done', ...counts };
}

async function findRow(
  database: Database,
  { storeId, integrationId }: ReconciliationRun,
): Promise<IntegrationRow | null> {
  const [row] = await withStore(database, storeId, (tx) =>
    tx
      .select()
      .from(integrations)
      .where(and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId))),
  );
  return row ?? null;
}

async function feed(
  { eventLog, now }: ReconcileDeps,
  { row, platform, page }: { row: IntegrationRow; platform: Platform; page: readonly ChangedThing[] },
): Promise<{ missed: number; duplicates: number; refused: number }> {
  const fetchedAt = now();
  const items: unknown[] = [];
  let refused = 0;
  for (const thing of page) {
    const translation = platform.translateFetched?.({ ...thing, fetchedAt }, row.settings);
    if (translation?.kind === 'events') items.push(...translation.events);
    if (translation?.kind === 'refused') refused += 1;
  }
  let [missed, duplicates] = [0, 0];
  for (let from = 0; from < items.length; from += eventsPerAppendMax) {
    const results = await takeInEvents(eventLog, {
      storeId: row.storeId,
      items: items.slice(from, from + eventsPerAppendMax),
      receivedAt: fetchedAt,
      searchHostile: true,
      repetition: 'same_id',
    });
    for (const { status } of results) {
      if (status === 'accepted') missed += 1;
      else if (status === 'duplicate') duplicates += 1;
      else refused += 1;
    }
  }
  return { missed, duplicates, refused };
}
