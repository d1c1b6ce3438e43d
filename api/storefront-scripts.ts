/** The scripts for browsers, bundled: the body of a function of `CONFIG`. */
export interface StorefrontScripts {
  readonly snippet: string;
  readonly shopifyPixel: string;
}

/** What a served script knows of its store. */
export interface ScriptConfig {
  readonly key: string;
  /** Where the API is, without a slash at its end. */
  readonly url: string;
  readonly consentRequired: boolean;
  readonly honourSignals: boolean;
  readonly autoCapture: boolean;
  readonly emailCapture: boolean;
  readonly restoreCarts: boolean;
}

/** The script of one store: one request, and no second one for its settings. */
export function scriptOf(body: string, config: ScriptConfig): string {
  return `!function(CONFIG){${body}}(${JSON.stringify(config)});\n`;
}
