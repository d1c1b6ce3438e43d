import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { type HoldoutArm, holdoutArm } from '../../../domain/experiments/holdout.ts';
import type { ModelScope, PredictionRole } from '../../../domain/model.ts';
import { type LabelGroup, labelGroup } from '../../../domain/training/label-rows.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { loggedSet } from '../predictions/logged-vector.ts';
import { boughtInTime, timeToBuy } from '../predictions/time-to-buy.ts';

/** A prediction of a recovery whose time to buy is over, and what became of it. */
export interface MaturedLabel {
  readonly storeId: string;
  readonly predictionId: string;
  readonly cartId: string;
  readonly atMs: number;
  readonly probability: number;
  readonly modelVersion: string;
  /** Null: the shipped prior before it was registered. */
  readonly modelVersionId: string | null;
  readonly role: PredictionRole;
  /** The cart or its customer ordered within 72 hours of the store's clock. */
  readonly bought: boolean;
  /** Whether it may say what happens without a message (`domain/training/label-rows.ts`). */
  readonly group: LabelGroup;
  /** The side that the person was drawn for when the model was asked; null: nobody was drawn. */
  readonly arm: HoldoutArm | null;
  readonly messaged: boolean;
  /** In the order of the set `cart`; null: none was kept, or of another version of the set. */
  readonly features: readonly number[] | null;
}

export interface LabelRange {
  readonly scope: ModelScope;
  readonly fromMs: number;
  readonly toMs: number;
  /** Only what was over by then has an end: "not yet" is no "no". Epoch milliseconds. */
  readonly nowMs: number;
  /** Newest first, at most this many. */
  readonly limit: number;
  /** Those of one version only, and of these a share that is drawn by their ids. */
  readonly drawn?: { readonly version: string; readonly share: number };
}

const pageRows = 2_000;

/** Predictions of recoveries with their ends, newest first, a page in memory at a time. */
export async function* readMaturedLabels(
  database: Pick<Database, 'engine'>,
  range: LabelRange,
): AsyncGenerator<readonly MaturedLabel[]> {
  let before: Position = { atMs: range.toMs, id: null };
  let left = range.limit;
  while (left > 0) {
    const limit = Math.min(left, pageRows);
    const position = before;
    const rows = await withEngine(database, (tx) => readPage(tx, range, position, limit));
    if (rows.length > 0) yield rows.map(labelOf);
    const last = rows.at(-1);
    if (rows.length < limit || !last) return;
    left -= rows.length;
    before = { atMs: last.atMs, id: last.predictionId };
  }
}

interface Position {
  readonly atMs: number;
  readonly id: string | null;
}

type Row = Pick<
  MaturedLabel,
  | 'storeId'
  | 'predictionId'
  | 'cartId'
  | 'atMs'
  | 'probability'
  | 'modelVersion'
  | 'modelVersionId'
  | 'role'
  | 'bought'
  | 'messaged'
> & {
  readonly customerId: string;
  readonly campaignId: string;
  /** Null: the campaign is gone. */
  readonly percent: number | null;
  readonly percentSinceMs: number | null;
  readonly taken: HoldoutArm | null;
  readonly takenMs: number | null;
  readonly logged: number[] | null;
};

const nil = '00000000-0000-0000-0000-000000000000';

async function readPage(
  tx: Tx,
  { scope: { storeId }, fromMs, nowMs, drawn }: LabelRange,
  before: Position,
  limit: number,
): Promise<readonly Row[]> {
  const moment = (ms: number): string => new Date(ms).toISOString();
  const sql = rawSql(tx);
  const isDrawn = drawn ? sql`p.model_version = ${drawn.version} and ${drawnShare(tx, drawn.share)}` : sql`true`;
  return sql<Row[]>`
    select p.store_id as "storeId", p.id as "predictionId", p.cart_id as "cartId",
      (extract(epoch from p.at) * 1000)::float8 as "atMs", p.probability, p.model_version as "modelVersion",
      p.model_version_id as "modelVersionId", p.role, case p.logged_set when ${loggedSet} then p.logged_features end as logged,
      r.customer_id as "customerId", r.campaign_id as "campaignId",
      c.holdout_percent as percent, (extract(epoch from c.holdout_since) * 1000)::float8 as "percentSinceMs",
      e.arm as taken, (extract(epoch from e.exposed_at) * 1000)::float8 as "takenMs",
      ${boughtInTime(tx)} as bought,
      exists (
        select from messages m where m.store_id = p.store_id and m.customer_id = r.customer_id and m.state <> 'rejected'
          and m.claimed_at > p.at and m.claimed_at <= asked.until
      ) as messaged
    from predictions p
    join stores s on s.store_id = p.store_id
    join recoveries r on r.store_id = p.store_id and r.id = p.recovery_id
    cross join lateral (
      select p.store_id, p.cart_id, r.customer_id, p.at, p.at + ${timeToBuy(tx, 's')} as until
    ) asked
    left join campaigns c on c.store_id = r.store_id and c.id = r.campaign_id
    left join campaign_exposures e
      on e.store_id = r.store_id and e.campaign_id = r.campaign_id and e.customer_id = r.customer_id and not e.crossed
    where p.purpose = 'recovery' and (${storeId}::uuid is null or p.store_id = ${storeId}::uuid)
      and s.test_of is null and ${isDrawn}
      and p.at >= ${moment(fromMs)}::timestamptz
      and (p.at, p.id) < (${moment(before.atMs)}::timestamptz, ${before.id ?? nil}::uuid)
      and asked.until <= ${moment(nowMs)}::timestamptz
    order by p.at desc, p.id desc limit ${limit}::int`;
}

/** Whether a prediction `p` is among a share of them: the same ones each time, whatever became of them. */
export function drawnShare(tx: Tx, share: number) {
  return rawSql(tx)`(hashtextextended(p.id::text, 0) & 1048575) < ${share}::float8 * 1048576`;
}

function labelOf({
  customerId,
  campaignId,
  percent,
  percentSinceMs,
  taken,
  takenMs,
  logged,
  ...row
}: Row): MaturedLabel {
  const arm = armOf({ customerId, campaignId, percent, percentSinceMs, taken, takenMs, atMs: row.atMs });
  return {
    ...row,
    arm,
    group: labelGroup({ arm, messaged: row.messaged, unreachable: isUnreachable(logged) }),
    features: logged,
  };
}

/**
 * What was certain when the model was asked: the draw hangs on nothing that happens afterwards, so it holds for those too who never
 * came to a message. Null where the share was another one then, or none.
 */
function armOf({
  customerId,
  campaignId,
  percent,
  percentSinceMs,
  taken,
  takenMs,
  atMs,
}: Pick<Row, 'customerId' | 'campaignId' | 'percent' | 'percentSinceMs' | 'taken' | 'takenMs' | 'atMs'>) {
  if (percent === null || percent === 0 || percentSinceMs === null || percentSinceMs > atMs) return null;
  const wasTaken = taken !== null && takenMs !== null && takenMs <= atMs;
  return wasTaken ? taken : holdoutArm({ customerId, campaignId, percent });
}

const reachable = cartFeatureSet.features.flatMap(({ name }, place) =>
  name.startsWith('reachable_by_') ? [place] : [],
);

function isUnreachable(logged: readonly number[] | null): boolean {
  return logged !== null && reachable.every((place) => logged[place] === 0);
}
