import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished } from 'vitest';
import { carts, deadLetters, repairLog, repairRules } from '../../../db/postgres/schema/index.ts';
import { type Tx, withEngine, withPipeline, withStore } from '../../../db/postgres/tenancy.ts';
import { partitionOf } from '../../../events/event-log.ts';
import { platforms } from '../../../platforms/registry.ts';
import { type ApiFixture, type TestStore, test } from '../../../test/api-fixture.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { searchHere } from '../../../test/search-here.ts';
import { applyEvents } from '../../pipeline/apply-events.ts';
import { keepDeadLetters } from '../../pipeline/dead-letters.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { createStoreThresholdsCache } from '../../state/stores/idle-thresholds.ts';
import { createRepairSearch, type SearchResult } from '../repairs/repair-search.ts';
import { processDelivery } from '../webhooks/process-delivery.ts';
import { expireDeadLetters } from './expire.ts';
import { inspectDeadLetters, type Look } from './inspect.ts';
import { persistDeadLetters } from './keep.ts';
import { deadLetterLimits } from './letter-limits.ts';
import { createRefusedItems } from './refused-items.ts';
import { replayDeadLetters } from './replay.ts';

const at = Date.UTC(2026, 10, 22, 10, 15);

/** A cart as a shop sends it that writes seconds and snake case. */
const wrongCart = (id: string, change: object = {}) => ({
  id,
  type: 'cart_updated',
  occurredAt: at / 1_000,
  who: { anonymousId: 'visitor-1' },
  cart_id: 'cart-1',
  lines: [{ productId: 'lamp', quantity: '2' }],
  ...change,
});

/** A store behind endpoints that keep what they refuse. */
async function openShop(api: ApiFixture) {
  const store = await api.newStore();
  const dropped: string[] = [];
  const refusedItems = createRefusedItems({
    keep: (letters) => persistDeadLetters(api.database, letters),
    onDropped: (reason, letters) => dropped.push(...Array.from({ length: letters }, () => reason)),
    onFailure: (error) => {
      throw error;
    },
    now: Date.now,
  });
  const { call } = api.appWith({ refusedItems });
  const request = (method: string, path: string, body?: unknown) => call(path, { method, key: store.key, body });
  return {
    store,
    dropped,
    refusedItems,
    /** Sends items and waits until what was refused is kept and looked at. */
    async send(...items: readonly unknown[]) {
      const answer = await request('POST', '/v1/events', { events: items });
      await refusedItems.stop();
      await look(api);
      return answer.json;
    },
    get: async (path: string) => (await request('GET', path)).json,
    post: (path: string, body?: unknown) => request('POST', path, body),
    letters: () =>
      withStore(api.database, store.id, (tx) =>
        tx.select().from(deadLetters).orderBy(deadLetters.at, deadLetters.eventId),
      ),
  };
}

async function look(api: ApiFixture): Promise<void> {
  const look = {
    inTransaction: <T>(work: (tx: Tx) => Promise<T>) => withEngine(api.database, work),
    repairSearch: searchHere,
    fingerprint: null,
    now: Date.now,
  };
  while ((await inspectDeadLetters(look)) > 0);
}

const replayAll = (api: ApiFixture) =>
  replayDeadLetters({
    inTransaction: (work) => withEngine(api.database, work),
    eventLog: api.eventLog,
    fingerprint: null,
    now: Date.now,
  });

/** The cart after everything that the log holds of the store was applied. */
async function cartOf(api: ApiFixture, { id }: TestStore, externalId: string) {
  const entries = await api.eventLog.read(partitionOf(id, api.eventLog.partitions), null, {
    eventsMax: 100_000,
    waitMs: 0,
  });
  const events = entries.flatMap((entry) => entry.events).filter((event) => event.storeId === id);
  await withPipeline(api.database, (tx) => applyEvents(tx, events, { storeThresholds: createStoreThresholdsCache() }));
  return withStore(api.database, id, async (tx) => {
    const [cart] = await tx
      .select()
      .from(carts)
      .where(eq(carts.id, cartIdOf(id, externalId)));
    return cart;
  });
}

