import { randomBytes } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';

interface Wanted {
  readonly url: string;
  readonly adminKey: string;
  readonly storeId: string;
  readonly role: string;
}

export interface Account {
  readonly email: string;
  readonly password: string;
  /** Signs the person in: the window has the cookies afterwards. */
  signIn(context: BrowserContext): Promise<void>;
}

/** A person of their own with a role in the store, made by the operator. */
export async function newAccount({ url, adminKey, storeId, role }: Wanted): Promise<Account> {
  const name = randomBytes(6).toString('hex');
  const [email, password] = [`${name}@team.example`, `correct horse ${name}`];
  const admin = role === 'admin';
  const created = await fetch(`${url}/v1/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email, name: 'Ada Berger', password, admin, memberships: admin ? [] : [{ storeId, role }] }),
  });
  if (!created.ok) throw new Error(`the account could not be made: ${created.status} ${await created.text()}`);
  return {
    email,
    password,
    async signIn(context) {
      const answer = await context.request.post(`${url}/v1/auth/sign-in`, {
        data: { email, password },
        headers: { origin: url },
      });
      if (!answer.ok()) throw new Error(`sign-in failed: ${answer.status()} ${await answer.text()}`);
    },
  };
}
