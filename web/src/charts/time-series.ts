/** What one colour of a time chart stands for. */
export interface TimeSeries {
  readonly key: string;
  readonly label: string;
  /** A custom property of the tokens, e.g. `--chart-email`. */
  readonly color: string;
}

/** One place on its time axis. */
export interface TimePoint {
  /** A calendar day, an hour …: what `labelOf` writes. */
  readonly bucket: string;
  /** By the key of the series; null: a gap, shown as one. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Of the period before at the same place; null: none. */
  readonly before?: number | null;
  /** Whether the bucket is still running: shown apart, because it always looks like a crash. */
  readonly running?: boolean;
  /** What it is expected to be once it is over, and between what. */
  readonly expected?: { readonly value: number; readonly lower: number; readonly upper: number };
}
