import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { getCampaign } from '../../recovery/campaigns/get.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { type CampaignRange, type StepEntry, type StepFigure, stepEntries } from './step-entries.ts';

export interface ListStepEntries extends CampaignRange {
  readonly figure: StepFigure;
  readonly stepId?: string;
  /** `none`: what was skipped before a channel was chosen. */
  readonly channel?: Channel | 'none';
  readonly reason?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** The carts behind one number of a step, newest first: as many as the number says. */
export async function listStepEntries(
  database: Pick<Database, 'app'>,
  { figure, stepId, channel, reason, limit, after, ...range }: ListStepEntries,
): Promise<Page<StepEntry & { readonly reasonText: string | null }, TimePosition>> {
  await getCampaign(database, range);
  const rows = await withStore(database, range.storeId, (tx) => {
    const sql = rawSql(tx);
    const all = sql``;
    const ofStep = stepId === undefined ? all : sql`and rule_id = ${stepId}`;
    const onChannel =
      channel === undefined ? all : channel === 'none' ? sql`and channel is null` : sql`and channel = ${channel}`;
    const because = reason === undefined ? all : sql`and reason = ${reason}`;
    const later =
      after === null
        ? all
        : sql`and (moment, id) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`;
    return sql<(Omit<StepEntry, 'at'> & { readonly at: string })[]>`
      ${stepEntries(tx, range)}
      select id, figure, rule_id as "stepId", channel, reason, recovery_id as "recoveryId", cart_id as "cartId",
        customer_id as "customerId", message_id as "messageId", order_id as "orderId",
        moment as at
      -- A cursor knows milliseconds.
      from (select *, date_trunc('milliseconds', at) as moment from entries) listed
      where figure = ${figure} ${ofStep} ${onChannel} ${because} ${later}
      order by moment desc, id desc
      limit ${limit + 1}`;
  });
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, at: new Date(row.at), reasonText: reasonText(row.reason) }),
    ({ at, id }) => ({ at: Date.parse(at), id }),
  );
}
