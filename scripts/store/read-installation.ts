import { type Config, loadConfig } from '../../runtime/config.ts';
import type { Secrets } from '../../runtime/secrets/live-secrets.ts';
import { loadSecrets } from '../../runtime/secrets/load-secrets.ts';
import { SecretSourceError } from '../../runtime/secrets/secret-source.ts';
import { settings } from '../../runtime/settings.ts';
import { Refusal } from './ask-engine.ts';

const names: ReadonlySet<string> = new Set(Object.values(settings).flatMap(({ secret, env }) => (secret ? [env] : [])));

export interface ReadInstallation {
  readonly config: Config;
  readonly secrets: Secrets;
  /** May do everything. */
  readonly adminKey: string;
}

/** The configuration and the secrets that a command of the operator works with, as the engine itself reads them. */
export async function readInstallation(): Promise<ReadInstallation> {
  try {
    const { config, secrets } = await loadSecrets(process.env, { names, loadConfig });
    return { config, secrets, adminKey: secrets.operatorKey() };
  } catch (error) {
    throw error instanceof SecretSourceError
      ? new Refusal(`${error.message} (${error.code}).`, { cause: error })
      : error;
  }
}
