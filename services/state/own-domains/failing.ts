import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { DomainUse } from '../../../domain/brand/own-domain.ts';

/** A name that a store had proved, and whose record is gone. */
export interface FailingDomain {
  readonly domain: string;
  readonly use: DomainUse;
  /** It was gone for days: nothing is answered under the name any more, and links in messages lead nowhere. */
  readonly isLost: boolean;
  readonly since: Date;
}

/**
 * Names of the stores whose rows the transaction sees that fail their look at DNS, and those that were lost within days and are not
 * asked for anew. Those that fail for longest first.
 */
export async function readFailingDomains(tx: Tx): Promise<readonly FailingDomain[]> {
  const rows = await rawSql(tx)<{ domain: string; use: DomainUse; isLost: boolean; since: Date }[]>`
    select domain, use, state = 'lost' as "isLost", coalesce(failing_since, checked_at, claimed_at) as since
    from brand_domains own
    where (state = 'failing' or (state = 'lost' and rests_until > now()))
      and not exists (
        select from brand_domains anew
        where anew.store_id = own.store_id and anew.domain = own.domain and anew.id <> own.id
          and anew.state in ('waiting', 'live', 'failing')
      )
    order by since, domain
    limit ${shownMax}::int`;
  return rows.map(({ since, ...row }) => ({ ...row, since: new Date(since) }));
}

/** More of them say no more: DNS as a whole is wrong. */
const shownMax = 50;
