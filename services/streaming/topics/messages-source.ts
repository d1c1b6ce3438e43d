import { rawSql } from '../../../db/postgres/tenancy.ts';
import { topics } from '../../../events/topics.ts';
import type { TopicSource } from './topic-source.ts';

interface MessageRow {
  readonly store_id: string;
  readonly id: string;
  readonly customer_id: string;
  readonly cart_id: string;
  readonly recovery_id: string;
  readonly campaign_id: string | null;
  readonly rule_id: string;
  readonly channel: string;
  readonly template: string;
  readonly claimed_at_ms: number;
}

/**
 * `interventions.commands`: every permission to send, once, whatever became of it and however often it was tried. Ids
 * only: neither an address nor its hash leaves with it.
 */
export const messagesSource: TopicSource = {
  topic: topics.commands,
  rowsPerRoundMax: 500,
  async read(tx, { storeIds, rowIds }) {
    const rows = await rawSql(tx)<MessageRow[]>`
      select m.store_id, m.id, m.customer_id, m.cart_id, m.recovery_id, r.campaign_id, m.rule_id, m.channel, m.template,
        (extract(epoch from m.claimed_at) * 1000)::float8 as claimed_at_ms
      from unnest(${storeIds}::uuid[], ${rowIds}::uuid[]) with ordinality as queued (store_id, row_id, place)
      join messages m on m.store_id = queued.store_id and m.id = queued.row_id
      left join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id
      order by place`;
    return rows.map((row) => ({
      storeId: row.store_id,
      rowId: row.id,
      key: row.customer_id,
      value: {
        id: `send/${row.id}`,
        storeId: row.store_id,
        userId: row.customer_id,
        cartId: row.cart_id,
        recoveryId: row.recovery_id,
        issuedAt: row.claimed_at_ms,
        action: 'send',
        channel: row.channel,
        messageId: row.id,
        ruleId: row.rule_id,
        template: row.template,
        reason: null,
        campaignId: row.campaign_id,
      },
    }));
  },
};
