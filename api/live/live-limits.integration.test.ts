import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { type Caller, system } from '../../domain/actor.ts';
import { hourMs } from '../../domain/duration.ts';
import { addMember } from '../../services/accounts/members/add.ts';
import { changeMember } from '../../services/accounts/members/change-role.ts';
import { createUser } from '../../services/accounts/users/create.ts';
import type { LiveEvent, StoreEvent } from '../../services/live/live-event.ts';
import { freePlace, placeLeaseMs, renewPlaces, takePlace } from '../../services/live/places.ts';
import type { LiveTicket } from '../../services/live/tickets.ts';
import { type ApiFixture, dashboardUrl } from '../../test/api-fixture.ts';
import { type LiveFixture, type LiveInstance, type Page, test } from '../../test/live-fixture.ts';
import { connectTo } from '../../test/socket-client.ts';
import type { LiveFrame } from './server-frame.ts';

function ticketOf(storeId: string, keyId: string = randomUUID()): LiveTicket {
  return { storeId, sessionId: null, actor: { kind: 'api_key', keyId, storeId, scopes: ['carts:read'] } };
}

function carts(storeId: string, count: number): StoreEvent[] {
  const at = '2026-11-26T12:00:00.000Z';
  return Array.from({ length: count }, (_, version) => {
    const id = randomUUID();
    const event: LiveEvent = {
      ...{ kind: 'cart', id, cartId: id, state: 'open', stage: 'cart', valueMinor: 4_200, currency: 'EUR' },
      ...{ version, at },
    };
    return { storeId, event };
  });
}

async function nextOf(page: Page, type: LiveFrame['type']): Promise<LiveFrame> {
  for (;;) {
    const frame = await page.next();
    if (frame.type === type) return frame;
  }
}

async function subscribed(
  live: LiveFixture,
  instance: { readonly address: string },
  ticket: LiveTicket,
): Promise<Page> {
  const page = await live.page(instance, ticket);
  page.send({ type: 'subscribe', room: 'store' });
  await nextOf(page, 'subscribed');
  return page;
}

describe('a reader that stops reading', () => {
  test('is dropped with the reason, costs a bounded memory, and nobody else waits for it', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance({ socketBytesMax: 64 * 1024, closeMs: 100, heartbeatMs: hourMs });
    const stalled = await Promise.all(
      Array.from({ length: 300 }, (_, index) => subscribed(live, instance, ticketOf(storeId, `stalled-${index % 10}`))),
    );
    for (const page of stalled) page.socket.pause();
    const reader = await subscribed(live, instance, ticketOf(storeId));
    let [published, read, most] = [0, 0, 0];
    while (instance.hub.size > 1 && published < 200_000) {
      await live.publish(carts(storeId, 1_000));
      published += 1_000;
      while (read < published) {
        const frame = await nextOf(reader, 'events');
        if (frame.type === 'events') read += frame.events.length;
      }
      const waiting = /^live_waiting_bytes\{[^}]*\} (\d+)/m.exec((await instance.metrics.render()).body);
      most = Math.max(most, Number(waiting?.[1]));
    }
    expect(instance.hub.size).toBe(1);
    // Beside the limit there is at most one read of the streams on its way to each.
    expect(most).toBeLessThan(300 * (64 + 1_024) * 1_024);
    expect((await instance.metrics.render()).body).toMatch(/live_sockets_ended_total\{reason="slow",[^}]*\} 300/);
  });

  test('is dropped sooner while all connections together have too much waiting', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance({
      heartbeatMs: hourMs,
      socketBytesMax: 1e9,
      processBytesMax: 1,
      keepingUpBytesMax: 1_024,
      closeMs: 50,
    });
    const stalled = await subscribed(live, instance, ticketOf(storeId));
    stalled.socket.pause();
    while (instance.hub.size > 0) await live.publish(carts(storeId, 2_000));
    expect((await instance.metrics.render()).body).toMatch(/live_sockets_ended_total\{reason="slow",[^}]*\} 1/);
  });
});

