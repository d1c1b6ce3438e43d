/** Where secrets of an installation come from. The names are those of their settings (`runtime/settings.ts`), such as `LINK_SECRET`. */
export type SecretProvider = 'environment' | 'data_folder' | 'files' | 'vault';

export interface StoredSecret {
  /** As it is kept: for a secret that turns, a key or a ring of keys (`key-ring.ts`). */
  readonly text: string;
  readonly provider: SecretProvider;
  /** When it was changed, in epoch milliseconds; null: its provider does not tell. */
  readonly changedMs: number | null;
}

export type StoredSecrets = ReadonlyMap<string, StoredSecret>;

/**
 * Changes one secret where it is kept: `turn` is given what stands there now, and null from it changes nothing. Of two that do so
 * at once, one fails with `conflict`. Resolves when the new text was read back.
 */
export type ChangeSecret = (name: string, turn: (text: string | undefined) => string | null) => Promise<boolean>;

/** One provider: a file or an entry in the list of `open-source.ts`, and nothing else that knows of it. */
export interface SecretSource {
  readonly provider: SecretProvider;
  /** All secrets that it holds, as of one moment. Throws `SecretSourceError`. */
  read(): Promise<StoredSecrets>;
  /** Null: whoever owns it changes it, and the engine reads it again. */
  readonly change: ChangeSecret | null;
}

export type SecretSourceFailure = 'sealed' | 'unreachable' | 'denied' | 'invalid' | 'conflict';

/** Why secrets cannot be had, in a sentence that holds none. */
export class SecretSourceError extends Error {
  override readonly name = 'SecretSourceError';
  readonly code: SecretSourceFailure;

  constructor(code: SecretSourceFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
