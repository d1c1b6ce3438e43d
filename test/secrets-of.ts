import { createEnvironmentSource } from '../runtime/secrets/environment-source.ts';
import { createLiveSecrets, type Secrets } from '../runtime/secrets/live-secrets.ts';
import type { StoredSecret } from '../runtime/secrets/secret-source.ts';

/** Secrets by their names, as the environment gives them: they stay as they are. */
export function secretsOf(texts: Readonly<Record<string, string>>): Secrets {
  const source = createEnvironmentSource(texts, new Set(Object.keys(texts)));
  const stored = Object.entries(texts).map(([name, text]): [string, StoredSecret] => [
    name,
    { text, provider: 'environment', changedMs: null },
  ]);
  return createLiveSecrets({ sources: [source], stored: new Map(stored) });
}
