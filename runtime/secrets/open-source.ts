import { readFileSync } from 'node:fs';
import { ConfigError } from '../config.ts';
import { type Environment, missing, readSettings } from '../setting.ts';
import { settings } from '../settings.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import { createEnvironmentSource } from './environment-source.ts';
import { createFilesSource } from './files-source.ts';
import { type SecretSource, SecretSourceError } from './secret-source.ts';
import { createVaultClient, type VaultClient } from './vault-client.ts';
import { createVaultSource } from './vault-source.ts';

/** Of all settings, those that say where the secrets of the others are: they are read before them. */
const bootSettings = {
  secretsFrom: settings.secretsFrom,
  secretsDir: settings.secretsDir,
  vaultAddr: settings.vaultAddr,
  vaultNamespace: settings.vaultNamespace,
  vaultMount: settings.vaultMount,
  vaultPath: settings.vaultPath,
  vaultRoleId: settings.vaultRoleId,
  vaultSecretId: settings.vaultSecretId,
  vaultSecretIdFile: settings.vaultSecretIdFile,
} as const;

export interface OpenedSources {
  /** The environment, and after it what SECRETS_FROM names. */
  readonly sources: readonly SecretSource[];
  /** Null: secrets come from elsewhere. */
  readonly vault: VaultClient | null;
}

/** The sources that the environment names; `names` are those of the secrets. Throws `ConfigError`. */
export function openSources(env: Environment, names: ReadonlySet<string>): OpenedSources {
  const { values, problems } = readSettings(bootSettings, env);
  if (problems.length > 0) throw new ConfigError(problems);
  const environment = createEnvironmentSource(env, names);
  switch (values.secretsFrom) {
    case 'files': {
      if (!values.secretsDir) throw new ConfigError([missing(settings.secretsDir, 'SECRETS_FROM=files')]);
      return { sources: [environment, createFilesSource(values.secretsDir, names)], vault: null };
    }
    case 'vault': {
      const { vaultAddr, vaultRoleId, vaultNamespace, vaultMount: mount, vaultPath: path } = values;
      const secretId = secretIdOf(values);
      const lacking = [
        ...(vaultAddr ? [] : [settings.vaultAddr]),
        ...(vaultRoleId ? [] : [settings.vaultRoleId]),
        ...(secretId ? [] : [settings.vaultSecretId]),
      ].map((setting) => missing(setting, 'SECRETS_FROM=vault'));
      if (!vaultAddr || !vaultRoleId || !secretId) throw new ConfigError(lacking);
      const client = createVaultClient({
        ...{ address: withoutTrailingSlashes(vaultAddr), roleId: vaultRoleId, secretId, namespace: vaultNamespace },
      });
      return { sources: [environment, createVaultSource({ client, mount, path, names })], vault: client };
    }
    default:
      return { sources: [environment], vault: null };
  }
}

function secretIdOf({
  vaultSecretId,
  vaultSecretIdFile,
}: {
  readonly vaultSecretId: string | undefined;
  readonly vaultSecretIdFile: string | undefined;
}): string | undefined {
  if (vaultSecretId || !vaultSecretIdFile) return vaultSecretId;
  try {
    return readFileSync(vaultSecretIdFile, 'utf8').trim() || undefined;
  } catch (cause) {
    throw new SecretSourceError('invalid', 'the file of VAULT_SECRET_ID_FILE cannot be read', { cause });
  }
}
