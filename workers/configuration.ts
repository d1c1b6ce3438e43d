import { type ProvidersConfig, providerSettings, readProvidersConfig } from '../channels/provider-config.ts';
import { providerUnits } from '../channels/registry.ts';
import { type Config as EngineConfig, loadConfig as loadEngineConfig } from '../runtime/config.ts';
import type { Environment, Setting } from '../runtime/setting.ts';
import { settings } from '../runtime/settings.ts';

/** The whole configuration: the engine's own settings, and the providers of messages. */
export type Config = EngineConfig & { readonly providers: ProvidersConfig };

/** Reads both; throws `ConfigError` with every problem of either. */
export function loadConfig(env: Environment): Config {
  const { config: providers, problems } = readProvidersConfig(providerUnits, env);
  return { ...loadEngineConfig(env, problems), providers };
}

/** Every environment variable that the engine reads, for its documents. */
export const allSettings: readonly Setting[] = [...Object.values(settings), ...providerSettings(providerUnits)];
