import type { ScriptConfig } from '../api/storefront-scripts.ts';

// biome-ignore lint/style/useNamingConvention: no constant of ours, but what the server puts around the script.
declare const CONFIG: ScriptConfig;

/** The store's settings, put around the script by the server that serves it. */
export const config: ScriptConfig = CONFIG;
