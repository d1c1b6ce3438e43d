import { rawSql } from '../../../db/postgres/tenancy.ts';
import { topics } from '../../../events/topics.ts';
import type { TopicSource } from './topic-source.ts';
import { recordBytesMax } from './topic-source.ts';

interface LetterRow {
  readonly store_id: string;
  readonly id: string;
  readonly at_ms: number;
  readonly source: string;
  readonly kind: string;
  readonly event_id: string | null;
  readonly event_type: string | null;
  readonly event: string | null;
  readonly cause: string;
  readonly path: string;
  readonly message: string | null;
  readonly fingerprint: string;
  readonly consumer: string | null;
  readonly position: string | null;
}

/** `dlq.failed-events`: what could not be used. A dead letter whose content is gone says nothing to anybody. */
export const deadLettersSource: TopicSource = {
  topic: topics.deadLetters,
  rowsPerRoundMax: 50,
  async read(tx, { storeIds, rowIds }) {
    const rows = await rawSql(tx)<LetterRow[]>`
      select l.store_id, l.id, (extract(epoch from l.at) * 1000)::float8 as at_ms, l.source, l.kind, l.event_id, l.event_type,
        case when octet_length(l.event) <= ${recordBytesMax} then l.event end as event,
        l.cause, l.path, l.message, l.fingerprint, l.consumer, l.position
      from unnest(${storeIds}::uuid[], ${rowIds}::uuid[]) with ordinality as queued (store_id, row_id, place)
      join dead_letters l on l.store_id = queued.store_id and l.id = queued.row_id
      where l.event <> ''
      order by place`;
    return rows.map((row) => ({
      storeId: row.store_id,
      rowId: row.id,
      key: row.store_id,
      value: {
        id: row.id,
        storeId: row.store_id,
        at: row.at_ms,
        source: row.source,
        kind: row.kind,
        eventId: row.event_id,
        eventType: row.event_type,
        content: row.event === null ? null : Buffer.from(row.event),
        cause: row.cause,
        path: row.path,
        message: row.message,
        fingerprint: row.fingerprint,
        consumer: row.consumer,
        position: row.position,
      },
    }));
  },
};
