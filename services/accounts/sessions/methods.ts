import { users } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Accounts } from '../accounts.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export interface SignInMethods {
  readonly identityProvider: boolean;
  /** False: nobody has an account yet, and the link for the first one is needed. */
  readonly anyAccount: boolean;
  /** Where the dashboard is. */
  readonly publicUrl: string;
  /** False: passwords travel in the open, since the address is neither TLS nor this machine. */
  readonly private: boolean;
}

/** What the page for signing in has to say. */
export async function readSignInMethods({ database, identityProvider, publicUrl }: Accounts): Promise<SignInMethods> {
  const [anybody] = await withEngine(database, (tx) => tx.select({ id: users.id }).from(users).limit(1));
  const { protocol, hostname } = new URL(publicUrl());
  return {
    identityProvider: identityProvider !== null,
    anyAccount: anybody !== undefined,
    publicUrl: publicUrl(),
    private: protocol === 'https:' || loopback.test(hostname),
  };
}
