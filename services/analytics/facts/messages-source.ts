import type { MessageFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText, utcTextOrNull } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';

interface StoredMessage extends Omit<MessageFact, 'claimed_at' | 'settled_at'> {
  readonly claimed_at: number;
  readonly settled_at: number | null;
}

/** Permissions to send and what became of them, with the campaign of their recovery. Neither an address nor its hash. */
export const messageFactsSource: FactSource = {
  topic: factTopic('messages'),
  table: 'messages',
  async read(tx, queued): Promise<readonly MessageFact[]> {
    const sql = rawSql(tx);
    const rows = await sql<StoredMessage[]>`
      select m.store_id, m.id, queued.version, m.recovery_id, m.cart_id, r.campaign_id,
        coalesce(r.campaign_version, 0) as campaign_version, m.rule_id, m.channel, m.provider, m.template, m.state,
        coalesce(m.delivery_state, '') as delivery_state, coalesce(m.reason, '') as reason, m.attempts,
        (extract(epoch from m.claimed_at) * 1000)::float8 as claimed_at,
        (extract(epoch from m.settled_at) * 1000)::float8 as settled_at
      from ${newestQueued(sql, queued)}
      join messages m on m.store_id = queued.store_id and m.id = queued.row_id
      left join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id`;
    return rows.map((row) => ({
      ...row,
      claimed_at: utcText(row.claimed_at),
      settled_at: utcTextOrNull(row.settled_at),
    }));
  },
};
