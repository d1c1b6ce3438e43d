import type { Unit } from '../../../domain/analytics/catalogue.ts';

/** A column of an export. Moments are epoch milliseconds; money is in minor units, as everywhere but in CSV. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'moment' | Unit;
  /** Of a number that may have a fraction, because it was divided. */
  readonly isFraction?: boolean;
}

/** In the order of the columns. Whole numbers beyond 2^53 are text. */
export type Row = readonly (string | number | null)[];

/** What is exported, whatever the format: known as a whole, or read bit by bit. */
export interface Table {
  readonly columns: readonly Column[];
  readonly total: number;
  readonly batches: Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;
}

/** Writes the rows of a table, each batch as it comes. */
export interface Encoder {
  begin(): string;
  rows(batch: readonly Row[]): string;
  /** Called when all rows are written: only then the file looks whole. */
  end(rows: number): string;
}

const chunkChars = 64 * 1024;

/** Rows came that nobody counted, or some did not come. */
export class BrokenExport extends Error {
  override readonly name = 'BrokenExport';
}

/** The bytes of a file, counted while they are written. Fails before the end of the file where the count is not what was told. */
export async function* encode({ total, batches }: Table, encoder: Encoder): AsyncGenerator<Buffer> {
  let text = encoder.begin();
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    if (rows > total) break;
    text += encoder.rows(batch);
    if (text.length < chunkChars) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (rows !== total) throw new BrokenExport(`${total} rows were counted, and ${rows} came`);
  yield Buffer.from(text + encoder.end(rows));
}
