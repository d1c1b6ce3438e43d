import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { personName } from '../../../domain/told-name.ts';
import type { MatchedOf } from '../../../events/matched-event.ts';

/** Takes over what the shop says of its customers: field by field, as long as nothing newer was said. */
export async function describeCustomers(tx: Tx, events: readonly MatchedOf<'customer_identified'>[]): Promise<void> {
  const newest = new Map<string, MatchedOf<'customer_identified'>>();
  for (const seen of events.toSorted((a, b) => a.at - b.at)) {
    if (seen.customerId === null) continue;
    const before = newest.get(seen.customerId);
    newest.set(seen.customerId, before ? { ...seen, event: joined(before.event, seen.event) } : seen);
  }
  if (newest.size === 0) return;
  const described = [...newest];
  const sql = rawSql(tx);
  await sql`
    update customers set
      first_name = coalesce(said.first_name, customers.first_name), locale = coalesce(said.locale, customers.locale),
      country = coalesce(said.country, customers.country),
      region = case when said.country is null then customers.region else said.region end, time_zone = coalesce(said.time_zone, customers.time_zone),
      profile_at = to_timestamp(said.at / 1000)
    from unnest(
      ${described.map(([, { event }]) => event.storeId)}::uuid[], ${described.map(([id]) => id)}::uuid[], ${described.map(([, { at }]) => at)}::float8[],
      ${described.map(([, { event }]) => firstNameOf(event))}::text[], ${described.map(([, { event }]) => event.locale ?? null)}::text[],
      ${described.map(([, { event }]) => event.country ?? null)}::text[], ${described.map(([, { event }]) => event.region ?? null)}::text[], ${described.map(([, { event }]) => event.timeZone ?? null)}::text[]
    ) as said (store_id, id, at, first_name, locale, country, region, time_zone)
    where customers.store_id = said.store_id and customers.id = said.id
      and (customers.profile_at is null or customers.profile_at <= to_timestamp(said.at / 1000))`;
}

type Description = MatchedOf<'customer_identified'>['event'];

/** Two descriptions as one. The state of an address goes with its country. */
function joined(older: Description, newer: Description): Description {
  const { region: olderRegion, ...rest } = older;
  const region = newer.country === undefined ? olderRegion : newer.region;
  return { ...rest, ...newer, ...(region !== undefined && { region }) };
}

/** What is no name (an advertisement, `null`) greets nobody, whichever endpoint it came through. */
function firstNameOf({ firstName }: MatchedOf<'customer_identified'>['event']): string | null {
  return firstName === undefined ? null : (personName(firstName) ?? null);
}
