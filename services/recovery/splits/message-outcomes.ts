import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { dayMs, toWallMs } from '../../../domain/duration.ts';
import { type CountedMessages, countMessages } from '../../../domain/personal/counted-messages.ts';
import { hourBandAt } from '../../../domain/personal/hour-band.ts';
import { firstTimeZone } from '../../../domain/place.ts';

/** Store time that a message has to be followed before it counts: most clicks come within a day. */
const followedMs = dayMs;
/** Earlier messages say little of what somebody does now. */
const rememberedMs = 365 * dayMs;
/** Newest first. Whoever got more is known well enough. */
const messagesOfPerson = 200;
const messagesOfStore = 5_000;

interface Row {
  readonly channel: Channel;
  readonly template: string;
  /** Epoch milliseconds. */
  readonly claimedAt: number;
  readonly personZone: string | null;
  readonly storeZone: string;
  readonly clicked: boolean;
  readonly bought: boolean;
}

export interface OutcomesAsked {
  readonly storeId: string;
  readonly timeScale: number;
  readonly nowMs: number;
}

/** What became of the newest messages to a person. */
export async function readOwnMessages(
  tx: Tx,
  { customerId, ...asked }: OutcomesAsked & { readonly customerId: string },
): Promise<readonly CountedMessages[]> {
  const sql = rawSql(tx);
  return counted(await readRows(tx, asked, sql`and m.customer_id = ${customerId}`, messagesOfPerson));
}

/** What became of the newest messages of a store, to anybody. */
export async function readStoreMessages(tx: Tx, asked: OutcomesAsked): Promise<readonly CountedMessages[]> {
  return counted(await readRows(tx, asked, rawSql(tx)``, messagesOfStore));
}

/**
 * A click is one of a person: links keep those of programs apart, and reports of clicks that came too fast for a person are no
 * clicks any longer. A purchase is an order that is credited to the message. Opens are not asked for.
 */
function readRows(
  tx: Tx,
  { storeId, timeScale, nowMs }: OutcomesAsked,
  whose: ReturnType<ReturnType<typeof rawSql>>,
  limit: number,
): Promise<readonly Row[]> {
  const sql = rawSql(tx);
  const moment = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;
  const until = moment(nowMs - toWallMs(followedMs, timeScale));
  return sql<Row[]>`
    select m.channel, m.template, (extract(epoch from m.claimed_at) * 1000)::float8 as "claimedAt",
      person.time_zone as "personZone", store.time_zone as "storeZone",
      m.delivery_times ? 'clicked' or exists (
        select from links l where l.store_id = ${storeId} and l.message_id = m.id and l.kind = 'restore' and l.redeemed_at is not null
      ) as clicked,
      exists (
        select from orders o
        where o.store_id = ${storeId} and o.customer_id = m.customer_id and o.touch_message_id = m.id and o.status = 'placed'
      ) as bought
    from (
      select id, customer_id, channel, template, claimed_at, delivery_times from messages m
      where m.store_id = ${storeId} ${whose} and m.state = 'accepted'
        and m.claimed_at <= ${until} and m.claimed_at > ${moment(nowMs - rememberedMs)}
      order by m.claimed_at desc limit ${limit}
    ) m
    join stores store on store.store_id = ${storeId}
    left join customers person on person.store_id = ${storeId} and person.id = m.customer_id`;
}

function counted(rows: readonly Row[]): readonly CountedMessages[] {
  return countMessages(
    rows.map(({ claimedAt, personZone, storeZone, ...row }) => ({
      ...row,
      band: hourBandAt(claimedAt, firstTimeZone(personZone, storeZone)),
    })),
  );
}
