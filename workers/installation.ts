import { type LoadedSecrets, type LoadOptions, loadSecrets } from '../runtime/secrets/load-secrets.ts';
import type { Environment } from '../runtime/setting.ts';
import { allSettings, type Config, loadConfig } from './configuration.ts';

const secretNames: ReadonlySet<string> = new Set(allSettings.flatMap(({ secret, env }) => (secret ? [env] : [])));

export type Installation = LoadedSecrets<Config>;

/** The configuration of this installation and its secrets, wherever they are. Throws `ConfigError` and `SecretSourceError`. */
export function loadInstallation(
  env: Environment,
  options: Pick<LoadOptions<Config>, 'onAway'> = {},
): Promise<Installation> {
  return loadSecrets(env, { names: secretNames, loadConfig, ...options });
}
