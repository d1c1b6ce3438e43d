import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import type { MemberRole } from '../../../domain/permission.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const newEmail = () => `${randomUUID()}@shop.example`;

async function invite(inviter: SignedInPerson, storeId: string, { email, role }: { email: string; role: MemberRole }) {
  const answer = await inviter.call('/v1/invitations', { method: 'POST', storeId, body: { email, role } });
  return { ...answer, token: String(answer.json?.delivery?.url ?? '').split('#')[1] ?? '' };
}
const newAccount = { name: 'Grace', password: testPassword };
const accept = (browser: SignedInPerson, token: string, body: object = newAccount) =>
  browser.call(`/v1/auth/invitations/${token}`, { method: 'POST', body });

describe('an invitation', () => {
  test('brings somebody without an account into the store, signed in', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const email = newEmail();
    const invited = await invite(owner, store.id, { email: email.toUpperCase(), role: 'marketer' });
    expect([invited.status, invited.json.invitation.email]).toEqual([201, email]);
    expect(invited.json.delivery).toEqual({ kind: 'link', url: `${dashboardUrl}/invitations#${invited.token}` });
    const browser = browserOf(api);
    const { json: shown } = await browser.call(`/v1/auth/invitations/${invited.token}`);
    expect(shown).toMatchObject({ storeName: 'Test shop', email, role: 'marketer', hasAccount: false });
    const { status, json } = await accept(browser, invited.token);
    expect([status, json]).toEqual([200, { status: 'signed_up', storeId: store.id }]);
    const { json: me } = await browser.call('/v1/me');
    expect([me.user.email, me.stores[0].role]).toEqual([email, 'marketer']);
  });

  test('is used up by joining, and by nothing else: not by looking, not by what fails', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const { token } = await invite(owner, store.id, { email: newEmail(), role: 'analyst' });
    const browser = browserOf(api);
    for (let looks = 0; looks < 3; looks++)
      expect((await browser.call(`/v1/auth/invitations/${token}`)).status).toBe(200);
    expect((await accept(browser, token, { name: 'Grace', password: 'too short' })).status).toBe(422);
    expect((await accept(browser, token, {})).status).toBe(422);
    const both = await Promise.all([accept(browserOf(api), token), accept(browserOf(api), token)]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect((await browser.call(`/v1/auth/invitations/${token}`)).status).toBe(410);
  });

  test('lets in the account with its address alone, and only signed in', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const [invited, another] = [await newPerson(api), await newPerson(api)];
    const { token } = await invite(owner, store.id, { email: invited.email, role: 'support' });
    expect((await browserOf(api).call(`/v1/auth/invitations/${token}`)).json.hasAccount).toBe(true);
    expect((await accept(browserOf(api), token)).status, 'a stranger with the link').toBe(401);
    expect((await accept(another, token)).status, 'signed in as somebody else').toBe(403);
    expect((await accept(invited, token, {})).json).toEqual({ status: 'joined', storeId: store.id });
    expect((await invited.call('/v1/carts', { storeId: store.id })).status).toBe(200);
  });

  test('ends when it is withdrawn, replaced, a week old, or its inviter may not invite any more', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const [first, second] = [newEmail(), newEmail()];
    const withdrawn = await invite(owner, store.id, { email: first, role: 'analyst' });
    const path = `/v1/invitations/${withdrawn.json.invitation.id}`;
    expect((await owner.call(path, { method: 'DELETE', storeId: store.id })).status).toBe(204);
    const replaced = await invite(owner, store.id, { email: second, role: 'analyst' });
    const waiting = await invite(owner, store.id, { email: second, role: 'marketer' });
    for (const { token } of [withdrawn, replaced]) expect((await accept(browserOf(api), token)).status).toBe(410);
    const { json } = await owner.call('/v1/invitations', { storeId: store.id });
    expect(json.items).toMatchObject([{ email: second, role: 'marketer' }]);
    const now = () => Date.now() + 7 * 86_400_000;
    const late = api.appWith({ accounts: createAccounts({ ...api.accounts, secret: testSecret, now }), now });
    expect((await accept(browserOf(late), waiting.token)).status).toBe(410);

    const other = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    await other.call(`/v1/members/${owner.userId}`, {
      ...{ method: 'PATCH', storeId: store.id },
      body: { role: 'analyst' },
    });
    expect((await accept(browserOf(api), waiting.token)).status).toBe(410);
  });

  test('is made by nobody who may not, and gives no role that holds more', async ({ api }) => {
    const store = await api.newStore();
    const developer = await newPerson(api, { roles: { [store.id]: 'developer' } });
    expect((await invite(developer, store.id, { email: newEmail(), role: 'analyst' })).status).toBe(403);
    const key = await api.newKey(store.id, 'members:write', 'carts:read', 'reports:write', 'usage:read');
    const byKey = (role: MemberRole) =>
      api.call('/v1/invitations', { method: 'POST', key, body: { email: newEmail(), role } });
    expect((await byKey('analyst')).status).toBe(201);
    const { status, json } = await byKey('store_owner');
    expect([status, json.error.path]).toEqual([403, 'role']);
  });
});

