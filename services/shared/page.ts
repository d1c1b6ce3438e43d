/** One page of a list; `next` says where the following one begins, null on the last. */
export interface Page<T, Position> {
  readonly items: readonly T[];
  readonly next: Position | null;
}

/** A place in a list that is ordered by time, then id, newest first. */
export interface TimePosition {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly id: string;
}

/** Makes a page of rows of which one more than `limit` was asked for. */
export function pageOf<Row, T, Position>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => T,
  position: (row: Row) => Position,
): Page<T, Position> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? position(last) : null };
}
