import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { dashboardUrl, test } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, testPassword } from '../../../test/sign-in.ts';

const good = 'another sentence that only tests know';

describe('a password that others would guess', () => {
  test.for([
    ['one that is tried first', '1q2w3e4r5t6y', 'password_common'],
    ['such a one in capitals, with signs around it', '!Password!2026', 'password_common'],
    ['the name of the store', 'Lampenladen-2026', 'password_own_words'],
    ['one’s own name', 'Grace.Hopper.1', 'password_own_words'],
    ['the product’s name', 'cart-recovery-1', 'password_own_words'],
    ['where the dashboard is', `${new URL(dashboardUrl).hostname}`, 'password_own_words'],
    ['a character again and again', 'zzzzzzzzzzzzzz', 'password_repeated'],
  ])('is refused to somebody who joins, in words and by a code: %s', async ([, password = '', code], { api }) => {
    const store = await api.newStore();
    await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { name: 'Lampenladen' } });
    const email = `${randomUUID()}@shop.example`;
    const invited = await api.call('/v1/invitations', {
      ...{ method: 'POST', key: api.adminKey, headers: { 'x-store-id': store.id } },
      body: { email, role: 'analyst' },
    });
    const token = invited.json.delivery.url.split('#')[1];
    const join = (chosen: string) =>
      browserOf(api).call(`/v1/auth/invitations/${token}`, {
        ...{ method: 'POST', body: { name: 'Grace Hopper', password: chosen } },
      });
    const { status, json } = await join(password);
    expect([status, json.error.code, json.error.path]).toEqual([422, code, 'password']);
    expect(json.error.message).not.toContain(password);
    expect((await join(good)).status, 'and uses up nothing').toBe(200);
  });

  test('is refused to somebody who changes theirs, who then keeps the one they have', async ({ api }) => {
    const person = await newPerson(api);
    const change = (newPassword: string) =>
      person.call('/v1/me/password', { method: 'POST', body: { currentPassword: testPassword, newPassword } });
    const local = person.email.split('@')[0] ?? '';
    for (const [password, code] of [
      ['qwertyuiop123', 'password_common'],
      [local, 'password_own_words'],
    ] as const)
      expect((await change(password)).json.error).toMatchObject({ code, path: 'newPassword' });
    expect((await change(good)).status).toBe(204);
  });

  test('is refused by the link of the installation', async ({ api }) => {
    const { json } = await api.call('/v1/account-links', { method: 'POST', key: api.adminKey, body: {} });
    const [, token] = json.url.split('#');
    const body = { token, email: `${randomUUID()}@shop.example`, name: 'Ada', password: 'administrator1' };
    const answer = await browserOf(api).call('/v1/auth/set-up', { method: 'POST', body });
    expect(answer.json.error).toMatchObject({ code: 'password_common', path: 'password' });
  });
});
