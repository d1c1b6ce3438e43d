import { randomBytes } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';

export type TeamRole = 'admin' | 'store_owner' | 'marketer' | 'analyst' | 'developer' | 'support';

interface Wanted {
  /** Of the dashboard, as browsers know it. */
  readonly url: string;
  readonly adminKey: string;
  readonly storeId: string;
  readonly role: TeamRole;
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

const attemptsMax = 10;

/**
 * Makes a person of their own with a role in the store, by the links that the operator makes, and signs them in: the window
 * has the cookies of their session afterwards.
 */
export async function newAccount(context: BrowserContext, { url, adminKey, storeId, role }: Wanted): Promise<Account> {
  const name = randomBytes(6).toString('hex');
  const account = { email: `${name}@team.example`, password: `correct horse ${name}` };
  const asOperator = async (path: string, data: object): Promise<string> => {
    const headers = { authorization: `Bearer ${adminKey}`, 'x-store-id': storeId };
    const answer = await context.request.post(`${url}${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    const made = (await answer.json()) as { readonly url?: string; readonly delivery?: { readonly url?: string } };
    const link = made.url ?? made.delivery?.url ?? '';
    return link.slice(link.indexOf('#') + 1);
  };
  const admin = role === 'admin';
  const person = { name: 'Ada Berger', password: account.password, locale: 'en' };
  for (let attempt = 1; ; attempt++) {
    const token = admin
      ? await asOperator('/v1/account-links', {})
      : await asOperator('/v1/invitations', { email: account.email, role });
    const answer = await context.request.post(admin ? `${url}/v1/auth/set-up` : `${url}/v1/auth/invitations/${token}`, {
      data: admin ? { token, email: account.email, ...person } : person,
      headers: { origin: url },
    });
    if (answer.ok()) return account;
    // Another file's link for an admin has ended this one.
    if (admin && answer.status() === 410 && attempt < attemptsMax) continue;
    throw new Error(`the account could not be made: ${answer.status()} ${await answer.text()}`);
  }
}
