import type { Environment } from '../setting.ts';
import type { SecretSource } from './secret-source.ts';

/** Environment variables: they stay as they are for as long as the process runs, and whoever starts it turns them. */
export function createEnvironmentSource(env: Environment, names: ReadonlySet<string>): SecretSource {
  const given = Object.entries(env).flatMap(([name, value]) => {
    const text = value?.trim();
    return names.has(name) && text ? [[name, { text, provider: 'environment', changedMs: null }] as const] : [];
  });
  return { provider: 'environment', change: null, read: async () => new Map(given) };
}
