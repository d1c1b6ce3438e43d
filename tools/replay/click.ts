import type { StorefrontEvent } from '../../events/event.ts';

/** One row of a clickstream, whatever file it stands in. Times are epoch milliseconds of the recording. */
export type Click =
  | { readonly kind: 'view' | 'add' | 'remove'; readonly at: number; readonly visitor: string; readonly item: Item }
  /** Rows with the same `orderKey` that lie close together are one order. */
  | {
      readonly kind: 'purchase';
      readonly at: number;
      readonly visitor: string;
      readonly item: Item;
      readonly orderKey: string;
    }
  /** An event in our own form, sent as it is but for its time. */
  | { readonly kind: 'event'; readonly at: number; readonly event: StorefrontEvent }
  /** A row that says nothing about carts, or that cannot be read. */
  | { readonly kind: 'skipped'; readonly reason: string };

export interface Item {
  readonly productId: string;
  readonly unitPriceMinor?: number;
  readonly category?: string;
}

/** Rows as records of column and text (CSV), or as parsed JSON (NDJSON). */
export type Row = Readonly<Record<string, unknown>>;

/** A cell as text; what is neither text nor number is nothing. */
export function textOf(cell: unknown): string {
  return typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : '';
}

/**
 * A file format of a clickstream: one file in `formats/` and one line in `formats/registry.ts`.
 * `readRow` is pure; a row that it cannot read is `skipped` with a reason, never an exception.
 */
export interface ClickFormat {
  readonly name: string;
  readonly encoding: 'csv' | 'ndjson';
  /** Code that amounts stand in; XXX (ISO 4217 "no currency") where the recording has no prices. */
  readonly currency: string;
  /** By the header's columns (CSV) or the first object's keys (NDJSON). */
  recognises(columns: ReadonlySet<string>): boolean;
  readRow(row: Row): Click;
}