describe('places', () => {
  const limits = { perStoreMax: 3, perCallerMax: 2 };

  test('are limited for a store and for one caller in it, over all instances', async ({ live }) => {
    const storeId = randomUUID();
    const change = { storeConnectionsMax: 3, callerConnectionsMax: 2 };
    const [one, two] = [await live.instance(change), await live.instance(change)];
    const key = randomUUID();
    await live.page(one, ticketOf(storeId, key));
    const second = await live.page(two, ticketOf(storeId, key));
    await expect(live.page(one, ticketOf(storeId, key))).rejects.toThrow('429');
    await live.page(one, ticketOf(storeId));
    await expect(live.page(two, ticketOf(storeId))).rejects.toThrow('429');
    await live.page(two, ticketOf(randomUUID(), key));
    second.socket.close();
    await second.closed;
    await expect.poll(() => live.page(one, ticketOf(storeId)).then(() => 'open', String)).toBe('open');
  });

  test('of a process that was killed are free when their lease is over, and renewed ones are not', async ({ live }) => {
    const storeId = randomUUID();
    const place = (id: string) => ({ storeId, who: 'key:1', id });
    const take = (id: string, nowMs: number) => takePlace(live.redis, place(id), limits, nowMs);
    const begun = Date.now();
    expect([await take('a', begun), await take('b', begun), await take('c', begun)]).toEqual([
      'taken',
      'taken',
      'caller_has_too_many',
    ]);
    await renewPlaces(live.redis, [place('b')], begun + 5_000);
    const later = begun + placeLeaseMs + 1;
    expect([await take('d', later), await take('e', later)]).toEqual(['taken', 'caller_has_too_many']);
    await freePlace(live.redis, place('d'));
    expect(await take('e', later)).toBe('taken');
  });

  test('are limited for a process', async ({ live }) => {
    const instance = await live.instance({ connectionsMax: 1 });
    await live.page(instance, ticketOf(randomUUID()));
    await expect(live.page(instance, ticketOf(randomUUID()))).rejects.toThrow('429');
  });
});

interface Member {
  readonly userId: string;
  /** Of their session. */
  readonly cookie: string;
}

/** A marketer of the store, signed in. */
async function signIn(api: ApiFixture, { call }: Pick<LiveInstance, 'call'>, storeId: string): Promise<Member> {
  const [email, password] = [`${randomUUID()}@team.example`, 'correct horse battery staple'];
  const { id: userId } = await createUser(api.accounts, { actor: system, email, name: 'Ada', password });
  await addMember(api.accounts, { actor: system, storeId, userId, role: 'marketer' });
  const { headers } = await call('/v1/auth/sign-in', {
    ...{ method: 'POST', body: { email, password }, headers: { origin: dashboardUrl } },
  });
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { userId, cookie };
}

describe('rights that are taken', () => {
  test('end the connections of a key at every instance, and those of no other', async ({ live, api }) => {
    const store = await api.newStore();
    const [one, two] = [await live.instance(), await live.instance()];
    const { json: key } = await one.call('/v1/api-keys', {
      ...{ method: 'POST', key: store.key, body: { name: 'page', scopes: ['carts:read'] } },
    });
    const page = await subscribed(live, two, ticketOf(store.id, key.id));
    const other = await subscribed(live, two, ticketOf(store.id));
    await one.call(`/v1/api-keys/${key.id}`, { method: 'DELETE', key: store.key });
    expect(await nextOf(page, 'closing')).toMatchObject({ reason: 'rightsChanged' });
    expect(await page.closed).toEqual({ code: 1008, reason: 'rightsChanged' });
    await live.publish(carts(store.id, 1));
    expect(await nextOf(other, 'events')).toMatchObject({ room: 'store' });
  });

  test('of a member of a team do so as well: another role, or the end of the session', async ({ live, api }) => {
    const store = await api.newStore();
    const [one, two] = [await live.instance(), await live.instance()];
    const change = (member: Member) =>
      changeMember(api.accounts, { actor: system, storeId: store.id, userId: member.userId, role: 'support' });
    const signOut = ({ cookie }: Member) =>
      one.call('/v1/auth/sign-out', { method: 'POST', headers: { cookie, origin: dashboardUrl } });
    for (const act of [change, signOut]) {
      const member = await signIn(api, one, store.id);
      const { json } = await one.call('/v1/live/tickets', {
        ...{ method: 'POST', body: {} },
        headers: { cookie: member.cookie, origin: dashboardUrl, 'x-store-id': store.id },
      });
      const page = await connectTo<LiveFrame>(`ws://${two.address}/v1/live?ticket=${json.ticket}`, {
        origin: dashboardUrl,
      });
      expect(await page.next()).toMatchObject({ type: 'hello' });
      await act(member);
      expect(await page.closed).toEqual({ code: 1008, reason: 'rightsChanged' });
    }
  });

  test('end all connections while nobody can tell of them, and refuse new ones', async ({ live, api }) => {
    const storeId = randomUUID();
    let connected = true;
    const news = {
      ...api.accounts.news,
      get connected() {
        return connected;
      },
    };
    const instance = await live.instance({ rightsUnknownMsMax: 200 }, { accounts: { ...api.accounts, news } });
    const page = await live.page(instance, { storeId, actor: { kind: 'operator', storeId }, sessionId: null });
    connected = false;
    expect(await page.closed).toEqual({ code: 1013, reason: 'unavailable' });
    await expect(live.page(instance, ticketOf(storeId))).rejects.toThrow('503');
    connected = true;
    await live.page(instance, ticketOf(storeId));
  });

  test('are found at the next heartbeat when nobody told of them', async ({ live, api }) => {
    const store = await api.newStore();
    const instance = await live.instance({ heartbeatMs: 2_000 });
    const page = await live.page(instance, ticketOf(store.id));
    expect(await page.closed).toEqual({ code: 1008, reason: 'rightsChanged' });
  });
});

