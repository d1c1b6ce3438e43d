import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import {
  type ChannelCounts,
  judgedMessagesMax,
  judgedMs,
  pauseCause,
} from '../../../domain/compliance/automatic-pause.ts';

/**
 * After a bounce or a complaint: stops e-mail from the domain at every store that sends from it, where there are too many among the
 * newest ones of all of them. Mailboxes count by the domain, and stores that are each below the limits may be above them together.
 */
export async function judgeDomain(tx: Tx, { fromDomain }: { readonly fromDomain: string | null }): Promise<void> {
  if (fromDomain === null) return;
  const sql = rawSql(tx);
  const [counts] = await sql<ChannelCounts[]>`
    select count(*)::int as messages, count(*) filter (where delivery_state = 'complained')::int as complained,
      count(*) filter (where delivery_state = 'bounced')::int as bounced
    from (
      select delivery_state from messages
      where from_domain = ${fromDomain} and state = 'accepted'
        and claimed_at > greatest(
          now() - ${judgedMs}::float8 * interval '1 millisecond',
          (select resumed_at from domain_pauses where domain = ${fromDomain})
        )
      order by claimed_at desc limit ${judgedMessagesMax}
    ) newest`;
  const cause = counts ? pauseCause('email', counts) : null;
  if (!cause) return;
  await sql`
    insert into domain_pauses (domain, measure, messages, counted, paused_at)
    values (${fromDomain}, ${cause.measure}, ${cause.messages}, ${cause.counted}, now())
    on conflict (domain) do update set measure = excluded.measure, messages = excluded.messages,
      counted = excluded.counted, paused_at = excluded.paused_at, resumed_at = null
      where domain_pauses.resumed_at is not null`;
}
