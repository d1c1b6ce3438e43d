import { rawSql } from '../../../db/postgres/tenancy.ts';
import { topics } from '../../../events/topics.ts';
import type { TopicSource } from './topic-source.ts';
import { recordBytesMax } from './topic-source.ts';

interface DeliveryRow {
  readonly store_id: string;
  readonly id: string;
  readonly delivery_id: string | null;
  readonly platform: string;
  readonly topic: string;
  readonly content_type: string | null;
  readonly body: Buffer | null;
  readonly received_at_ms: number;
}

/** `events.raw`: verified webhooks, byte for byte. What other endpoints take in is in `events.validated` as it came. */
export const deliveriesSource: TopicSource = {
  topic: topics.eventsRaw,
  rowsPerRoundMax: 50,
  async read(tx, { storeIds, rowIds }) {
    const rows = await rawSql(tx)<DeliveryRow[]>`
      select d.store_id, d.id, d.delivery_id, i.platform, d.topic, d.headers ->> 'content-type' as content_type,
        case when octet_length(d.body) <= ${recordBytesMax} then d.body end as body,
        (extract(epoch from d.received_at) * 1000)::float8 as received_at_ms
      from unnest(${storeIds}::uuid[], ${rowIds}::uuid[]) with ordinality as queued (store_id, row_id, place)
      join webhook_deliveries d on d.store_id = queued.store_id and d.id = queued.row_id
      join integrations i on i.store_id = d.store_id and i.id = d.integration_id
      order by place`;
    return rows.map((row) => ({
      storeId: row.store_id,
      rowId: row.id,
      key: row.store_id,
      value: {
        id: row.delivery_id ?? row.id,
        storeId: row.store_id,
        receivedAt: row.received_at_ms,
        source: `webhook:${row.platform}`,
        topic: row.topic,
        contentType: row.content_type,
        body: row.body,
      },
    }));
  },
};