describe('the end of a process', () => {
  test('sends its pages away at different times, to come back with their positions and miss nothing', async ({
    live,
  }) => {
    const storeId = randomUUID();
    const [one, two] = [await live.instance({ heartbeatSlices: 10 }), await live.instance()];
    const pages = await Promise.all(Array.from({ length: 20 }, () => subscribed(live, one, ticketOf(storeId))));
    await live.publish(carts(storeId, 1));
    const positions = await Promise.all(
      pages.map(async (page) => {
        const frame = await nextOf(page, 'events');
        return frame.type === 'events' ? frame.position : '';
      }),
    );
    const gone = one.hub.drain(6_000);
    await expect(live.page(one, ticketOf(storeId))).rejects.toThrow('503');
    const told = await Promise.all(pages.map((page) => nextOf(page, 'closing')));
    await gone;
    expect(await Promise.all(pages.map(({ closed }) => closed))).toEqual(
      pages.map(() => ({ code: 1012, reason: 'restart' })),
    );
    expect(new Set(told.map((frame) => (frame.type === 'closing' ? frame.comeBackMs : 0))).size).toBeGreaterThan(10);
    await live.publish(carts(storeId, 1));
    for (const position of positions) {
      const back = await live.page(two, ticketOf(storeId));
      back.send({ type: 'subscribe', room: 'store', after: position });
      expect((await back.next()).type).toBe('subscribed');
      expect(await back.next()).toMatchObject({ type: 'events', events: [{ version: 0 }] });
    }
  });
});

describe('a heartbeat', () => {
  test('is a message that a page can see, with how far it is told', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance({ heartbeatMs: 2_000 });
    const actor: Caller = { kind: 'operator', storeId };
    const page = await live.page(instance, { actor, storeId, sessionId: null });
    expect(await nextOf(page, 'heartbeat')).toEqual({ type: 'heartbeat' });
    page.send({ type: 'subscribe', room: 'store' });
    let told: LiveFrame = { type: 'heartbeat' };
    while (told.type === 'heartbeat' && told.position === undefined) told = await nextOf(page, 'heartbeat');
    expect(told).toEqual({ type: 'heartbeat', position: expect.any(String) });
  });

  test('ends a connection that answers nothing', async ({ live }) => {
    const storeId = randomUUID();
    const instance = await live.instance({ heartbeatMs: 50 });
    const page = await live.page(instance, { actor: { kind: 'operator', storeId }, storeId, sessionId: null });
    page.socket.pause();
    await expect.poll(() => instance.hub.size).toBe(0);
  });
});

describe('a hostile page ends', () => {
  const open = async (live: LiveFixture, limits = {}) => live.page(await live.instance(limits), ticketOf(randomUUID()));

  test('with 1008 when it sends too many frames, or one that is too long', async ({ live }) => {
    const chatty = await open(live, { framesMax: 5 });
    for (let frame = 0; frame < 6; frame++) chatty.send({ type: 'ping' });
    expect(await chatty.closed).toMatchObject({ code: 1008 });
    const long = await open(live);
    long.send({ type: 'ping', more: 'x'.repeat(2_000) });
    expect(await long.closed).toMatchObject({ code: 1008 });
  });

  test('with 1003 when it sends bytes', async ({ live }) => {
    const page = await open(live);
    page.socket.send(Buffer.from('{}'), { binary: true });
    expect(await page.closed).toMatchObject({ code: 1003 });
  });

  test('not when it says something that is no frame: it is told so', async ({ live }) => {
    const page = await open(live, { roomsMax: 1 });
    for (const frame of [
      '{',
      { type: 'subscribe', room: 'store:other' },
      { type: 'subscribe', room: 'store', after: 'x' },
      7,
    ]) {
      page.send(frame);
      expect(await page.next()).toMatchObject({ type: 'error' });
    }
    page.send({ type: 'subscribe', room: 'store' });
    expect(await page.next()).toMatchObject({ type: 'subscribed' });
    page.send({ type: 'subscribe', room: `cart:${randomUUID()}` });
    expect(await page.next()).toMatchObject({ type: 'error', error: { path: 'room' } });
  });
});
