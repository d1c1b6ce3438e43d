import { createVaultClient, type VaultClient } from '../../runtime/secrets/vault-client.ts';
import type { VaultServer } from './vault-server.ts';

/** What an operator sets up once, as docs/secrets.md shows it. */
export interface VaultSetUp {
  /** For the environment of a process. */
  readonly env: Readonly<Record<string, string>>;
  /** A client that logs in as the engine does. */
  newClient(): VaultClient;
}

export interface VaultSetUpOptions {
  readonly tokenSeconds?: number;
  /** However often it is renewed. */
  readonly tokenSecondsMax?: number;
  /** Logins of PostgreSQL: `host:port/database`, its superuser's URL, and how long a lease is. */
  readonly database?: { readonly superuserUrl: string; readonly name: string; readonly leaseSeconds: number };
}

const policy = `
path "secret/data/cart-recovery" { capabilities = ["read", "create", "update"] }
path "database/creds/*" { capabilities = ["read"] }
path "sys/leases/revoke" { capabilities = ["update"] }`;

const roles = {
  'cart-app': [`CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE cart_app`],
  'cart-engine': [
    `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE cart_engine`,
    `GRANT cart_pipeline TO "{{name}}" WITH INHERIT FALSE, SET TRUE`,
  ],
} as const;
/** Who is connected stays so after the login is gone, unless it is ended. */
const revocation = [
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{name}}'`,
  `DROP ROLE IF EXISTS "{{name}}"`,
];

export async function setUpVault(
  vault: VaultServer,
  { tokenSeconds = 60, tokenSecondsMax = 3_600, database }: VaultSetUpOptions = {},
): Promise<VaultSetUp> {
  const role = `engine-${tokenSeconds}-${tokenSecondsMax}`;
  await vault.call('PUT', 'sys/policies/acl/cart-recovery', { policy });
  await vault.call('POST', 'sys/auth/approle', { type: 'approle' }).catch(() => undefined);
  await vault.call('POST', `auth/approle/role/${role}`, {
    ...{ token_policies: ['cart-recovery'], token_ttl: tokenSeconds, token_max_ttl: tokenSecondsMax },
  });
  if (database) await setUpDatabase(vault, database);
  const { data: ids } = (await vault.call('GET', `auth/approle/role/${role}/role-id`)) as {
    data: { role_id: string };
  };
  const { data: secret } = (await vault.call('POST', `auth/approle/role/${role}/secret-id`)) as {
    data: { secret_id: string };
  };
  return {
    env: {
      ...{ SECRETS_FROM: 'vault', VAULT_ADDR: vault.address },
      ...{ VAULT_ROLE_ID: ids.role_id, VAULT_SECRET_ID: secret.secret_id },
    },
    newClient: () => createVaultClient({ address: vault.address, roleId: ids.role_id, secretId: secret.secret_id }),
  };
}

async function setUpDatabase(
  vault: VaultServer,
  { superuserUrl, name, leaseSeconds }: NonNullable<VaultSetUpOptions['database']>,
): Promise<void> {
  const { username, password, host } = new URL(superuserUrl);
  await vault.call('POST', 'sys/mounts/database', { type: 'database' }).catch(() => undefined);
  await vault.call('POST', 'database/config/cart-recovery', {
    ...{ plugin_name: 'postgresql-database-plugin', allowed_roles: Object.keys(roles) },
    connection_url: `postgresql://{{username}}:{{password}}@${host}/${name}?sslmode=disable`,
    ...{ username, password: decodeURIComponent(password) },
  });
  for (const [role, creation] of Object.entries(roles))
    await vault.call('POST', `database/roles/${role}`, {
      ...{ db_name: 'cart-recovery', creation_statements: creation, revocation_statements: revocation },
      ...{ default_ttl: leaseSeconds, max_ttl: leaseSeconds },
    });
}
