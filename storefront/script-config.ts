import type { ScriptConfig } from '../api/storefront-scripts.ts';

declare const CONFIG: ScriptConfig;

/** The store's settings, put around the script by the server that serves it. */
export const config: ScriptConfig = CONFIG;
