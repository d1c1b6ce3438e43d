import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { brandDomains } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { openDns } from '../../../services/messaging/sender-domain/dns.ts';
import { checkDueDomains } from '../../../services/state/own-domains/check.ts';
import { test as base, type TestStore } from '../../../test/api-fixture.ts';
import { openDnsServer, type Zone } from '../../../test/dns-server.ts';

/** The API with a DNS of its own, and a clock that the test turns. */
const test = base.extend('scene', async ({ api }, { onCleanup }) => {
  const server = await openDnsServer();
  onCleanup(() => server.close());
  const dns = openDns([server.address]);
  let zone: Zone = {};
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const { call } = api.appWith({ domainTexts: dns, now });
  const as = ({ key }: TestStore) => ({
    claim: async (domain: string) =>
      (await call('/v1/brand/domains', { method: 'POST', key, body: { domain, use: 'pages' } })).json,
    check: async (id: string) => (await call(`/v1/brand/domains/${id}/check`, { method: 'POST', key })).json,
    release: async (id: string) => (await call(`/v1/brand/domains/${id}`, { method: 'DELETE', key })).json,
  });
  return {
    ...{ api, call, as },
    publish: (records: Zone) => {
      zone = { ...zone, ...records };
      server.serve(zone);
    },
    pass: (ms: number) => {
      aheadMs += ms;
    },
    /** What the loop does. */
    round: () => checkDueDomains({ database: api.database, dns, onChange: async () => {}, now }, { limit: 1_000 }),
  };
});

const recordOf = ({ record }: { readonly record: { readonly name: string; readonly value: string } }): Zone => ({
  [record.name]: [record.value],
});

