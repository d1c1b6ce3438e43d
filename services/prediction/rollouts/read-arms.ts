import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { PredictionRole } from '../../../domain/model.ts';
import type { ArmFigures, MoneyFigures, StageComparison } from '../../../domain/rollout/figures.ts';
import { orderedInTime, timeToBuy } from '../predictions/time-to-buy.ts';
import type { StageWindow } from './read-scores.ts';

/** Carts of the version that answers beyond so many are sampled by chance: the canary's are what is scarce. */
const primaryCartsMax = 50_000;

interface ArmRow extends ArmFigures {
  readonly role: PredictionRole;
}

interface MoneyRow {
  readonly role: PredictionRole;
  readonly currency: string;
  readonly people: number;
  readonly buyers: number;
  readonly sum: number;
  readonly squares: number;
}

/** What people did of whom each version decided, within one stage. */
export async function readComparison(tx: Tx, window: StageWindow): Promise<StageComparison> {
  const every = await sampledEvery(tx, window);
  const arms = await readArms(tx, window, every);
  const money = await readMoney(tx, window, every);
  const armOf = (role: PredictionRole): ArmFigures => {
    const { carts = 0, messages = 0, unsubscribes = 0, complaints = 0 } = arms.find((arm) => arm.role === role) ?? {};
    return { carts, messages, unsubscribes, complaints };
  };
  const sumsOf = (role: PredictionRole, currency: string): MoneyFigures['canary'] => {
    const row = money.find((one) => one.role === role && one.currency === currency);
    const { people = 0, buyers = 0, sum = 0, squares = 0 } = row ?? {};
    return { people, buyers, sum, squares };
  };
  const currencies = [...new Set(money.map(({ currency }) => currency))].toSorted();
  return {
    canary: armOf('canary'),
    primary: armOf('primary'),
    money: currencies.map((currency) => ({
      currency,
      canary: sumsOf('canary', currency),
      primary: sumsOf('primary', currency),
    })),
  };
}

/** Recoveries of which a version decided in its role. */
function decided(tx: Tx, { storeId, versionId, primaryVersionId, from, to }: StageWindow, every: number) {
  const sql = rawSql(tx);
  const ofStore = storeId === null ? sql`` : sql`and p.store_id = ${storeId}`;
  return sql`
    decided as materialized (
      select p.store_id, p.recovery_id, p.cart_id, p.at, p.role
      from predictions p
      where p.purpose = 'recovery' and p.at >= ${from} and p.at < ${to} ${ofStore}
        and (
          (p.model_version_id = ${versionId} and p.role = 'canary')
          or (p.model_version_id = ${primaryVersionId} and p.role = 'primary' and abs(hashtext(p.id::text)::bigint) % ${every} = 0)
        )
    )`;
}

async function sampledEvery(tx: Tx, { storeId, primaryVersionId, from, to }: StageWindow): Promise<number> {
  const sql = rawSql(tx);
  const ofStore = storeId === null ? sql`` : sql`and store_id = ${storeId}`;
  const [row] = await sql<{ carts: number }[]>`
    select count(*)::int as carts from predictions
    where model_version_id = ${primaryVersionId} and at >= ${from} and at < ${to} and role = 'primary' ${ofStore}`;
  return Math.max(1, Math.ceil((row?.carts ?? 0) / primaryCartsMax));
}

async function readArms(tx: Tx, window: StageWindow, every: number): Promise<readonly ArmRow[]> {
  const sql = rawSql(tx);
  return sql<ArmRow[]>`
    with ${decided(tx, window, every)}
    select d.role, count(*)::int as carts, coalesce(sum(written.messages), 0)::int as messages,
      coalesce(sum(written.unsubscribes), 0)::int as unsubscribes, coalesce(sum(written.complaints), 0)::int as complaints
    from decided d
    cross join lateral (
      select count(*) as messages,
        count(*) filter (where m.delivery_times ? 'unsubscribed' or exists (
          select from links l where l.store_id = m.store_id and l.message_id = m.id and l.kind = 'unsubscribe' and l.redeemed_at is not null
        )) as unsubscribes,
        count(*) filter (where m.delivery_times ? 'complained') as complaints
      from messages m
      where m.store_id = d.store_id and m.recovery_id = d.recovery_id and m.state = 'accepted'
    ) written
    group by d.role`;
}

/**
 * What each person spent in the currency of their cart within the time to buy, minor units net of refunds; people count once, with
 * their first cart.
 */
async function readMoney(tx: Tx, window: StageWindow, every: number): Promise<readonly MoneyRow[]> {
  const sql = rawSql(tx);
  return sql<MoneyRow[]>`
    with ${decided(tx, window, every)}, people as materialized (
      select distinct on (d.store_id, r.customer_id) d.store_id, r.customer_id, d.role, d.at, c.currency,
        d.at + ${timeToBuy(tx, 'st')} as until
      from decided d
      join recoveries r on r.store_id = d.store_id and r.id = d.recovery_id
      join carts c on c.store_id = d.store_id and c.id = d.cart_id
      join stores st on st.store_id = d.store_id
      where c.currency is not null
      order by d.store_id, r.customer_id, d.at
    )
    select role, currency, count(*)::int as people, count(*) filter (where orders > 0)::int as buyers,
      coalesce(sum(net), 0)::float8 as sum, coalesce(sum(net * net), 0)::float8 as squares
    from people asked
    cross join lateral (
      select count(*) as orders, coalesce(sum(coalesce(o.total_minor, 0) - o.refunded_minor), 0)::float8 as net
      from orders o
      where o.store_id = asked.store_id and o.customer_id = asked.customer_id and o.currency = asked.currency
        and ${orderedInTime(tx)}
    ) spent
    where asked.until <= ${window.to}
    group by role, currency`;
}