test('what was accepted without a detail is kept as it came, and there is nothing left to do about it', async ({
  api,
}) => {
  const shop = await openShop(api);
  const order = {
    id: 'order-1',
    type: 'order_placed',
    occurredAt: new Date(at).toISOString(),
    who: { customerId: 'c-1' },
    orderId: 'o-1',
    totalMinor: '1.299,00',
  };
  const { items } = await shop.send(order, { ...order });
  expect(items[0]).toEqual({ id: 'order-1', status: 'accepted', mended: ['totalMinor'] });
  const [letter, ...more] = await shop.letters();
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ state: 'repaired', takenInAs: 'order-1', settledBy: 'engine', path: 'totalMinor' });
  expect(JSON.parse(letter?.event ?? '')).toEqual(order);
});

describe('a dead letter that the search does not cope with', () => {
  /** A search that ends as it is told to, and what it was asked. */
  function searching(...ends: readonly SearchResult[]) {
    const asked: unknown[] = [];
    const left = [...ends];
    const repairSearch: Look['repairSearch'] = {
      search: async (job) => {
        asked.push((job.item as { id: string }).id);
        return left.shift() ?? searchHere.search(job);
      },
    };
    return { asked, repairSearch };
  }
  const tooSlow = { kind: 'given_up', problem: 'too_slow' } as const;

  /** Refuses items and leaves them to be looked at. */
  async function refuse(api: ApiFixture, ...items: readonly unknown[]) {
    const shop = await openShop(api);
    await shop.post('/v1/events', { events: items });
    await shop.refusedItems.stop();
    const inTransaction = <T>(work: (tx: Tx) => Promise<T>) => withStore(api.database, shop.store.id, work);
    const given = (more: Pick<Look, 'repairSearch'> & Partial<Look>) =>
      inspectDeadLetters({ inTransaction, fingerprint: null, now: Date.now, ...more });
    return { shop, inTransaction, lookWith: given };
  }

  test('is left to a person with the reason, is not searched again, and does not hold up those behind it', async ({
    api,
  }) => {
    const { shop, lookWith } = await refuse(api, wrongCart('slow'), wrongCart('good'));
    const { asked, repairSearch } = searching(tooSlow);
    const givenUp: string[] = [];
    const onGivenUp = (problem: string) => givenUp.push(problem);
    expect(await lookWith({ repairSearch, onGivenUp })).toBe(2);
    expect(await lookWith({ repairSearch, onGivenUp })).toBe(0);
    expect([[...asked].sort(), givenUp]).toEqual([['good', 'slow'], ['too_slow']]);
    const letters = await shop.letters();
    expect(letters.map(({ state, lookProblem }) => [state, lookProblem]).sort()).toEqual([
      ['new', 'too_slow'],
      ['proposed', null],
    ]);
    const slow = letters.find(({ state }) => state === 'new');
    expect(await shop.get(`/v1/dead-letters/${slow?.id}`)).toMatchObject({ lookProblem: 'too_slow', proposal: null });
  });

  test('is known to be looked at before its content is read, so that a process that dies of it does not do so for ever', async ({
    api,
  }) => {
    const { shop, lookWith } = await refuse(api, wrongCart('deadly'));
    let minutes = 0;
    const now = () => Date.now() + minutes * 60_000;
    const dying: Look['repairSearch'] = {
      search: async () => {
        expect(await shop.letters()).toMatchObject([{ looks: Math.floor(minutes / 6) + 1 }]);
        throw new Error('the process dies');
      },
    };
    for (; minutes < 18; minutes += 6) {
      await expect(lookWith({ repairSearch: dying, now })).rejects.toThrow('dies');
      // What is being looked at is nobody else's until its lease ends.
      expect(await lookWith({ repairSearch: dying, now })).toBe(0);
    }
    expect(await lookWith({ repairSearch: dying, now })).toBe(1);
    expect(await shop.letters()).toMatchObject([{ state: 'new', lookProblem: 'broke_off', looks: 0 }]);
    expect(await lookWith({ repairSearch: dying, now })).toBe(0);
  });

  test('is searched outside of any transaction: what a person decides meanwhile stands', async ({ api }) => {
    const { shop, lookWith } = await refuse(api, wrongCart('e-1'));
    const [letter] = await shop.letters();
    const repairSearch: Look['repairSearch'] = {
      search: async (job) => {
        await shop.post(`/v1/dead-letters/${letter?.id}/reject`, {});
        return searchHere.search(job);
      },
    };
    expect(await lookWith({ repairSearch })).toBe(1);
    expect(await shop.letters()).toMatchObject([{ state: 'rejected', steps: null }]);
  });

  test('waits for the next look when there is no thread', async ({ api }) => {
    const { shop, lookWith } = await refuse(api, wrongCart('e-1'));
    const { repairSearch } = searching({ kind: 'given_up', problem: 'unavailable' });
    await lookWith({ repairSearch });
    expect(await lookWith({ repairSearch })).toBe(0);
    expect(await lookWith({ repairSearch, now: () => Date.now() + 6 * 60_000 })).toBe(1);
    expect(await shop.letters()).toMatchObject([{ state: 'proposed' }]);
  });

  test('of 45 kB of capitals is searched like any other, in the thread and by an approval', async ({ api }) => {
    const capitals = { ...wrongCart('capitals'), type: 'A'.repeat(45_000) };
    const { shop, lookWith } = await refuse(api, capitals, wrongCart('e-2'));
    const repairSearch = createRepairSearch();
    onTestFinished(() => repairSearch.close());
    expect(await lookWith({ repairSearch })).toBe(2);
    const letters = await shop.letters();
    expect(letters.map(({ state, lookProblem }) => [state, lookProblem]).sort()).toEqual([
      ['new', null],
      ['proposed', null],
    ]);
    const proposed = letters.find(({ state }) => state === 'proposed');
    const { call } = api.appWith({ repairSearch });
    const approved = await call(`/v1/dead-letters/${proposed?.id}/approve`, { method: 'POST', key: shop.store.key });
    expect([approved.status, approved.json.repaired]).toEqual([200, 1]);
  });
});

