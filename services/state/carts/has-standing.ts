import { type SQL, sql } from 'drizzle-orm';
import type { CartStanding } from '../../../domain/cart-standing.ts';
import { inQuarantine } from '../quarantine/in-quarantine.ts';

/*
 * `offset 0` keeps PostgreSQL from hashing all recoveries of a store where it only has to look at those of some carts: it
 * plans for a condition that is asked of every row, also where a list ends after a hundred.
 */

/** A provider took a message of a recovery of this cart that a purchase is counted to. */
const aided: SQL<boolean> = sql<boolean>`exists (
  select from recoveries r
  where r.store_id = "carts"."store_id" and r.cart_id = "carts"."id"
    and (r.outcome = 'purchased' or exists (
      select from orders o
      where o.store_id = r.store_id and o.cart_id = r.cart_id and o.recovery_id = r.id and o.status = 'placed'
    ))
    and exists (
      select from messages m where m.store_id = r.store_id and m.recovery_id = r.id and m.state = 'accepted'
    )
  offset 0)`;

const recoveryBought: SQL<boolean> = sql<boolean>`exists (
  select from recoveries r
  where r.store_id = "carts"."store_id" and r.cart_id = "carts"."id" and r.n = "carts"."recoveries"
    and r.outcome = 'purchased'
  offset 0)`;

const bought: SQL<boolean> = sql<boolean>`("carts"."status" = 'purchased' or (
  "carts"."active_recovery_id" is null and "carts"."abandon_at" is null and ${recoveryBought}))`;

/** What `standingOf` wants to know beside the columns of a cart. */
export const standingFacts = {
  recoveryBought: sql<boolean>`${recoveryBought}`.as('recovery_bought'),
  aided: sql<boolean>`${aided}`.as('aided'),
};

/** `standingOf` of `domain/cart-standing.ts` as a condition, the cheapest test first; a test goes through both. */
export function hasStanding(standing: CartStanding): SQL {
  switch (standing) {
    case 'recovered':
      return sql`${bought} and ${aided}`;
    case 'purchased':
      return sql`${bought} and not ${aided}`;
    case 'quarantined':
      return sql`${inQuarantine} and not ${bought}`;
    case 'recovering':
      return sql`"carts"."active_recovery_id" is not null and "carts"."status" = 'open' and not ${inQuarantine}`;
    case 'open':
      return sql`"carts"."status" = 'open' and "carts"."active_recovery_id" is null
        and ("carts"."abandon_at" is not null or (jsonb_array_length("carts"."lines") = 0 and not ${recoveryBought}))
        and not ${inQuarantine}`;
    case 'abandoned':
      return sql`"carts"."status" = 'open' and "carts"."active_recovery_id" is null and "carts"."abandon_at" is null
        and jsonb_array_length("carts"."lines") > 0 and not ${inQuarantine} and not ${recoveryBought}`;
  }
}
