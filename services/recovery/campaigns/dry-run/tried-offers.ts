import { rawSql, type Tx } from '../../../../db/postgres/tenancy.ts';
import type { TriedOffer } from '../../../../domain/dry-run/discounts.ts';
import { startOfMonth } from '../../../../domain/offers/calendar.ts';
import type { OfferTerms } from '../../../../domain/offers/offer.ts';
import { countedStates } from '../../../messaging/offers/read-facts.ts';
import type { Store } from '../store-row.ts';

interface Row {
  readonly key: string;
  readonly isActive: boolean;
  readonly terms: OfferTerms;
  readonly codesLeft: number | null;
  readonly codes: number;
  readonly minor: number;
}

/** The store's offers as they stand now, for a run that gives codes of them. */
export async function readTriedOffers(tx: Tx, store: Store, nowMs: number): Promise<readonly TriedOffer[]> {
  const since = new Date(startOfMonth(nowMs, store.timeZone)).toISOString();
  const rows = await rawSql(tx)<Row[]>`
    select key, status = 'active' as "isActive", terms,
      case when minter = 'pool' then (
        select count(*)::int from offer_codes
        where store_id = ${store.id} and offer_id = offers.id and state = 'free'
      ) end as "codesLeft",
      month.codes, month.minor
    from offers cross join lateral (
      select count(*)::int as codes, coalesce(sum(cost_minor), 0)::float8 as minor from offer_codes
      where store_id = ${store.id} and offer_id = offers.id and state = any(${[...countedStates]}::text[])
        and coalesce(minted_at, created_at) >= ${since}::timestamptz
    ) month
    where store_id = ${store.id}`;
  return rows.map(({ codes, minor, ...offer }) => ({ ...offer, month: { codes, minor } }));
}
