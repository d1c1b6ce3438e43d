import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { ScoreCounts } from '../../../domain/rollout/figures.ts';
import type { ScoredCart } from '../../../domain/rollout/scored-carts.ts';
import { type ShiftCounts, shiftBins } from '../../../domain/rollout/shift-limit.ts';
import { boughtInTime, timeToBuy } from '../predictions/time-to-buy.ts';

/** Between which moments, ISO 8601, and of which versions. */
export interface StageWindow {
  /** Null: of all stores. */
  readonly storeId: string | null;
  readonly versionId: string;
  readonly primaryVersionId: string;
  readonly from: string;
  readonly to: string;
}

/** A look reads so many of the newest at most: more would change no verdict. */
const scoresMax = 100_000;
const maturedMax = 20_000;

/** How the scores of the version came about: all of them are in `shadow_scores`, whatever it answers for. */
export async function readScoreCounts(
  tx: Tx,
  { versionId, from, to, slowAfterMs }: StageWindow & { readonly slowAfterMs: number },
): Promise<ScoreCounts> {
  const [row] = await rawSql(tx)<ScoreCounts[]>`
    select count(*)::int as asked, count(error_code)::int as errors,
      count(*) filter (where probability is null and error_code is null)::int as missing,
      count(*) filter (where took_ms > ${slowAfterMs})::int as slow,
      percentile_cont(0.99) within group (order by took_ms) as "p99Ms"
    from (
      select probability, error_code, took_ms from shadow_scores
      where version_id = ${versionId} and at >= ${from} and at < ${to}
      order by at desc limit ${scoresMax}
    ) scores`;
  return row ?? { asked: 0, errors: 0, missing: 0, slow: 0, p99Ms: null };
}

interface BinRow {
  readonly bin: number;
  readonly expected: number;
  readonly actual: number;
  readonly one: number;
  readonly other: number;
}

/** Scores of both versions over the same carts, in the tenths of the one that answers. */
export async function readShift(tx: Tx, { versionId, primaryVersionId, from, to }: StageWindow): Promise<ShiftCounts> {
  const shares = Array.from({ length: shiftBins - 1 }, (_, n) => (n + 1) / shiftBins);
  const rows = await rawSql(tx)<BinRow[]>`
    with scored as materialized (
      select p.probability as primary_score, s.probability as candidate, (hashtext(p.id::text) & 1) = 0 as half
      from shadow_scores s join predictions p on p.store_id = s.store_id and p.id = s.prediction_id
      where s.version_id = ${versionId} and s.at >= ${from} and s.at < ${to} and s.probability is not null
        and p.model_version_id = ${primaryVersionId} and p.role = 'primary'
      order by s.at desc limit ${maturedMax}
    ), tenths as (
      select percentile_disc(${shares}::float8[]) within group (order by primary_score) as edges from scored
    )
    select bin, sum(expected)::int as expected, sum(actual)::int as actual, sum(one)::int as one, sum(other)::int as other
    from (
      select width_bucket(primary_score, edges) as bin, 1 as expected, 0 as actual, half::int as one, (not half)::int as other
      from scored, tenths
      union all
      select width_bucket(candidate, edges), 0, 1, 0, 0 from scored, tenths
    ) binned
    group by bin`;
  const counts = (of: (row: BinRow) => number) =>
    Array.from({ length: shiftBins }, (_, bin) =>
      rows.filter((row) => row.bin === bin).reduce((sum, row) => sum + of(row), 0),
    );
  return {
    expected: counts(({ expected }) => expected),
    actual: counts(({ actual }) => actual),
    halves: [counts(({ one }) => one), counts(({ other }) => other)],
  };
}

/**
 * Carts whose time to buy is over, each with both scores and what became of it. Only those of which a recovery decided, and by the
 * version that answers: what was sent is then the same for both scores.
 */
export async function readMaturedCarts(
  tx: Tx,
  { versionId, primaryVersionId, from, to }: StageWindow,
): Promise<readonly ScoredCart[]> {
  return rawSql(tx)<ScoredCart[]>`
    with asked as materialized (
      select p.store_id, p.cart_id, p.recovery_id, r.customer_id, p.at, p.at + ${timeToBuy(tx, 'st')} as until,
        p.probability as primary_score, s.probability as candidate
      from shadow_scores s
      join predictions p on p.store_id = s.store_id and p.id = s.prediction_id
      join stores st on st.store_id = p.store_id
      join recoveries r on r.store_id = p.store_id and r.id = p.recovery_id
      where s.version_id = ${versionId} and s.at >= ${from} and s.at < ${to} and s.probability is not null
        and p.model_version_id = ${primaryVersionId} and p.role = 'primary' and p.purpose = 'recovery'
        and p.at + ${timeToBuy(tx, 'st')} <= ${to}
      order by s.at limit ${maturedMax}
    )
    select primary_score as primary, candidate, ${boughtInTime(tx)} as bought,
      exists (
        select from messages m where m.store_id = asked.store_id and m.recovery_id = asked.recovery_id
          and m.state = 'accepted' and m.claimed_at < asked.until
      ) as treated
    from asked`;
}
