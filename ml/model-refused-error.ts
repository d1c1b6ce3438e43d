export type ModelRefusedCode =
  | 'file_missing'
  | 'file_too_large'
  | 'manifest_invalid'
  | 'artifact_size_differs'
  | 'artifact_hash_differs'
  | 'trees_invalid'
  | 'feature_names_differ'
  | 'feature_order_differs'
  | 'feature_hash_differs'
  /** The graph asks for a newer runtime than the one that serves. */
  | 'runtime_too_old'
  /** The runtime that serves cannot load or run the graph. */
  | 'runtime_refused'
  | 'parity_invalid'
  /** The runtime that serves says something else than the trainer did. */
  | 'parity_differs';

/** A model that must not be served: its files or its features are not what the manifest and this code agree on. */
export class ModelRefusedError extends Error {
  readonly code: ModelRefusedCode;
  readonly expected: string;
  readonly found: string;

  constructor(code: ModelRefusedCode, subject: string, expected: string, found: string) {
    super(`Model refused (${code}): ${subject}: expected ${expected}, found ${found}`);
    this.name = 'ModelRefusedError';
    this.code = code;
    this.expected = expected;
    this.found = found;
  }
}
