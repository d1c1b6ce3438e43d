import { and, count, eq, gt } from 'drizzle-orm';
import { trainingRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, engineRead, withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ModelName } from '../../../domain/model.ts';
import {
  buyersForSchedule,
  hasEnoughBuyers,
  mayBeDue,
  restMs,
  type ScheduledTraining,
  scheduledPerDayMax,
} from '../../../domain/training/scheduled-training.ts';
import { predictionsLearnedFromMs } from '../predictions/purge-old.ts';
import { readMaturedLabels } from './matured-labels.ts';
import { requestTraining } from './request.ts';

export interface DueRequests {
  readonly asked: number;
  /** Scopes that were due and have too few buyers. */
  readonly tooFew: number;
}

const model: ModelName = 'purchase';
/** Scopes whose carts are counted in one round; the day decides in which order, so that each has its turn. */
const scopesPerRoundMax = 100;
/** What is read of a scope to find its buyers. */
const labelsMax = 200_000;

interface Scope {
  /** Null: the platform. */
  readonly storeId: string | null;
  readonly choice: ScheduledTraining;
  readonly lastAskedMs: number | null;
}

/**
 * Asks for a model for each scope that is due, within what may be asked for in a day. Nothing goes live by it. Asked again on the
 * same day it finds what it asked for, so a round that a crash cut off is simply repeated.
 */
export async function requestDueTraining(
  database: Pick<Database, 'engine'>,
  { nowMs }: { readonly nowMs: number },
): Promise<DueRequests> {
  let left = scheduledPerDayMax - (await scheduledOfDay(database, nowMs));
  let [asked, tooFew] = [0, 0];
  for (const { storeId, choice, lastAskedMs } of await scopesOf(database, nowMs)) {
    if (left <= 0) break;
    if (!mayBeDue(choice, { lastAskedMs, nowMs })) continue;
    if (!hasEnoughBuyers(choice, await buyersIn(database, { storeId, nowMs, wanted: buyersForSchedule }))) {
      tooFew += 1;
      continue;
    }
    await withEngine(database, (tx) =>
      requestTraining(tx, { storeId, model, reason: 'scheduled', actor: system, nowMs }),
    );
    asked += 1;
    left -= 1;
  }
  return { asked, tooFew };
}

async function scheduledOfDay(database: Pick<Database, 'engine'>, nowMs: number): Promise<number> {
  const [found] = await withEngine(database, (tx) =>
    tx
      .select({ count: count() })
      .from(trainingRuns)
      .where(and(eq(trainingRuns.reason, 'scheduled'), gt(trainingRuns.requestedAt, new Date(nowMs - dayMs)))),
  );
  return found?.count ?? 0;
}

/** The platform, then stores for which nothing was asked for in a month and that had a recovery predicted meanwhile. */
async function scopesOf(database: Pick<Database, 'engine'>, nowMs: number): Promise<readonly Scope[]> {
  const now = new Date(nowMs).toISOString();
  const since = new Date(nowMs - restMs).toISOString();
  const sql = engineRead(database);
  const [platform] = await sql<Pick<Scope, 'lastAskedMs'>[]>`
    select (extract(epoch from max(requested_at)) * 1000)::float8 as "lastAskedMs"
    from training_runs where store_id is null and model = ${model}`;
  const stores = await sql<Scope[]>`
    select s.store_id as "storeId", s.scheduled_training as choice, r."lastAskedMs"
    from stores s cross join lateral (
      select (extract(epoch from max(requested_at)) * 1000)::float8 as "lastAskedMs"
      from training_runs r where r.store_id = s.store_id and r.model = ${model}
    ) r
    where s.test_of is null and s.scheduled_training <> 'off'
      and (r."lastAskedMs" is null or to_timestamp(r."lastAskedMs" / 1000) <= ${since}::timestamptz)
      and exists (
        select from predictions p
        where p.store_id = s.store_id and p.purpose = 'recovery' and p.at > ${since}::timestamptz
      )
    order by hashtextextended(s.store_id::text || ${now.slice(0, 10)}, 0) limit ${scopesPerRoundMax}::int`;
  return [{ storeId: null, choice: 'auto', lastAskedMs: platform?.lastAskedMs ?? null }, ...stores];
}

/** How many of the carts that may teach were bought; it ends at the number that is wanted. */
async function buyersIn(
  database: Pick<Database, 'engine'>,
  { storeId, nowMs, wanted }: { readonly storeId: string | null; readonly nowMs: number; readonly wanted: number },
): Promise<number> {
  const fromMs = nowMs - predictionsLearnedFromMs;
  const labels = readMaturedLabels(database, { scope: { storeId }, fromMs, toMs: nowMs, nowMs, limit: labelsMax });
  let buyers = 0;
  for await (const page of labels) {
    buyers += page.filter((one) => one.group === 'untouched' && one.features !== null && one.bought).length;
    if (buyers >= wanted) break;
  }
  return buyers;
}