describe('dead letters whose amounts disagree about their unit', () => {
  const priced = (id: string, ...amounts: readonly number[]) =>
    wrongCart(id, {
      currency: 'EUR',
      lines: amounts.map((unitPriceMinor, index) => ({ productId: `p-${index}`, quantity: 1, unitPriceMinor })),
    });

  test('are no one cluster, and the one without decimals is not approved beside the other', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(priced('decimal', 31.5), priced('whole', 31));
    const letters = await shop.letters();
    const [decimal, whole] = ['decimal', 'whole'].map((name) => letters.find(({ eventId }) => eventId === name));
    expect(decimal?.fingerprint).not.toBe(whole?.fingerprint);
    const refused = await shop.post(`/v1/dead-letters/${whole?.id}/approve`);
    expect([refused.status, refused.json.error.message]).toEqual([409, expect.stringContaining(String(decimal?.id))]);
    expect((await shop.post(`/v1/dead-letters/${decimal?.id}/approve`)).json).toMatchObject({ repaired: 1 });
    expect((await shop.post(`/v1/dead-letters/${whole?.id}/approve`)).status).toBe(409);
  });

  test('can be told apart by a person, who rejects what is wrong', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(priced('decimal', 31.5), priced('whole', 3_100));
    const letters = await shop.letters();
    const [decimal, whole] = ['decimal', 'whole'].map((name) => letters.find(({ eventId }) => eventId === name));
    await shop.post(`/v1/dead-letters/${decimal?.id}/reject`, {});
    expect((await shop.post(`/v1/dead-letters/${whole?.id}/approve`)).json).toMatchObject({ repaired: 1 });
  });

  test('have no proposal where one dead letter writes both', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(priced('mixed', 31.5, 31));
    expect(await shop.letters()).toMatchObject([{ state: 'new', steps: null }]);
  });
});

