import { and, eq } from 'drizzle-orm';
import { campaignVersions } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { flowOf } from '../../../domain/flow/compile-rules.ts';
import type { Flow } from '../../../domain/flow/flow.ts';
import type { FlowCursor } from '../../../domain/flow/flow-cursor.ts';
import type { Waiting } from '../../../domain/flow/move-people.ts';
import type { RecoverySnapshot, StepResult } from '../../../domain/recovery.ts';
import { advance, beginRecovery } from '../../../domain/recovery-state.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { CampaignKey } from './campaign.ts';
import { type CartRow, snapshotOfRow } from './rehearsed-snapshot.ts';
import type { Store } from './store-row.ts';

/** Open recoveries that one change of a version takes over or counts. */
export const peopleMovedMax = 20_000;

/** Somebody inside a campaign, with what is needed to tell the recovery. */
export interface PersonInside extends Waiting {
  readonly workflowId: string;
}

interface Row extends CartRow {
  readonly id: string;
  readonly workflow_id: string;
  readonly customer_id: string;
  readonly cart_id: string;
  readonly version: number;
  readonly cursor: FlowCursor;
  readonly abandoned_at: number;
  readonly probability: number | null;
  readonly sent: readonly string[] | null;
  readonly left_out: readonly string[] | null;
}

/**
 * Everybody whose recovery of this campaign is open and stands in its flow, with what the flow decides on as far as it is
 * recorded: the recoveries themselves know it exactly. Throws `conflict` when there are more than `peopleMovedMax`.
 */
export async function readPeopleInside(
  tx: Tx,
  { storeId, campaignId }: CampaignKey,
  store: Store,
  nowMs: number,
): Promise<readonly PersonInside[]> {
  const sql = rawSql(tx);
  const rows = await sql<Row[]>`
    select r.id, r.workflow_id, r.customer_id, r.cart_id, r.campaign_version as version, r.cursor, r.probability,
      (extract(epoch from r.abandoned_at) * 1000)::float8 as abandoned_at,
      c.stage, c.value_minor::float8 as value_minor, c.currency, c.lines, c.lines_omitted,
      (extract(epoch from c.last_activity_at) * 1000)::float8 as last_activity_at,
      person.time_zone, person.last_order_at is not null as returning, reach.channels as reach,
      decided.sent, decided.left_out
    from recoveries r
    join carts c on c.store_id = r.store_id and c.id = r.cart_id
    left join customers person on person.store_id = r.store_id and person.id = r.customer_id
    left join lateral (
      select array_agg(channel) as channels from customer_reach(${storeId}, r.customer_id)
      where basis is not null and address is not null
    ) reach on true
    left join lateral (
      select array_agg(distinct d.rule_id) filter (where d.kind = 'sent') as sent,
        array_agg(distinct d.rule_id) filter (where d.kind = 'not_sent' and d.channel is null) as left_out
      from decisions d
      where d.store_id = r.store_id and d.recovery_id = r.id and d.rule_id is not null
    ) decided on true
    where r.store_id = ${storeId} and r.campaign_id = ${campaignId} and r.ended_at is null and r.cursor is not null
    order by r.created_at, r.id
    limit ${peopleMovedMax + 1}`;
  if (rows.length > peopleMovedMax)
    throw new ServiceError(
      'conflict',
      `More than ${peopleMovedMax} people are inside: let them finish on their version.`,
    );
  const flows = await readFlows(tx, { storeId, campaignId }, store);
  return rows.flatMap((row) => {
    const flow = flows.get(row.version);
    return flow ? [personInside(row, flow, store, nowMs)] : [];
  });
}

async function readFlows(
  tx: Tx,
  { storeId, campaignId }: CampaignKey,
  { timeScale }: Store,
): Promise<ReadonlyMap<number, Flow>> {
  const versions = await tx
    .select()
    .from(campaignVersions)
    .where(and(eq(campaignVersions.storeId, storeId), eq(campaignVersions.campaignId, campaignId)));
  return new Map(versions.map((row) => [row.version, flowOf(row, row.version, timeScale)]));
}

function personInside(row: Row, flow: Flow, store: Store, nowMs: number): PersonInside {
  const snapshot: RecoverySnapshot = {
    ...snapshotOfRow(row, 0, store),
    rules: [],
    campaignPaused: false,
    end: null,
  };
  const begun = advance(beginRecovery({ abandonedAt: row.abandoned_at }), { kind: 'context_read', snapshot });
  const state = [...resultsOf(row)].reduce(
    (known, result) => advance(known, { kind: 'step_done', ruleId: result.ruleId, results: [result] }),
    row.probability === null
      ? begun
      : advance(begun, { kind: 'predicted', prediction: { kind: 'known', probability: row.probability } }),
  );
  return {
    workflowId: row.workflow_id,
    flow,
    cursor: row.cursor,
    facts: {
      ...{ recoveryId: row.id, customerId: row.customer_id, cartId: row.cart_id, enteredAt: row.abandoned_at },
      ...{ readAt: nowMs, state, events: [], ordersBefore: 0 },
    },
  };
}

/** Of each message only that it is done counts here, not on which channels. */
function* resultsOf({ sent, left_out }: Row): Iterable<StepResult> {
  for (const ruleId of sent ?? []) yield { kind: 'sent', ruleId, channel: 'email', at: 0 };
  for (const ruleId of left_out ?? [])
    yield { kind: 'not_sent', ruleId, channel: null, reason: 'conditions_not_met', at: 0 };
}