describe('a name of a store’s own (operations T23)', () => {
  test('is proved by a text that was drawn for this claim alone', async ({ scene }) => {
    const { api, as, publish } = scene;
    const [store, thief] = [await api.newStore(), await api.newStore()];
    const claim = await as(store).claim('cart.lamps.shop');
    expect(claim).toMatchObject({
      state: 'waiting',
      found: null,
      record: { name: '_domain-challenge.cart.lamps.shop' },
    });
    expect((await as(store).check(claim.id)).found).toBe('absent');
    publish(recordOf(claim));
    expect(await as(store).check(claim.id)).toMatchObject({ state: 'live', found: 'present' });
    const stolen = await as(thief).claim('cart.lamps.shop');
    expect(stolen.record.value).not.toBe(claim.record.value);
    // The text of one claim proves no other.
    expect(await as(thief).check(stolen.id)).toMatchObject({ state: 'waiting', found: 'absent' });
  });

  test('rests when it is given up or lost, though the CNAME stays: nobody else gets it for a week', async ({
    scene,
  }) => {
    const { api, as, publish, pass } = scene;
    const [store, next] = [await api.newStore(), await api.newStore()];
    const claim = await as(store).claim('cart.rugs.shop');
    publish(recordOf(claim));
    await as(store).check(claim.id);
    const other = await as(next).claim('cart.rugs.shop');
    publish({ [other.record.name]: [claim.record.value, other.record.value] });
    expect(await as(next).check(other.id)).toMatchObject({ state: 'waiting', found: 'held' });
    expect(await as(store).release(claim.id)).toMatchObject({ state: 'released' });
    expect(await as(next).check(other.id)).toMatchObject({ state: 'waiting', found: 'held' });
    pass(7 * dayMs);
    expect(await as(next).check(other.id)).toMatchObject({ state: 'live', found: 'present' });
    // And the one of before needs a new text.
    const again = await as(store).claim('cart.rugs.shop');
    expect(again.record.value).not.toBe(claim.record.value);
  });

  test('is looked at again and again: without its text it is lost after three days', async ({ scene }) => {
    const { api, as, publish, pass, round } = scene;
    const store = await api.newStore();
    const claim = await as(store).claim('cart.vases.shop');
    publish(recordOf(claim));
    const state = async () => {
      const [row] = await withEngine(api.database, (tx) =>
        tx.select().from(brandDomains).where(eq(brandDomains.id, claim.id)),
      );
      return row?.state;
    };
    await round();
    expect(await state()).toBe('live');
    publish({ [claim.record.name]: [] });
    pass(dayMs);
    await round();
    expect(await state()).toBe('failing');
    const alerts = async () => (await api.call('/v1/alerts', { key: store.key })).json.items;
    const told = { kind: 'own_domain_failing', domain: 'cart.vases.shop', use: 'pages' };
    expect(await alerts()).toContainEqual({ ...told, since: expect.any(String), isLost: false });
    pass(3 * dayMs);
    await round();
    expect(await state()).toBe('lost');
    expect(await alerts()).toContainEqual({ ...told, since: expect.any(String), isLost: true });
    await as(store).claim('cart.vases.shop');
    expect(await alerts()).not.toContainEqual(expect.objectContaining({ kind: 'own_domain_failing' }));
  });

  test('answers with the pages of its store and nothing else, and with nothing once it is nobody’s', async ({
    scene,
  }) => {
    const { api, call, as, publish } = scene;
    const store = await api.newStore();
    const claim = await as(store).claim('cart.bowls.shop');
    const under = async (path: string, key?: string) =>
      (await call(path, { headers: { host: 'cart.bowls.shop' }, ...(key && { key }) })).status;
    // Somebody who only says so takes nothing away from anybody.
    expect(await under('/healthz')).toBe(200);
    publish(recordOf(claim));
    await as(store).check(claim.id);
    expect(api.brands.linkBaseOf(store.id)).toBe('https://cart.bowls.shop');
    expect([await under('/healthz'), await under('/v1/brand', store.key)]).toEqual([404, 404]);
    expect((await call('/healthz')).status).toBe(200);
    await as(store).release(claim.id);
    expect(api.brands.linkBaseOf(store.id)).toBeNull();
    expect(await under(`/v1/brand/logo/${'a'.repeat(64)}`)).toBe(404);
  });

  test('is told to the proxy that makes certificates, if it asks from near', async ({ scene }) => {
    const { api, as, publish } = scene;
    const store = await api.newStore();
    const served = await api.serve();
    const ask = async (domain: string, headers = {}) =>
      (await served.call(`/v1/domains/allowed?domain=${domain}`, { headers })).status;
    const claim = await as(store).claim('cart.forks.shop');
    expect(await ask('cart.forks.shop')).toBe(404);
    publish(recordOf(claim));
    await as(store).check(claim.id);
    expect([await ask('cart.forks.shop'), await ask('engine.example'), await ask('x.example')]).toEqual([
      200, 200, 404,
    ]);
    const passedOn = { 'x-forwarded-for': '203.0.113.7' };
    expect(await ask('cart.forks.shop', passedOn)).toBe(403);
    expect(await ask('cart.forks.shop', { ...passedOn, authorization: `Bearer ${api.adminKey}` })).toBe(200);
  });

  test.for([
    ['of this installation', 'engine.example'],
    ['below it', 'x.engine.example'],
    ['that is an address', '10.0.0.1'],
    ['that is in no DNS', 'shop.local'],
  ] as const)('%s is refused', async ([, domain], { scene }) => {
    const store = await scene.api.newStore();
    const body = { domain, use: 'pages' };
    const { status, json } = await scene.call('/v1/brand/domains', { method: 'POST', key: store.key, body });
    expect([status, json.error.path]).toEqual([422, 'domain']);
  });

  test('is asked for once, and five are enough', async ({ scene }) => {
    const { api, as } = scene;
    const store = await api.newStore();
    await as(store).claim('a0.pots.shop');
    expect((await as(store).claim('a0.pots.shop')).error.code).toBe('conflict');
    for (const at of [1, 2, 3, 4]) await as(store).claim(`a${at}.pots.shop`);
    expect((await as(store).claim('a5.pots.shop')).error.code).toBe('conflict');
  });
});