describe('what an endpoint refuses', () => {
  test('is kept with its content, cause and fingerprint, and lies with what failed alike', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'), wrongCart('e-2', { cart_id: 'cart-2' }), { id: 'e-3', type: 'unheard_of' });
    const { items } = await shop.get('/v1/dead-letter-clusters');
    expect(items).toHaveLength(2);
    const cluster = items.find(({ eventType }: { eventType: string }) => eventType === 'cart_updated');
    expect(cluster).toMatchObject({ source: 'api', cause: 'invalid', path: 'occurredAt', proposed: 2, new: 0 });
    const letter = await shop.get(`/v1/dead-letters/${cluster.exampleId}`);
    expect(JSON.parse(letter.content)).toMatchObject({ occurredAt: at / 1_000 });
    expect(letter).toMatchObject({ state: 'proposed', fingerprint: cluster.fingerprint });
  });

  test('is kept once and counted when the shop sends it again and again', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'), wrongCart('e-1'));
    await shop.send(wrongCart('e-1'));
    expect(await shop.letters()).toMatchObject([{ eventId: 'e-1', times: 3 }]);
  });

  test('does not spoil what came with it', async ({ api }) => {
    const shop = await openShop(api);
    const good = { ...wrongCart('good'), occurredAt: new Date(at).toISOString(), cartId: 'c', lines: [] };
    expect(await shop.send(wrongCart('e-1'), good)).toMatchObject({ accepted: 1, rejected: 1 });
  });

  test('is dropped and counted above what one store may have, and other stores keep theirs', async ({ api }) => {
    const [full, other] = [await openShop(api), await openShop(api)];
    const limits = { ...deadLetterLimits, deadLettersPerStoreMax: 2 };
    const keep = (shop: typeof full, id: string) =>
      persistDeadLetters(
        api.database,
        [
          {
            storeId: shop.store.id,
            source: 'api',
            kind: 'event',
            item: wrongCart(id),
            text: JSON.stringify(wrongCart(id)),
            sizeBytes: 100,
            error: { code: 'invalid', path: 'occurredAt', message: 'no' },
            receivedAt: at,
          },
        ],
        limits,
      );
    await keep(full, 'e-1');
    await keep(full, 'e-2');
    expect(await keep(full, 'e-3')).toEqual({ droppedFull: 1 });
    expect(await keep(other, 'e-3')).toEqual({ droppedFull: 0 });
    expect(await full.letters()).toHaveLength(2);
  });

  test('of a platform is kept as the request that came, and is nothing to repair', async ({ api }) => {
    const shop = await openShop(api);
    const body = '{"id":1,"line_items":"none"';
    const outcome = await processDelivery(api.eventLog, {
      storeId: shop.store.id,
      platform: platforms.get('shopify')!,
      settings: { currency: null, orderStatuses: {} },
      client: null,
      active: true,
      request: { headers: { 'x-shopify-topic': 'carts/update' }, body: Buffer.from(body), receivedAt: at },
      refusedItems: shop.refusedItems,
    });
    await shop.refusedItems.stop();
    await look(api);
    expect(outcome.status).toBe('refused');
    expect(await shop.letters()).toMatchObject([
      { source: 'webhook:shopify', kind: 'body', event: body, state: 'new', eventId: null },
    ]);
  });

  test('is seen by its own store alone', async ({ api }) => {
    const [one, other] = [await openShop(api), await openShop(api)];
    await one.send(wrongCart('e-1'));
    const [letter] = await one.letters();
    expect(await other.get('/v1/dead-letters')).toMatchObject({ items: [] });
    expect(await other.get('/v1/dead-letter-clusters')).toMatchObject({ items: [] });
    expect((await other.post(`/v1/dead-letters/${letter?.id}/approve`)).status).toBe(404);
  });
});

