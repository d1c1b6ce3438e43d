/**
 * A column whose texts are sealed (`runtime/sealer.ts`). Each stands beside the code that seals into it and in the list of
 * `workers/key-loop.ts`, so that the texts are sealed anew when the key turns.
 */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The columns that find the row again, all of them texts or UUIDs. */
  readonly key: readonly string[];
  /** What the text was sealed for, from the values of `key`. */
  readonly place: (key: Readonly<Record<string, string>>) => string;
  /** Whose rows they are: of a store each, or of the installation. */
  readonly of: 'store' | 'installation';
}
