import { randomUUID } from 'node:crypto';
import { system } from '../domain/actor.ts';
import type { MemberRole } from '../domain/permission.ts';
import { addMember } from '../services/accounts/members/add.ts';
import { createUser } from '../services/accounts/users/create.ts';
import { type ApiAnswer, type ApiFixture, type ApiRequest, dashboardUrl } from './api-fixture.ts';

/** Of every person that `newPerson` makes. */
export const testPassword = 'a sentence that only tests know';

/** Somebody who signed in, with the cookies that a browser would keep. */
export interface SignedInPerson {
  readonly userId: string;
  readonly email: string;
  /** By name; kept up to date by `call`. */
  readonly cookies: Map<string, string>;
  /** With the cookies and the dashboard's origin, in a store if one is named. */
  call(path: string, request?: PersonRequest): Promise<ApiAnswer>;
}

export type PersonRequest = Omit<ApiRequest, 'key'> & { readonly storeId?: string };

type Api = Pick<ApiFixture, 'accounts' | 'call'>;

/** An account, in the teams of these stores, that is signed in. */
export async function newPerson(
  api: Api,
  {
    admin = false,
    roles = {},
  }: { readonly admin?: boolean; readonly roles?: Readonly<Record<string, MemberRole>> } = {},
): Promise<SignedInPerson> {
  const email = `${randomUUID()}@shop.example`;
  const { id: userId } = await createUser(api.accounts, {
    ...{ actor: system, email, name: 'Ada', password: testPassword, admin },
  });
  for (const [storeId, role] of Object.entries(roles))
    await addMember(api.accounts, { actor: system, storeId, userId, role });
  const person = browserOf(api, { userId, email });
  const answer = await person.call('/v1/auth/sign-in', { method: 'POST', body: { email, password: testPassword } });
  if (answer.status !== 200) throw new Error(`signing in was answered with ${answer.status}: ${answer.text}`);
  return person;
}

/** A browser with no cookies yet. */
export function browserOf(
  api: Pick<ApiFixture, 'call'>,
  who: { readonly userId: string; readonly email: string } = { userId: '', email: '' },
): SignedInPerson {
  const cookies = new Map<string, string>();
  return {
    ...who,
    cookies,
    async call(path, { storeId, headers, ...request } = {}) {
      const answer = await api.call(path, {
        ...request,
        headers: {
          origin: dashboardUrl,
          ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(storeId !== undefined && { 'x-store-id': storeId }),
          ...headers,
        },
      });
      for (const line of answer.headers.getSetCookie()) keepCookie(cookies, line);
      return answer;
    },
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  if (attributes.includes('Max-Age=0')) cookies.delete(name);
  else cookies.set(name, value);
}