describe('a repair', () => {
  test('that a person approves is a rule, and every dead letter of the cluster ends in its cart', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'), wrongCart('e-2', { cart_id: 'cart-2' }));
    const [first] = await shop.letters();
    const { status, json } = await shop.post(`/v1/dead-letters/${first?.id}/approve`);
    expect([status, json]).toMatchObject([200, { version: 1, approvals: 1, repaired: 2 }]);
    expect(await shop.letters()).toMatchObject([
      { state: 'repaired', takenInAs: 'e-1', approved: true },
      { state: 'repaired', takenInAs: 'e-2', approved: false },
    ]);
    for (const cartId of ['cart-1', 'cart-2'])
      expect((await cartOf(api, shop.store, cartId))?.lines).toEqual([{ productId: 'lamp', quantity: 2 }]);
    const { history } = await shop.get(`/v1/dead-letters/${first?.id}`);
    expect(
      history.map(({ action, actor }: { action: string; actor: string }) => [action, actor.split(':')[0]]),
    ).toEqual(
      expect.arrayContaining([
        ['approved', 'key'],
        ['replayed', 'key'],
      ]),
    );
  });

  test('says how many letters of its cluster it fits exactly', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('a'), wrongCart('b'), wrongCart('c', { occurredAt: at }));
    const { items } = await shop.get('/v1/dead-letter-clusters?open=true');
    expect(items.map(({ proposed }: { proposed: number }) => proposed)).toEqual([3]);
    const example = (await shop.letters()).find(({ id }) => id === items[0].exampleId);
    expect(items[0].agreeing).toBe(example?.eventId === 'c' ? 1 : 2);
  });

  test('shows whom the letter is about only to those who may see addresses', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('a', { who: { email: 'ada@shop.example' } }));
    const [letter] = await shop.letters();
    const key = await api.newKey(shop.store.id, 'dead-letters:read');
    const masked = await api.call(`/v1/dead-letters/${letter?.id}`, { key });
    const clusters = await api.call('/v1/dead-letter-clusters', { key });
    expect(masked.text + clusters.text).not.toContain('ada@');
    expect(JSON.parse(masked.json.content)).toMatchObject({
      who: { email: 'xxx@xxxx.xxxxxxx' },
      occurredAt: at / 1_000,
    });
    expect([masked.json.masked, masked.json.proposal.patch.length]).toEqual([true, expect.any(Number)]);
    expect(await shop.get(`/v1/dead-letters/${letter?.id}`)).toMatchObject({
      masked: false,
      content: expect.stringContaining('ada@shop.example'),
    });
  });

  test('takes effect once, although the shop mends and sends the event again', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'));
    const [letter] = await shop.letters();
    await shop.post(`/v1/dead-letters/${letter?.id}/approve`);
    const mended = {
      ...wrongCart('e-1'),
      occurredAt: new Date(at).toISOString(),
      cartId: 'cart-1',
      lines: [{ productId: 'lamp', quantity: 2 }],
    };
    expect(await shop.send(mended)).toMatchObject({ duplicates: 1 });
    expect((await cartOf(api, shop.store, 'cart-1'))?.lines).toEqual([{ productId: 'lamp', quantity: 2 }]);
  });

  test('of a later dead letter waits for a person, until three were approved', async ({ api }) => {
    const shop = await openShop(api);
    for (const [index, id] of ['e-1', 'e-2', 'e-3'].entries()) {
      await shop.send(wrongCart(id));
      await replayAll(api);
      const letter = (await shop.letters()).find(({ eventId }) => eventId === id);
      expect([id, letter?.state]).toEqual([id, 'proposed']);
      const { json } = await shop.post(`/v1/dead-letters/${letter?.id}/approve`);
      expect(json).toMatchObject({ version: 1, approvals: index + 1, repaired: 1 });
    }
    await shop.send(wrongCart('e-4'));
    await replayAll(api);
    expect((await shop.letters()).find(({ eventId }) => eventId === 'e-4')).toMatchObject({
      state: 'repaired',
      settledBy: 'engine',
    });
  });

  test('of money never happens without a person, however often it was approved', async ({ api }) => {
    const shop = await openShop(api);
    for (const id of ['e-1', 'e-2', 'e-3', 'e-4', 'e-5']) {
      await shop.send(wrongCart(id, { currency: 'eur' }));
      await replayAll(api);
      const letter = (await shop.letters()).find(({ eventId }) => eventId === id);
      expect(letter).toMatchObject({ state: 'proposed', guarded: ['currency'] });
      await shop.post(`/v1/dead-letters/${letter?.id}/approve`);
    }
  });

  test('that is undone mends nothing more, says what it took in, and lets the dead letters wait again', async ({
    api,
  }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'));
    const [first] = await shop.letters();
    const { json: rule } = await shop.post(`/v1/dead-letters/${first?.id}/approve`);
    await shop.send(wrongCart('e-2'));
    const undone = await shop.post(`/v1/repair-rules/${rule.ruleId}/withdraw`);
    expect(undone.json).toEqual({ ruleId: rule.ruleId, reopened: 1, takenIn: 1, eventIds: ['e-1'] });
    await look(api);
    await replayAll(api);
    const states = (await shop.letters()).map(({ eventId, state, ruleId }) => [eventId, state, ruleId !== null]);
    expect(states.sort()).toEqual([
      ['e-1', 'repaired', true],
      ['e-2', 'proposed', false],
    ]);
    expect((await shop.post(`/v1/repair-rules/${rule.ruleId}/withdraw`)).status).toBe(409);
    const second = (await shop.letters()).find(({ eventId }) => eventId === 'e-2');
    expect((await shop.post(`/v1/dead-letters/${second?.id}/approve`)).json).toMatchObject({
      version: 2,
      approvals: 1,
    });
    const { items } = await shop.get('/v1/repair-rules');
    expect(items.map(({ version, state }: { version: number; state: string }) => [version, state])).toEqual([
      [2, 'active'],
      [1, 'withdrawn'],
    ]);
  });

  test('that is rejected with its cluster stays away', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'), wrongCart('e-2'));
    const [first] = await shop.letters();
    expect((await shop.post(`/v1/dead-letters/${first?.id}/reject`, { wholeCluster: true })).json).toEqual({
      rejected: 2,
    });
    expect((await shop.post(`/v1/dead-letters/${first?.id}/approve`)).status).toBe(409);
    expect((await shop.get('/v1/dead-letter-clusters?open=true')).items).toEqual([]);
  });

  test('is not proposed where nothing mechanical leads to an event', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send({ id: 'e-1', type: 'unheard_of', who: { anonymousId: 'v' } });
    const [letter] = await shop.letters();
    expect(letter).toMatchObject({ state: 'new', steps: null });
    expect((await shop.post(`/v1/dead-letters/${letter?.id}/approve`)).status).toBe(409);
    expect((await shop.post(`/v1/dead-letters/${letter?.id}/retry`)).json).toMatchObject({ status: 'rejected' });
  });
});

