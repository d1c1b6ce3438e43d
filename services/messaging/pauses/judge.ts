import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import {
  type ChannelCounts,
  judgedMessagesMax,
  judgedMs,
  pauseCause,
} from '../../../domain/compliance/automatic-pause.ts';

/**
 * After a bounce or a complaint: stops the store's messages on the channel where there are too many of them among the newest
 * ones, or since somebody let it go on. While it is stopped nothing changes.
 */
export async function judgeChannel(
  tx: Tx,
  { storeId, channel }: { readonly storeId: string; readonly channel: Channel },
): Promise<void> {
  if (channel !== 'email') return;
  const sql = rawSql(tx);
  const [counts] = await sql<ChannelCounts[]>`
    select count(*)::int as messages, count(*) filter (where delivery_state = 'complained')::int as complained,
      count(*) filter (where delivery_state = 'bounced')::int as bounced
    from (
      select delivery_state from messages
      where store_id = ${storeId} and channel = ${channel} and state = 'accepted'
        and claimed_at > greatest(
          now() - ${judgedMs}::float8 * interval '1 millisecond',
          (select resumed_at from channel_pauses where store_id = ${storeId} and channel = ${channel})
        )
      order by claimed_at desc limit ${judgedMessagesMax}
    ) newest`;
  const cause = counts ? pauseCause(channel, counts) : null;
  if (!cause) return;
  await sql`
    insert into channel_pauses (store_id, channel, measure, messages, counted, paused_at)
    values (${storeId}::uuid, ${channel}, ${cause.measure}, ${cause.messages}, ${cause.counted}, now())
    on conflict (store_id, channel) do update set measure = excluded.measure, messages = excluded.messages,
      counted = excluded.counted, paused_at = excluded.paused_at, resumed_at = null
      where channel_pauses.resumed_at is not null`;
}
