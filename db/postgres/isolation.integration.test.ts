import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { describe, expect, onTestFinished } from 'vitest';
import { test } from '../../test/fixtures.ts';
import { openTestDatabase } from '../../test/sent-message.ts';
import { createShop, type Shop } from '../../test/shop-factory.ts';
import { connectPostgres } from './connect.ts';
import type { DatabaseUrls } from './create-database.ts';

/** Unique over all stores on purpose: what they hold says nothing of another store. */
const uniqueEverywhere = [
  'signal_outbox_pkey',
  'links_token_hash_unique',
  'recoveries_workflow_id_unique',
  'api_keys_pkey',
  'audit_log_pkey',
  'model_versions_pkey',
  'model_moves_pkey',
  'drift_checks_pkey',
  'flag_changes_pkey',
  'plans_pkey',
  'price_versions_pkey',
  'usage_marks_pkey',
  'training_runs_pkey',
  'training_runs_open',
  'rollouts_pkey',
  'rollouts_one_active_of_platform',
  'rollout_looks_pkey',
  'api_keys_key_hash_unique',
  'invitations_token_hash_unique',
  'snippets_publishable_key_unique',
  'brand_domains_one_holder',
  'topic_outbox_topic_id_pk',
];

function connect(url: string, maxConnections = 1): Sql {
  const sql = connectPostgres(url, { maxConnections, applicationName: 'test' });
  onTestFinished(() => sql.end({ timeout: 5 }));
  return sql;
}

/** A store with a row in the tables that a person appears in. */
async function fullShop(urls: DatabaseUrls): Promise<Shop> {
  const shop = await createShop(openTestDatabase(urls));
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  await shop.recovery(cart);
  await shop.order({ customerId });
  return shop;
}

async function storeTables(owner: Sql): Promise<readonly string[]> {
  const rows = await owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'store_id' order by 1`;
  return rows.map(({ name }) => name);
}

/** Runs `work` as the app does: in a transaction that chose a store. */
function inStore<T>(app: Sql, storeId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return app.begin(async (tx) => {
    await tx`select set_config('app.store_id', ${storeId}, true)`;
    return work(tx as unknown as Sql);
  }) as Promise<T>;
}

describe('row-level security', () => {
  test('is enabled and forced on every table with a store, with a policy that reads and writes by it', async ({
    database: urls,
  }) => {
    const owner = connect(urls.ownerUrl);
    const rows = await owner<{ name: string; enabled: boolean; forced: boolean; isolated: boolean }[]>`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, exists (
        select from pg_policies p
        where p.schemaname = 'public' and p.tablename = c.relname and 'cart_app' = any(p.roles) and p.cmd = 'ALL'
          and p.qual like '%app.store_id%' and p.with_check like '%app.store_id%') as isolated
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = 'store_id' and not a.attisdropped`;
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ enabled, forced, isolated }) => !(enabled && forced && isolated))).toEqual([]);
  });

  test('cannot be passed by the logins of the engine: none is a superuser, none may skip it, none but the owner owns a table', async ({
    database: urls,
  }) => {
    const owner = connect(urls.ownerUrl);
    const roles = await owner`
      select rolname from pg_roles where rolname like 'cart%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`;
    const owned = await owner`
      select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
      where c.relnamespace = 'public'::regnamespace and r.rolname in ('cart_app', 'cart_app_login', 'cart_engine', 'cart_engine_login')`;
    expect([...roles, ...owned]).toEqual([]);
  });

  test('shows no row of any table while no store is chosen, also after one was', async ({ database: urls }) => {
    const { storeId } = await fullShop(urls);
    // One connection: what an earlier transaction left on it would be seen.
    const app = connect(urls.appUrl);
    const count = async () => {
      const counts = await Promise.all(
        (await storeTables(app)).map((table) => app`select count(*)::int as n from ${app(table)}`),
      );
      return counts.reduce((sum, [row]) => sum + row?.n, 0);
    };
    expect(await count()).toBe(0);
    await inStore(app, storeId, (sql) => sql`select from carts`);
    expect(await count()).toBe(0);
    await inStore(app, storeId, (sql) => sql`select 1 / 0`).catch(() => {});
    expect(await count()).toBe(0);
  });

  test('lets a store see its own rows and none of another, in every table', async ({ database: urls }) => {
    const [one] = [await fullShop(urls), await fullShop(urls)];
    const app = connect(urls.appUrl);
    const seen = await inStore(app, one.storeId, async (sql) => {
      const found = new Set<string>();
      for (const table of await storeTables(sql)) {
        for (const row of await sql<{ store: string }[]>`select distinct store_id as store from ${sql(table)}`)
          found.add(row.store);
      }
      return [...found];
    });
    expect(seen).toEqual([one.storeId]);
  });

  test('lets a store neither change, delete nor add rows of another', async ({ database: urls }) => {
    const [one, two] = [await fullShop(urls), await fullShop(urls)];
    const app = connect(urls.appUrl);
    await inStore(app, one.storeId, async (sql) => {
      expect((await sql`update carts set value_minor = 1 where store_id = ${two.storeId}`).count).toBe(0);
      expect((await sql`delete from customers where store_id = ${two.storeId}`).count).toBe(0);
    });
    const intrusion = inStore(
      app,
      one.storeId,
      (sql) => sql`insert into customers (store_id, id) values (${two.storeId}, ${randomUUID()})`,
    );
    await expect(intrusion).rejects.toMatchObject({ code: '42501' });
    const move = inStore(app, one.storeId, (sql) => sql`update carts set store_id = ${two.storeId}`);
    await expect(move).rejects.toMatchObject({ code: '42501' });
  });

  test('tells a store nothing by unique indexes: each has the store in it', async ({ database: urls }) => {
    const owner = connect(urls.ownerUrl);
    const rows = await owner<{ name: string }[]>`
      select i.relname as name
      from pg_index x join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = x.indrelid and a.attname = 'store_id'
      where x.indisunique and i.relnamespace = 'public'::regnamespace and not a.attnum = any(x.indkey)`;
    expect(rows.map(({ name }) => name).filter((name) => !uniqueEverywhere.includes(name))).toEqual([]);
  });

  test('keeps tables without a store from the app', async ({ database: urls }) => {
    const owner = connect(urls.ownerUrl);
    const rows = await owner<{ name: string }[]>`
      select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and has_table_privilege('cart_app', c.oid, 'select')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id')`;
    expect(rows).toEqual([]);
  });

  test('holds on one connection that many stores use in turn, errors included', async ({ database: urls }) => {
    const shops = [await fullShop(urls), await fullShop(urls), await fullShop(urls)];
    const app = connect(urls.appUrl);
    const visits = Array.from({ length: 60 }, (_, index) => {
      const { storeId } = shops[index % shops.length] as Shop;
      return inStore(app, storeId, async (sql) => {
        const rows = await sql<{ store: string }[]>`select store_id as store from carts`;
        if (index % 5 === 0) await sql`select 1 / 0`;
        return rows.every(({ store }) => store === storeId);
      }).catch(() => true);
    });
    expect(await Promise.all(visits)).not.toContain(false);
  });
});
