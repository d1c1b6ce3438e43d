import { type Config, isEmbedded } from '../config.ts';
import type { Environment } from '../setting.ts';
import { createDataFolderSource } from './data-folder.ts';
import { createLiveSecrets, readAll, type Secrets } from './live-secrets.ts';
import { type OpenedSources, openSources } from './open-source.ts';
import { type SecretSource, SecretSourceError, type StoredSecrets } from './secret-source.ts';

export interface LoadedSecrets<C extends Config> {
  readonly config: C;
  readonly secrets: Secrets;
  readonly vault: OpenedSources['vault'];
}

export interface LoadOptions<C extends Config> {
  /** Of every setting that is a secret. */
  readonly names: ReadonlySet<string>;
  readonly loadConfig: (env: Environment) => C;
  /**
   * Called when secrets cannot be had now; reading is tried again when it resolves. Without it, that is an error: a command had
   * better end than wait.
   */
  readonly onAway?: (error: SecretSourceError) => Promise<void>;
}

/**
 * Reads where the secrets are, then them, then the whole configuration with them. What they and the environment lack of an embedded
 * installation is generated once and kept in the data folder: a server farm must not invent keys on each machine.
 */
export async function loadSecrets<C extends Config>(
  env: Environment,
  { names, loadConfig, onAway }: LoadOptions<C>,
): Promise<LoadedSecrets<C>> {
  const opened = openSources(env, names);
  const stored = await readPatiently(opened.sources, onAway);
  const config = loadConfig(withSecrets(env, stored));
  const isComplete = !isEmbedded(config) && config.postgresUrl && config.adminApiKey && config.linkSecret;
  const sources = isComplete ? opened.sources : [createDataFolderSource(config.dataDir), ...opened.sources];
  const all = isComplete ? stored : await readAll(sources);
  return { config, secrets: createLiveSecrets({ sources, stored: all }), vault: opened.vault };
}

/** The environment as if all secrets stood in it. */
function withSecrets(env: Environment, stored: StoredSecrets): Environment {
  return { ...env, ...Object.fromEntries([...stored].map(([name, { text }]) => [name, text])) };
}

async function readPatiently(
  sources: readonly SecretSource[],
  onAway: ((error: SecretSourceError) => Promise<void>) | undefined,
): Promise<StoredSecrets> {
  for (;;) {
    try {
      return await readAll(sources);
    } catch (error) {
      if (!onAway || !(error instanceof SecretSourceError)) throw error;
      await onAway(error);
    }
  }
}
