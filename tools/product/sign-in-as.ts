import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Role, roles } from '../../domain/permission.ts';
import { createApiClient } from '../traffic/api-client.ts';

/** Who the requests are sent as: the operator's key, or somebody who signed in with a role. */
export const callers = ['operator', ...roles.filter((role) => role !== 'customer')] as const;
export type Caller = 'operator' | Exclude<Role, 'customer'>;

export function isCaller(text: string): text is Caller {
  return (callers as readonly string[]).includes(text);
}

const attemptsMax = 5;

interface Place {
  readonly url: string;
  readonly adminKey: string;
  readonly storeId: string;
}

const madeLink = z.union([
  z.object({ url: z.string() }),
  z.object({ delivery: z.object({ url: z.string() }) }).transform(({ delivery }) => delivery),
]);

export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  /** Of a person: the access token of their session, good for 15 minutes. */
  readonly accessToken: string | null;
}

/** What requests of this caller to this store carry. A person is made for it. */
export async function credentialsOf(caller: Caller, place: Place): Promise<Credentials> {
  const store = { 'X-Store-Id': place.storeId };
  if (caller === 'operator')
    return { headers: { Authorization: `Bearer ${place.adminKey}`, ...store }, accessToken: null };
  // The dashboard's own address: browsers know this computer by its name.
  const origin = place.url.replace('127.0.0.1', 'localhost');
  return { headers: { Origin: origin, ...store }, accessToken: await signInAs(caller, place, origin) };
}

/** Returns the access token of somebody new, who took the operator's one-time link. */
async function signInAs(
  role: Exclude<Caller, 'operator'>,
  { url, adminKey, storeId }: Place,
  origin: string,
): Promise<string> {
  const operator = createApiClient({ url, key: adminKey, storeId });
  const name = randomBytes(6).toString('hex');
  const email = `${name}@team.example`;
  const person = { name: 'Ada Berger', password: `correct horse ${name}`, locale: 'en' };
  const isAdmin = role === 'admin';
  const made = isAdmin
    ? await operator.post('/v1/account-links', {})
    : await operator.post('/v1/invitations', { email, role });
  const link = madeLink.parse(made).url;
  const token = link.slice(link.indexOf('#') + 1);
  const answer = await untilHeard(() =>
    fetch(`${url}${isAdmin ? '/v1/auth/set-up' : `/v1/auth/invitations/${token}`}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(isAdmin ? { token, email, ...person } : person),
    }),
  );
  if (!answer.ok) throw new Error(`the account could not be made: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('crk_access='));
  if (!cookie) throw new Error('no access token came with the new account');
  return cookie.slice('crk_access='.length, cookie.indexOf(';'));
}

/** What was sent before may have used up what an address may ask for: then it is asked again when it may. */
async function untilHeard(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.status !== 429 || attempt === attemptsMax) return answer;
    await setTimeout(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
  }
}
