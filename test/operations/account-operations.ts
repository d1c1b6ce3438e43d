import { randomUUID } from 'node:crypto';
import { newPerson } from '../sign-in.ts';
import type { OpenedStore } from './opened-store.ts';
import { changes, changesAfter, changesTriedIn, type OperationCases, open, reads } from './operation.ts';

/** Who may act: keys, people, and how people sign in. */
export const accountOperations: OperationCases = {
  listApiKeys: reads('api-keys:read'),
  createApiKey: changes('api-keys:write', 'api_key', (store) =>
    store.post('/v1/api-keys', { name: 'Ada’s laptop', scopes: ['orders:read'] }),
  ),
  revokeApiKey: changesAfter('api-keys:write', 'api_key', async (store) => {
    const { json } = await store.post('/v1/api-keys', { name: 'x', scopes: ['carts:read'] });
    return () => store.request('DELETE', `/v1/api-keys/${json.id}`);
  }),

  listInvitations: reads('members:read'),
  createInvitation: changes('members:write', 'invitation', (store) => store.post('/v1/invitations', newInvitation())),
  withdrawInvitation: changesAfter('members:write', 'invitation', async (store) => {
    const { json } = await store.post('/v1/invitations', newInvitation());
    return () => store.request('DELETE', `/v1/invitations/${json.invitation.id}`);
  }),
  listMembers: reads('members:read'),
  changeMember: changesAfter('members:write', 'membership', async (store) => {
    const userId = await newMember(store);
    return () => store.request('PATCH', `/v1/members/${userId}`, { role: 'marketer' });
  }),
  removeMember: changesAfter('members:write', 'membership', async (store) => {
    const userId = await newMember(store);
    return () => store.request('DELETE', `/v1/members/${userId}`);
  }),

  getTeamSecondFactor: reads('members:read'),
  demandSecondFactor: changes('members:write', 'store', (store) =>
    store.request('PUT', '/v1/team/second-factor', { demanded: true, graceDays: 7 }),
  ),

  listAudit: reads('audit:read'),
  listInstallationAudit: reads('installation-audit:read'),

  getMe: reads('account:write'),
  updateMe: byPerson(),
  changePassword: byPerson(),
  listSessions: reads('account:write'),
  revokeSession: byPerson(),
  listSecondFactors: reads('account:write'),
  beginTotp: byPerson(),
  confirmTotp: byPerson(),
  removeTotp: byPerson(),
  beginPasskey: byPerson(),
  confirmPasskey: byPerson(),
  removePasskey: byPerson(),
  listIdentities: reads('account:write'),
  linkIdentity: byPerson(),
  removeIdentity: byPerson(),
  listUsers: reads('users:read'),
  createAccountLink: byAdmin(),
  deactivateUser: byAdmin(),
  activateUser: byAdmin(),

  getSignInMethods: open('says how one can sign in'),
  signIn: open('a password, and limits by account and address'),
  answerSecondFactor: open('a sign-in whose password was right, and a limit by account'),
  askForPasskey: open('a sign-in whose password was right'),
  refreshSession: open('the refresh token in its cookie, and the origin'),
  signOut: open('ends the session of its own cookie, and the origin'),
  setUpAccount: open('the link that the installation printed'),
  requestPasswordReset: open('says and does the same for every address, and limits by account and address'),
  showPasswordReset: open('the token of the mail'),
  resetPassword: open('the token of the mail'),
  showInvitation: open('the token of the invitation'),
  acceptInvitation: open('the token of the invitation, for its address alone'),
};

function byPerson() {
  return changesTriedIn('account:write', 'api/routes/accounts/audit.integration.test.ts');
}

function byAdmin() {
  return changesTriedIn('users:write', 'api/routes/accounts/audit.integration.test.ts');
}

const newInvitation = () => ({ email: `${randomUUID()}@shop.example`, role: 'analyst' });

async function newMember({ api, storeId }: OpenedStore): Promise<string> {
  return (await newPerson(api, { roles: { [storeId]: 'analyst' } })).userId;
}
