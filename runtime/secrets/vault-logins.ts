import { z } from 'zod';
import { SecretSourceError } from './secret-source.ts';
import type { VaultClient } from './vault-client.ts';

/** A login of PostgreSQL that was made for this process, and ends. */
export interface LeasedLogin {
  readonly user: string;
  readonly password: string;
  /** From then on it is refused; epoch milliseconds. */
  readonly endsMs: number;
  /** Gives it back before its time: the server drops the login. */
  giveBack(): Promise<void>;
}

export type TakeLogin = () => Promise<LeasedLogin>;

const credentialsSchema = z.object({
  lease_id: z.string(),
  lease_duration: z.number(),
  data: z.object({ username: z.string(), password: z.string() }),
});

/** Logins of one role of the vault's database engine (`mount`, as `database`). Each call makes one. */
export function createVaultLogins(
  client: VaultClient,
  { mount, role, now = Date.now }: { readonly mount: string; readonly role: string; readonly now?: () => number },
): TakeLogin {
  let leaseMs = 0;
  return async () => {
    // A lease ends with the token that took it, whatever it was promised: a token that is near its end takes none.
    await client.ensureToken(leaseMs);
    const takenMs = now();
    const answer = credentialsSchema.safeParse(await client.call('GET', `/v1/${mount}/creds/${role}`));
    if (!answer.success) throw new SecretSourceError('invalid', `the vault has no logins of the role ${role}`);
    const { lease_id: lease, lease_duration: seconds, data } = answer.data;
    leaseMs = seconds * 1_000;
    return {
      user: data.username,
      password: data.password,
      endsMs: Math.min(takenMs + leaseMs, client.tokenEndsMs()),
      async giveBack() {
        await client.call('PUT', '/v1/sys/leases/revoke', { lease_id: lease, sync: true });
      },
    };
  };
}
