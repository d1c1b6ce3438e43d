import type { MessageFact } from '../../../db/clickhouse/tables/facts.ts';
import { utcText, utcTextOrNull } from '../../../db/clickhouse/utc-text.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { type FactSource, factTopic } from './fact-source.ts';
import { newestQueued } from './newest-queued.ts';

type Times =
  | 'settled_at'
  | 'delivered_at'
  | 'opened_at'
  | 'clicked_at'
  | 'bounced_at'
  | 'unsubscribed_at'
  | 'complained_at';
type StoredMessage = Omit<MessageFact, Times | 'claimed_at'> & { readonly claimed_at: number } & {
  readonly [T in Times]: number | null;
};

/**
 * Permissions to send and what became of them, with the campaign of their recovery and the currency of their cart. A use of
 * its own link says of a message what a provider may not report. Neither an address nor its hash.
 */
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
        (extract(epoch from m.settled_at) * 1000)::float8 as settled_at,
        (extract(epoch from (m.delivery_times ->> 'delivered')::timestamptz) * 1000)::float8 as delivered_at,
        (extract(epoch from (m.delivery_times ->> 'opened')::timestamptz) * 1000)::float8 as opened_at,
        (extract(epoch from least((m.delivery_times ->> 'clicked')::timestamptz, used.restored)) * 1000)::float8 as clicked_at,
        (extract(epoch from (m.delivery_times ->> 'bounced')::timestamptz) * 1000)::float8 as bounced_at,
        (extract(epoch from least((m.delivery_times ->> 'unsubscribed')::timestamptz, used.unsubscribed)) * 1000)::float8
          as unsubscribed_at,
        (extract(epoch from (m.delivery_times ->> 'complained')::timestamptz) * 1000)::float8 as complained_at,
        coalesce(c.currency, '') as currency
      from ${newestQueued(sql, queued)}
      join messages m on m.store_id = queued.store_id and m.id = queued.row_id
      left join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id
      left join carts c on c.store_id = m.store_id and c.id = m.cart_id
      left join lateral (
        select min(redeemed_at) filter (where kind = 'restore') as restored,
          min(redeemed_at) filter (where kind = 'unsubscribe') as unsubscribed
        from links where links.store_id = m.store_id and links.message_id = m.id
      ) used on true`;
    return rows.map((row) => ({
      ...row,
      claimed_at: utcText(row.claimed_at),
      settled_at: utcTextOrNull(row.settled_at),
      delivered_at: utcTextOrNull(row.delivered_at),
      opened_at: utcTextOrNull(row.opened_at),
      clicked_at: utcTextOrNull(row.clicked_at),
      bounced_at: utcTextOrNull(row.bounced_at),
      unsubscribed_at: utcTextOrNull(row.unsubscribed_at),
      complained_at: utcTextOrNull(row.complained_at),
    }));
  },
};
