import { TOTP } from 'otpauth';
import { expect, onTestFinished } from 'vitest';
import type { AuditSubjectKind } from '../../../domain/audit.ts';
import type { Permission } from '../../../domain/permission.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { createIdentityProvider } from '../../../services/accounts/openid/identity-provider.ts';
import { type ApiAnswer, type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { createAuthenticator } from '../../../test/authenticator.ts';
import { client, startIdentityIssuer } from '../../../test/identity-issuer.ts';
import { everyOperation } from '../../../test/operations/every-operation.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

interface Stage {
  readonly api: ApiFixture;
  /** Acts for themselves. */
  readonly person: SignedInPerson;
  /** Acts on accounts of others. */
  readonly admin: SignedInPerson;
  /** What `prepare` began. */
  readonly begun: Map<string, string>;
}
type Act = (stage: Stage) => Promise<ApiAnswer>;

const post = (who: SignedInPerson, path: string, body?: object) => who.call(path, { method: 'POST', body });
const remove = (who: SignedInPerson, path: string) => who.call(path, { method: 'DELETE' });
const factors = '/v1/me/second-factors';

/** Everything that changes an account, in an order in which each is possible; by whom, its action and its subject. */
const acts: Readonly<Record<string, readonly ['person' | 'admin', Permission, AuditSubjectKind, Act]>> = {
  revokeSession: [
    'person',
    'account:write',
    'session',
    async ({ api, person }) => {
      await post(browserOf(api), '/v1/auth/sign-in', { email: person.email, password: testPassword });
      const { json } = await person.call('/v1/me/sessions');
      const other = json.items.find(({ current }: { current: boolean }) => !current);
      return remove(person, `/v1/me/sessions/${other.id}`);
    },
  ],
  updateMe: [
    'person',
    'account:write',
    'user',
    async ({ person }) => person.call('/v1/me', { method: 'PATCH', body: { name: 'Grace' } }),
  ],
  changePassword: [
    'person',
    'account:write',
    'user',
    async ({ person }) =>
      post(person, '/v1/me/password', { currentPassword: testPassword, newPassword: `${testPassword}!` }),
  ],
  beginTotp: [
    'person',
    'account:write',
    'second_factor',
    async ({ person, begun }) => {
      const answer = await post(person, `${factors}/totp`);
      begun.set('secret', answer.json.secret);
      return answer;
    },
  ],
  confirmTotp: [
    'person',
    'account:write',
    'second_factor',
    async ({ person, begun }) =>
      post(person, `${factors}/totp/confirm`, { code: new TOTP({ secret: begun.get('secret') ?? '' }).generate() }),
  ],
  removeTotp: ['person', 'account:write', 'second_factor', async ({ person }) => remove(person, `${factors}/totp`)],
  beginPasskey: [
    'person',
    'account:write',
    'second_factor',
    async ({ person, begun }) => {
      const answer = await post(person, `${factors}/passkey-options`);
      const response = createAuthenticator().create(answer.json.options, dashboardUrl);
      begun.set('passkey', JSON.stringify({ challenge: answer.json.challenge, name: 'Laptop', response }));
      return answer;
    },
  ],
  confirmPasskey: [
    'person',
    'account:write',
    'second_factor',
    async ({ person, begun }) => {
      const answer = await post(person, `${factors}/passkeys`, JSON.parse(begun.get('passkey') ?? ''));
      begun.set('passkeyId', answer.json.id);
      return answer;
    },
  ],
  removePasskey: [
    'person',
    'account:write',
    'second_factor',
    async ({ person, begun }) => remove(person, `${factors}/passkeys/${begun.get('passkeyId')}`),
  ],
  linkIdentity: [
    'person',
    'account:write',
    'user',
    async ({ person, begun }) => {
      const answer = await post(person, '/v1/me/identities');
      begun.set('identity', answer.json.url);
      return answer;
    },
  ],
  removeIdentity: [
    'person',
    'account:write',
    'user',
    async ({ person }) => {
      const { json } = await person.call('/v1/me/identities');
      return remove(person, `/v1/me/identities/${json.items[0].id}`);
    },
  ],
  createAccountLink: ['admin', 'users:write', 'user', async ({ admin }) => post(admin, '/v1/account-links', {})],
  deactivateUser: [
    'admin',
    'users:write',
    'user',
    async ({ admin, person }) => post(admin, `/v1/users/${person.userId}/deactivate`),
  ],
  activateUser: [
    'admin',
    'users:write',
    'user',
    async ({ admin, person }) => post(admin, `/v1/users/${person.userId}/activate`),
  ],
};

test('every change of an account writes one row: who, by which permission, of what, and no secret', async ({ api }) => {
  const issuer = await startIdentityIssuer();
  onTestFinished(() => issuer.close());
  const identityProvider = createIdentityProvider({ issuer: issuer.url, ...client, publicUrl: () => dashboardUrl });
  const accounts = createAccounts({ ...api.accounts, identityProvider, secret: testSecret });
  const there = { ...api, accounts, ...api.appWith({ accounts }) };
  const stage: Stage = {
    ...{ api: there, begun: new Map() },
    ...{ person: await newPerson(there), admin: await newPerson(there, { admin: true }) },
  };
  const rows = async () => (await api.call('/v1/audit/installation?limit=200', { key: api.adminKey })).json.items;
  for (const [operationId, [by, action, subjectKind, act]] of Object.entries(acts)) {
    const before = new Set((await rows()).map(({ id }: { id: string }) => id));
    const answer = await act(stage);
    expect([operationId, answer.status < 300, answer.text]).toEqual([operationId, true, answer.text]);
    const gained = (await rows()).filter(({ id }: { id: string }) => !before.has(id));
    expect([operationId, gained]).toMatchObject([
      operationId,
      [{ actorKind: 'user', actorId: stage[by].userId, action, subjectKind }],
    ]);
    if (operationId === 'linkIdentity') await comeBack(stage);
  }
  const text = JSON.stringify(await rows());
  for (const secret of [testPassword, stage.begun.get('secret'), stage.person.email])
    expect(text).not.toContain(secret);
});

/** From the provider, which is the second half of linking and writes its own row. */
async function comeBack({ person, begun }: Stage): Promise<void> {
  const answer = await fetch(begun.get('identity') ?? '', { redirect: 'manual' });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '');
  await person.call(pathname + search);
}

test('every operation that changes an account is tried', () => {
  const here = 'api/routes/accounts/audit.integration.test.ts';
  const changing = Object.entries(everyOperation)
    .filter(([, one]) => one.kind === 'tried-elsewhere' && one.triedIn === here)
    .map(([operationId]) => operationId);
  expect(Object.keys(acts).toSorted()).toEqual(changing.toSorted());
});
