import { TOTP } from 'otpauth';
import { describe, expect } from 'vitest';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { defaultSessionRules } from '../../../domain/session.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { type ApiFixture, test, testSecret } from '../../../test/api-fixture.ts';
import { newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const path = '/v1/team/second-factor';

/** The same API with a clock that the test moves on; `adminGraceDays` as the operator may set it. */
function atTime(api: ApiFixture, adminGraceDays: number | null = null) {
  const clock = { ms: Date.now() };
  const now = () => clock.ms;
  const sessionRules = { ...defaultSessionRules, adminGraceDays };
  const accounts = createAccounts({ ...api.accounts, secret: testSecret, sessionRules, now });
  return { clock, ...api, accounts, ...api.appWith({ accounts, now }) };
}

const signIn = ({ call, email }: SignedInPerson) =>
  call('/v1/auth/sign-in', { method: 'POST', body: { email, password: testPassword } });

async function enrol(person: SignedInPerson, nowMs: number): Promise<void> {
  const { json } = await person.call('/v1/me/second-factors/totp', { method: 'POST' });
  const code = new TOTP({ secret: json.secret }).generate({ timestamp: nowMs });
  const { status } = await person.call('/v1/me/second-factors/totp/confirm', { method: 'POST', body: { code } });
  expect(status).toBe(204);
}

describe('a store that demands a second factor of its team', () => {
  test('lets members without one do nothing but set one up once their days are over', async ({ api: plain }) => {
    const api = atTime(plain);
    const [store, other] = [await api.newStore(), await api.newStore()];
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const member = await newPerson(api, { roles: { [store.id]: 'analyst', [other.id]: 'analyst' } });
    const read = async (storeId: string) => {
      const { status, json } = await member.call('/v1/carts', { storeId });
      return json.error?.code ?? status;
    };
    const demanded = await owner.call(path, {
      method: 'PUT',
      storeId: store.id,
      body: { demanded: true, graceDays: 3 },
    });
    expect([demanded.status, demanded.json.graceDays]).toEqual([200, 3]);

    api.clock.ms += 2 * dayMs;
    await signIn(member);
    expect(await read(store.id), 'within the days of grace').toBe(200);
    expect(
      (await member.call('/v1/me')).json.stores.find(({ id }: { id: string }) => id === store.id).secondFactor,
    ).toEqual({
      dueAt: expect.any(String),
      overdue: false,
    });

    api.clock.ms += dayMs + minuteMs;
    await signIn(member);
    expect([await read(store.id), await read(other.id)]).toEqual(['second_factor_required', 200]);
    const { json } = await member.call('/v1/me');
    expect(json.stores.find(({ id }: { id: string }) => id === store.id)).toMatchObject({
      permissions: [],
      secondFactor: { overdue: true },
    });

    await enrol(member, api.clock.ms);
    expect(await read(store.id), 'at once').toBe(200);
    expect((await member.call('/v1/me')).json.stores[0].secondFactor).toBeNull();
    expect((await member.call('/v1/me/second-factors/totp', { method: 'DELETE' })).status).toBe(204);
    expect(await read(store.id), 'as soon as it is removed').toBe('second_factor_required');
  });

  test('gives whoever joins later their days from then on', async ({ api: plain }) => {
    const api = atTime(plain);
    const store = await api.newStore();
    const body = { demanded: true, graceDays: 0 };
    expect((await api.call(path, { method: 'PUT', key: store.key, body })).status).toBe(200);
    api.clock.ms += 10 * dayMs;
    const strict = await newPerson(api, { roles: { [store.id]: 'analyst' } });
    expect((await strict.call('/v1/carts', { storeId: store.id })).json.error.code).toBe('second_factor_required');
    await api.call(path, { method: 'PUT', key: store.key, body: { demanded: false } });
    expect((await strict.call('/v1/carts', { storeId: store.id })).status, 'no more demanded').toBe(200);
  });

  test('keeps when it was demanded first, and writes down who changed it', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const put = (body: object) => owner.call(path, { method: 'PUT', storeId: store.id, body });
    const first = await put({ demanded: true, graceDays: 14 });
    const again = await put({ demanded: true, graceDays: 30 });
    expect(again.json).toEqual({ demandedSince: first.json.demandedSince, graceDays: 30 });
    expect((await put({ demanded: true, graceDays: 91 })).status).toBe(422);
    expect((await owner.call(path, { storeId: store.id })).json).toEqual(again.json);
    const { json } = await owner.call('/v1/audit', { storeId: store.id });
    expect(json.items.slice(0, 2)).toMatchObject([
      { actorId: owner.userId, change: { secondFactorGraceDays: { before: 14, after: 30 } } },
      { change: { secondFactorGraceDays: { before: null, after: 14 } } },
    ]);
  });
});

describe('an installation that demands a second factor of its admins', () => {
  test('leaves an admin without one nothing but their own account, in every store and beyond', async ({
    api: plain,
  }) => {
    const api = atTime(plain, 7);
    const store = await api.newStore();
    const admin = await newPerson(api, { admin: true });
    expect((await admin.call('/v1/stores')).status, 'in their first days').toBe(200);
    api.clock.ms += 8 * dayMs;
    await signIn(admin);
    for (const asked of [admin.call('/v1/stores'), admin.call('/v1/carts', { storeId: store.id })])
      expect((await asked).json.error.code).toBe('second_factor_required');
    await enrol(admin, api.clock.ms);
    expect((await admin.call('/v1/stores')).status).toBe(200);
  });

  test('asks nothing of admins unless the operator sets it', async ({ api: plain }) => {
    const api = atTime(plain);
    const admin = await newPerson(api, { admin: true });
    api.clock.ms += 20 * dayMs;
    await signIn(admin);
    expect((await admin.call('/v1/stores')).status).toBe(200);
  });
});
