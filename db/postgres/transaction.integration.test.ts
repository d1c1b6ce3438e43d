import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '../../test/system-of-record.ts';
import { customers } from './schema/index.ts';
import { rawSql, withStore, withStoreAround } from './tenancy.ts';

test('statements of drizzle and of postgres.js are of one transaction, also inside a savepoint', async ({
  systemOfRecord,
  newShop,
}) => {
  const { storeId, customer } = await newShop();
  const id = await customer();
  const read = () =>
    withStore(systemOfRecord, storeId, (tx) => tx.select().from(customers).where(eq(customers.id, id)));
  const name = (firstName: string) => ({ firstName });
  const lost = new Error('lost');
  const work = withStore(systemOfRecord, storeId, async (tx) => {
    await tx.update(customers).set(name('drizzle')).where(eq(customers.id, id));
    const [seen] = await rawSql(tx)`select first_name from customers where id = ${id}`;
    expect(seen).toEqual({ first_name: 'drizzle' });
    const part = tx.transaction(async (inner) => {
      await rawSql(inner)`update customers set first_name = 'savepoint' where id = ${id}`;
      expect(await inner.select().from(customers).where(eq(customers.id, id))).toMatchObject([name('savepoint')]);
      throw lost;
    });
    await expect(part).rejects.toBe(lost);
    expect(await tx.select().from(customers).where(eq(customers.id, id))).toMatchObject([name('drizzle')]);
    throw lost;
  });
  await expect(work).rejects.toBe(lost);
  expect(await read()).not.toMatchObject([name('drizzle')]);
});

test('a statement is planned once for a connection, and one as long as its list each time', async ({
  systemOfRecord,
  newShop,
}) => {
  const { storeId } = await newShop();
  const prepared = await withStore(systemOfRecord, storeId, async (tx) => {
    for (let time = 0; time < 2; time++) {
      for (const length of [1, 1_000]) {
        const ids = Array.from({ length }, () => randomUUID());
        await tx.select({ id: customers.id }).from(customers).where(inArray(customers.id, ids));
      }
    }
    return rawSql(tx)`
      select (generic_plans + custom_plans)::int as runs from pg_prepared_statements 
      where statement like 'select "id" from "customers"%'`;
  });
  expect([...prepared]).toEqual([{ runs: 2 }]);
});

test('a store is chosen before the first statement, which is not sent later for it', async ({
  systemOfRecord,
  newShop,
}) => {
  const [one, two] = [await newShop(), await newShop()];
  const ids = [await one.customer(), await two.customer()];
  const seen = await Promise.all(
    [one, two].map(({ storeId }) => withStore(systemOfRecord, storeId, (tx) => rawSql(tx)`select id from customers`)),
  );
  expect(seen.map((rows) => rows.map(({ id }) => id))).toEqual(ids.map((id) => [id]));
});

test('a transaction whose store cannot be chosen reads nothing, and fails as the choice did', async ({
  systemOfRecord,
}) => {
  const work = withStore(systemOfRecord, 'no store\0', (tx) => rawSql(tx)`select id from customers`);
  await expect(work).rejects.toMatchObject({ code: '22021' });
});

test('work that joins a transaction of another store finds its own, and the outer one its own again', async ({
  systemOfRecord,
  newShop,
}) => {
  const [outer, inner] = [await newShop(), await newShop()];
  const ids = [await outer.customer(), await inner.customer()];
  const read = (storeId: string) => withStore(systemOfRecord, storeId, (tx) => rawSql(tx)`select id from customers`);
  const seen = await withStoreAround(systemOfRecord, outer.storeId, async (tx) => {
    const joined = await read(inner.storeId);
    return [await rawSql(tx)`select id from customers`, joined].map((rows) => rows.map(({ id }) => id));
  });
  expect(seen).toEqual(ids.map((id) => [id]));
});