describe('a member', () => {
  test('whose role is lowered or taken loses it at the next request, on every instance', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const member = await newPerson(api, { roles: { [store.id]: 'developer' } });
    const elsewhere = browserOf(api.appWith({}), member);
    for (const [name, value] of member.cookies) elsewhere.cookies.set(name, value);
    const readsKeys = async () => (await elsewhere.call('/v1/api-keys', { storeId: store.id })).status;
    expect(await readsKeys()).toBe(200);
    const path = `/v1/members/${member.userId}`;
    await owner.call(path, { method: 'PATCH', storeId: store.id, body: { role: 'analyst' } });
    expect(await readsKeys()).toBe(403);
    expect((await elsewhere.call('/v1/carts', { storeId: store.id })).status).toBe(200);
    expect((await owner.call(path, { method: 'DELETE', storeId: store.id })).status).toBe(204);
    expect((await elsewhere.call('/v1/carts', { storeId: store.id })).status).toBe(403);
  });

  test('who is the last owner stays, of two who leave at once one', async ({ api }) => {
    const store = await api.newStore();
    const roles = { [store.id]: 'store_owner' } as const;
    const owners = [await newPerson(api, { roles }), await newPerson(api, { roles })];
    const leaving = await Promise.all(
      owners.map((owner) => owner.call(`/v1/members/${owner.userId}`, { method: 'DELETE', storeId: store.id })),
    );
    expect(leaving.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const { json } = await api.call('/v1/members', { key: store.key });
    expect(json.items).toHaveLength(1);
  });

  test('is listed in their own store only', async ({ api }) => {
    const [store, other] = [await api.newStore(), await api.newStore()];
    const member = await newPerson(api, { roles: { [store.id]: 'analyst' } });
    expect((await api.call('/v1/members', { key: store.key })).json.items).toMatchObject([
      { id: member.userId, email: member.email, role: 'analyst', deactivatedAt: null },
    ]);
    expect((await api.call('/v1/members', { key: other.key })).json.items).toEqual([]);
  });

  test('makes keys that do no more than they may, now and later', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const member = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const { json: made } = await member.call('/v1/api-keys', {
      ...{ method: 'POST', storeId: store.id },
      body: { name: 'mine', scopes: ['carts:read', 'api-keys:write', 'api-keys:read', 'store:write'] },
    });
    const { json: child } = await api.call('/v1/api-keys', {
      ...{ method: 'POST', key: made.key },
      body: { name: 'child', scopes: ['store:write'] },
    });
    const elsewhere = api.appWith({});
    const rename = async (key: string) =>
      (await elsewhere.call('/v1/store', { method: 'PATCH', key, body: { name: 'Renamed' } })).status;
    expect([await rename(made.key), await rename(child.key)]).toEqual([200, 200]);
    const path = `/v1/members/${member.userId}`;
    await owner.call(path, { method: 'PATCH', storeId: store.id, body: { role: 'analyst' } });
    expect([await rename(made.key), await rename(child.key)]).toEqual([403, 403]);
    expect((await elsewhere.call('/v1/carts', { key: made.key })).status).toBe(200);
    await owner.call(path, { method: 'DELETE', storeId: store.id });
    expect([await rename(made.key), await rename(child.key)]).toEqual([401, 401]);
  });
});