describe('what the pipeline could not apply', () => {
  test('is sent again under an id of its own, once however often it is retried', async ({ api }) => {
    const shop = await openShop(api);
    const event = eventsOf(shop.store.id)('line_added', { cartId: 'c', line: { productId: 'p', quantity: 1 } });
    await api.eventLog.append(shop.store.id, [event]);
    await withPipeline(api.database, (tx) =>
      keepDeadLetters(tx, [{ event, cause: '22P05' }], { consumer: 'carts/1', position: '1-1' }),
    );
    await look(api);
    const [letter] = await shop.letters();
    expect(letter).toMatchObject({ source: 'pipeline', state: 'new', eventType: 'line_added' });
    const { json } = await shop.post(`/v1/dead-letters/${letter?.id}/retry`);
    expect(json).toEqual({ status: 'accepted', eventId: `retry-${letter?.id}` });
    expect((await shop.post(`/v1/dead-letters/${letter?.id}/retry`)).status).toBe(409);
  });
});

describe('an event under the id of another one', () => {
  test('is kept, and a retry takes it in under an id of its own, once', async ({ api }) => {
    const shop = await openShop(api);
    const event = { id: '1', type: 'product_viewed', occurredAt: '2026-11-22T10:15:00Z', who: { anonymousId: 'v' } };
    await shop.send({ ...event, productId: 'lamp' });
    await shop.send({ ...event, productId: 'chair' });
    const [letter] = await shop.letters();
    expect(letter).toMatchObject({ cause: 'id_reused', path: 'id', state: 'new', eventType: 'product_viewed' });
    const { json } = await shop.post(`/v1/dead-letters/${letter?.id}/retry`);
    expect(json).toEqual({ status: 'accepted', eventId: `retry-${letter?.id}` });
    expect((await shop.post(`/v1/dead-letters/${letter?.id}/retry`)).status).toBe(409);
  });
});

describe('a dead letter that nobody settles', () => {
  test('loses its content after its time, and is gone after that time again', async ({ api }) => {
    const shop = await openShop(api);
    await shop.send(wrongCart('e-1'));
    const day = 24 * 3_600_000;
    await expireDeadLetters(api.database, { now: Date.now() + 29 * day });
    expect(await shop.letters()).toMatchObject([{ state: 'proposed' }]);
    await expireDeadLetters(api.database, { now: Date.now() + 31 * day });
    expect(await shop.letters()).toMatchObject([{ state: 'expired', event: '', steps: null }]);
    await expireDeadLetters(api.database, { now: Date.now() + 62 * day });
    expect(await shop.letters()).toEqual([]);
  });
});

test('every approval, rejection and undoing says who did it and when', async ({ api }) => {
  const shop = await openShop(api);
  await shop.send(wrongCart('e-1'));
  const [letter] = await shop.letters();
  const { json } = await shop.post(`/v1/dead-letters/${letter?.id}/approve`);
  await shop.post(`/v1/repair-rules/${json.ruleId}/withdraw`);
  const [log, [rule]] = await withStore(api.database, shop.store.id, async (tx) => [
    await tx.select().from(repairLog).orderBy(repairLog.at, repairLog.id),
    await tx.select().from(repairRules),
  ]);
  expect(log.map(({ action }) => action)).toEqual(['approved', 'replayed', 'withdrawn']);
  expect(log.every(({ actor, at: when }) => actor.startsWith('key:') && when instanceof Date)).toBe(true);
  expect(rule).toMatchObject({ state: 'withdrawn', approvedBy: log[0]?.actor, withdrawnBy: log[2]?.actor });
});
