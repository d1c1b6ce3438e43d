import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { getCampaign } from '../../recovery/campaigns/get.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { type CampaignRange, type StepFigure, stepEntries } from './step-entries.ts';

export interface StepCount {
  readonly stepId: string;
  readonly channel: Channel | null;
  readonly figure: StepFigure;
  /** Why it was skipped, and the sentence of that code. */
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly count: number;
}

export interface StepCounts {
  /** Recoveries that began within the range. */
  readonly recoveries: number;
  readonly counts: readonly StepCount[];
}

/** How often each step was sent, delivered, clicked, followed by an order and skipped, and for which reasons. */
export async function countSteps(database: Pick<Database, 'app'>, range: CampaignRange): Promise<StepCounts> {
  await getCampaign(database, range);
  return withStore(database, range.storeId, async (tx) => {
    const sql = rawSql(tx);
    const rows = await sql<Omit<StepCount, 'reasonText'>[]>`
      ${stepEntries(tx, range)}
      select rule_id as "stepId", channel, figure, reason, count(*)::int as count from entries
      group by rule_id, channel, figure, reason
      order by rule_id, channel, figure, reason`;
    const [begun] = await sql<{ count: number }[]>`
      select count(*)::int as count from recoveries
      where store_id = ${range.storeId} and campaign_id = ${range.campaignId}
        and created_at >= ${range.from.toISOString()}::timestamptz and created_at < ${range.to.toISOString()}::timestamptz`;
    return {
      recoveries: begun?.count ?? 0,
      counts: rows.map((row) => ({ ...row, reasonText: reasonText(row.reason) })),
    };
  });
}
