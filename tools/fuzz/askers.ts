import { z } from 'zod';
import { keyScopes } from '../../domain/key-scope.ts';
import { type Caller, callers, credentialsOf } from '../product/sign-in-as.ts';
import { createApiClient } from '../traffic/api-client.ts';

/** Whom broken requests come from: people and the operator, keys of the store, and somebody without any of it. */
export const askerNames = [...callers, 'key', 'nobody'] as const;
export type AskerName = Caller | 'key' | 'nobody';

export function isAskerName(text: string): text is AskerName {
  return (askerNames as readonly string[]).includes(text);
}

/** Somebody who sends requests to one store. */
export interface Asker {
  readonly name: AskerName;
  /** What their requests carry; of keys it changes with each, so that every scope has its turn. */
  headers(): Readonly<Record<string, string>>;
  /** Signs in anew when the access token will soon be over. */
  keepSignedIn(): Promise<void>;
}

export interface Place {
  readonly url: string;
  readonly adminKey: string;
  readonly storeId: string;
  /** A key with all scopes. */
  readonly storeKey: string;
}

/** An access token lasts fifteen minutes, and so does the right to change how one signs in. */
const signedInMsMax = 10 * 60_000;
const createdKey = z.object({ key: z.string() });

export async function openAsker(name: AskerName, place: Place): Promise<Asker> {
  switch (name) {
    case 'nobody':
      return { name, headers: () => ({}), keepSignedIn: async () => {} };
    case 'key':
      return askerOfKeys(place);
    default:
      return askerOf(name, place);
  }
}

async function askerOfKeys({ url, storeKey }: Place): Promise<Asker> {
  const client = createApiClient({ url, key: storeKey });
  const keys = [storeKey];
  for (const scope of keyScopes)
    keys.push(createdKey.parse(await client.post('/v1/api-keys', { name: `fuzz ${scope}`, scopes: [scope] })).key);
  let nth = 0;
  return {
    name: 'key',
    headers: () => ({ authorization: `Bearer ${keys[nth++ % keys.length]}` }),
    keepSignedIn: async () => {},
  };
}

async function askerOf(name: Caller, place: Place): Promise<Asker> {
  const signIn = async () => {
    const { headers, accessToken } = await credentialsOf(name, place);
    const lower = Object.fromEntries(Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]));
    return accessToken === null ? lower : { ...lower, cookie: `crk_access=${accessToken}` };
  };
  let signedInAt = performance.now();
  let carried: Readonly<Record<string, string>> = await signIn();
  return {
    name,
    headers: () => carried,
    async keepSignedIn() {
      if (name === 'operator' || performance.now() - signedInAt < signedInMsMax) return;
      // Before it is waited for: of many that ask at once one signs in.
      signedInAt = performance.now();
      carried = await signIn();
    },
  };
}
