import { plain } from '../../../db/postgres/array-literals.ts';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { meterNames, meters, type UsageRow } from '../../../domain/metering/meter.ts';
import { type MeterEvent, meterEventOf, type SentState, whatToDo } from '../../../domain/metering/meter-event.ts';
import { type PostReach, postOnce } from '../../../platforms/clients/post-once.ts';
import { readClosedUntil } from './closed-until.ts';

export interface StripeExportDeps {
  readonly database: Pick<Database, 'engine'>;
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string;
  readonly reach: PostReach;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface StripeExport {
  readonly told: Readonly<Record<Exclude<SentState, 'sending'>, number>>;
  /** More waits. */
  readonly more: boolean;
}

/** A part of a row: what was not told of it before. */
interface Part extends UsageRow {
  readonly storeId: string;
  readonly customer: string;
  readonly part: number;
  /** When it may have arrived for the first time; null: it certainly has not. */
  readonly firstSentMs: number | null;
}

const partsPerRoundMax = 200;
/** What a vendor may add up; a peak is no sum of its parts. */
const summed = meterNames.filter((meter) => meters[meter].over === 'sum');

/**
 * Tells Stripe what was used by stores that it knows as customers, of closed quarters only. Each part is kept as being sent before it is
 * sent, under an identifier of its own; one that is cut off is sent again under the same one while Stripe remembers it, and after
 * that never: what was told once is not added twice by a retry of days later. Rejects when Stripe is away.
 */
export async function exportToStripe(deps: StripeExportDeps, signal: AbortSignal): Promise<StripeExport> {
  const parts = await withEngine(deps.database, readParts);
  const told = { sent: 0, unknown: 0, refused: 0, too_late: 0 };
  for (const part of parts) {
    const next = whatToDo(part, deps.now());
    if (!(await claim(deps, part))) continue;
    const state = next === 'send' ? await tell(deps, part, signal) : next;
    await note(deps, part, { state });
    told[state] += 1;
  }
  return { told, more: parts.length === partsPerRoundMax };
}

/** Those in doubt first, then what was not told of yet. */
async function readParts(tx: Tx): Promise<readonly Part[]> {
  const sql = rawSql(tx);
  const closedUntil = new Date(await readClosedUntil(tx)).toISOString();
  const doubtful = await sql<Part[]>`
    select sent.store_id as "storeId", plans.billing_customer as customer, sent.meter, sent.part, sent.channel, sent.country,
      (extract(epoch from sent.slot) * 1000)::float8 as "slotMs", sent.quantity::float8 as quantity,
      (extract(epoch from sent.first_sent_at) * 1000)::float8 as "firstSentMs"
    from usage_sent sent
    join store_plans plans on plans.store_id = sent.store_id and plans.billing_customer is not null
    where sent.state = 'sending'
    order by sent.slot limit ${partsPerRoundMax}::int`;
  const fresh = await sql<Part[]>`
    select used.store_id as "storeId", plans.billing_customer as customer, used.meter, used.channel, used.country,
      (extract(epoch from used.slot) * 1000)::float8 as "slotMs", (used.quantity - told.quantity)::float8 as quantity,
      told.parts + 1 as part, null as "firstSentMs"
    from store_plans plans
    join usage used on used.store_id = plans.store_id and used.slot >= plans.billed_since
      and used.slot < ${closedUntil}::timestamptz and used.meter = any (${plain(summed)}::text[])
    cross join lateral (
      select coalesce(sum(quantity), 0) as quantity, count(*)::int as parts from usage_sent
      where usage_sent.store_id = used.store_id and usage_sent.meter = used.meter and usage_sent.slot = used.slot
        and usage_sent.channel = used.channel and usage_sent.country = used.country
    ) told
    where plans.billing_customer is not null and used.quantity > told.quantity
    order by used.slot limit ${partsPerRoundMax - doubtful.length}::int`;
  return [...doubtful, ...fresh];
}

/** Keeps that the part is about to be sent, before it is. False: another process does it, or has done it. */
async function claim({ database, now }: StripeExportDeps, part: Part): Promise<boolean> {
  const { storeId, meter, slotMs, channel, country, quantity } = part;
  const row = {
    ...{ store_id: storeId, meter, slot: new Date(slotMs).toISOString(), channel, country, quantity, part: part.part },
    ...{ state: 'sending', first_sent_at: new Date(now()).toISOString() },
  };
  const claimed = await withEngine(database, (tx) => {
    const sql = rawSql(tx);
    return sql`
      insert into usage_sent ${sql(row)}
      on conflict (store_id, meter, slot, channel, country, part)
      do update set first_sent_at = coalesce(usage_sent.first_sent_at, excluded.first_sent_at)
      where usage_sent.state = 'sending'
      returning part`;
  });
  return claimed.length > 0;
}

async function note(
  { database }: StripeExportDeps,
  { storeId, meter, slotMs, channel, country, part }: Part,
  { state, arrived = true }: { readonly state: SentState; readonly arrived?: boolean },
): Promise<void> {
  await withEngine(
    database,
    (tx) => rawSql(tx)`
      update usage_sent set state = ${state}, first_sent_at = case when ${arrived}::bool then first_sent_at end
      where store_id = ${storeId} and meter = ${meter} and slot = ${new Date(slotMs).toISOString()}::timestamptz
        and channel = ${channel} and country = ${country} and part = ${part} and state = 'sending'`,
  );
}

/** A part that certainly did not arrive is as if it had never been sent: it may wait for Stripe for as long as that takes its day. */
async function tell(deps: StripeExportDeps, part: Part, signal: AbortSignal): Promise<'sent' | 'refused'> {
  try {
    return await send(deps, part, signal);
  } catch (error) {
    if (part.firstSentMs === null && error instanceof NotTaken)
      await note(deps, part, { state: 'sending', arrived: false });
    throw error;
  }
}

/** Stripe said that it took nothing, and would take it with another key, or later. */
class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

async function send(
  { url, key, reach }: StripeExportDeps,
  part: Part,
  signal: AbortSignal,
): Promise<'sent' | 'refused'> {
  const { status, answer } = await postOnce(
    {
      url: new URL(`${url}/v1/billing/meter_events`),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: formOf(meterEventOf(part, part), part.customer),
      ...{ signal, answerBytesMax: 4_096 },
    },
    reach,
  );
  if (status >= 200 && status < 300) return 'sent';
  // An answer that was lost: Stripe has had it under this identifier.
  if (status === 400 && /already exists/.test(answer.toString())) return 'sent';
  // Another key, or the same one later, would do: what waits is not lost to a wrong setting.
  if (status === 401 || status === 403 || status === 404 || status === 429)
    throw new NotTaken(`Stripe answered ${status} to what was used`);
  if (status >= 500 || status === 409) throw new Error(`Stripe answered ${status} to what was used`);
  return 'refused';
}

function formOf({ identifier, eventName, value, timestamp }: MeterEvent, customer: string): string {
  return new URLSearchParams({
    ...{ event_name: eventName, identifier, timestamp: String(timestamp) },
    ...{ 'payload[stripe_customer_id]': customer, 'payload[value]': String(value) },
  }).toString();
}
