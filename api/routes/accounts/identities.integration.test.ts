import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished } from 'vitest';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { createIdentityProvider } from '../../../services/accounts/openid/identity-provider.ts';
import { type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { client, type IdentityIssuer, startIdentityIssuer } from '../../../test/identity-issuer.ts';
import { browserOf, newPerson, type SignedInPerson } from '../../../test/sign-in.ts';

async function withIssuer(api: ApiFixture) {
  const issuer = await startIdentityIssuer();
  onTestFinished(() => issuer.close());
  const publicUrl = () => dashboardUrl;
  const identityProvider = createIdentityProvider({ issuer: issuer.url, ...client, publicUrl });
  const accounts = createAccounts({ ...api.accounts, identityProvider, secret: testSecret });
  return { issuer, there: { ...api, accounts, ...api.appWith({ accounts }) } };
}

/** What a browser does at the provider: it goes there, and is sent back to the dashboard. */
async function goThere(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(`${dashboardUrl}/v1/auth/oidc/callback`);
  return back.pathname + back.search;
}

async function signInThere(browser: SignedInPerson, returnTo = '/stores') {
  const started = await browser.call(`/v1/auth/oidc/start?return=${encodeURIComponent(returnTo)}`);
  const back = await goThere(started.headers.get('location') ?? '');
  const { status, headers } = await browser.call(back);
  return { back, to: [status, headers.get('location')] };
}

async function link(person: SignedInPerson): Promise<unknown> {
  const { json } = await person.call('/v1/me/identities', { method: 'POST' });
  return (await person.call(await goThere(json.url))).headers.get('location');
}

describe('an identity provider', () => {
  test('signs in whoever linked what it calls them, and brings them back to where they were', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    const person = await newPerson(there);
    issuer.person = { sub: `s-${person.userId}` };
    expect(await link(person)).toBe('/account');
    expect((await person.call('/v1/me/identities')).json.items).toMatchObject([{ issuer: issuer.url }]);
    const browser = browserOf(there);
    const { to } = await signInThere(browser, '/stores/s-1?period=week');
    expect(to).toEqual([302, '/stores/s-1?period=week']);
    expect((await browser.call('/v1/me')).json.user.id).toBe(person.userId);
  });

  test('opens no account by an address that it names, verified or not', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    const person = await newPerson(there);
    issuer.person = { sub: 'somebody else', email: person.email };
    const browser = browserOf(there);
    expect((await signInThere(browser)).to).toEqual([302, '/sign-in?error=identity_unknown']);
    expect(browser.cookies.size).toBe(0);
  });

  test('leads to no other site afterwards', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    const person = await newPerson(there);
    issuer.person = { sub: randomUUID() };
    await link(person);
    for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { to } = await signInThere(browserOf(there), evil);
      expect([evil, to]).toEqual([evil, [302, '/']]);
    }
  });

  test('is believed once, for the browser that asked, and only when all fits', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    const person = await newPerson(there);
    issuer.person = { sub: randomUUID() };
    await link(person);
    const browser = browserOf(there);
    const { back } = await signInThere(browser);
    expect((await browserOf(there).call(back)).headers.get('location'), 'another browser').toContain('took_too_long');
    expect((await browser.call(back)).headers.get('location'), 'again').toContain('took_too_long');
    const lies: IdentityIssuer['lie'][] = [{ nonce: 'another' }, { iss: 'https://evil.example' }, { aud: 'another' }];
    for (const lie of lies) {
      issuer.lie = lie;
      expect((await signInThere(browserOf(there))).to).toEqual([302, '/sign-in?error=provider_failed']);
    }
  });

  test('is linked by who began that and is still signed in, with one account', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    const [person, other] = [await newPerson(there), await newPerson(there)];
    issuer.person = { sub: randomUUID() };
    const { json } = await person.call('/v1/me/identities', { method: 'POST' });
    const back = await goThere(json.url);
    other.cookies.set('__Host-crk_oidc', person.cookies.get('__Host-crk_oidc') ?? '');
    expect((await other.call(back)).headers.get('location')).toBe('/sign-in?error=provider_failed');
    expect(await link(person)).toBe('/account');
    expect(await link(other)).toBe('/sign-in?error=identity_taken');
    const { json: linked } = await person.call('/v1/me/identities');
    expect((await other.call(`/v1/me/identities/${linked.items[0].id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await person.call(`/v1/me/identities/${linked.items[0].id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await signInThere(browserOf(there))).to).toEqual([302, '/sign-in?error=identity_unknown']);
  });

  test('that is away is said to be, and no page offers one where there is none', async ({ api }) => {
    const { issuer, there } = await withIssuer(api);
    issuer.close();
    expect((await browserOf(there).call('/v1/auth/methods')).json.identityProvider).toBe(true);
    expect((await browserOf(there).call('/v1/auth/oidc/start')).status).toBe(503);
    expect((await browserOf(api).call('/v1/auth/methods')).json).toMatchObject({
      ...{ identityProvider: false, private: true },
      publicUrl: dashboardUrl,
    });
    expect((await browserOf(api).call('/v1/auth/oidc/start')).status).toBe(404);
  });
});
