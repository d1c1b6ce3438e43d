import { parquetMetadata } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { BrokenExport, type Column, type Row } from './table.ts';

const magic = 'PAR1';
const magicBytes = 4;
/** The length of the footer, and the magic bytes again. */
const closingBytes = 8;
/** Largest footer that is looked at: it grows with row groups and columns, and has a few kilobytes for a million rows. */
const footerBytesMax = 256 * 1024;

/**
 * Gives a Parquet file on as it comes, but for its footer: that only when it says as many rows as were counted. A file
 * without a footer cannot be opened, and so not be taken for whole.
 */
export async function* checkedParquet(chunks: AsyncIterable<Buffer>, total: number): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    keptBytes += chunk.length;
    // Whatever is the last part may be a footer: the newest bytes are held back.
    while (kept[0] && keptBytes - kept[0].length >= footerBytesMax) {
      yield kept[0];
      keptBytes -= kept[0].length;
      kept = kept.slice(1);
    }
  }
  const tail = Buffer.concat(kept);
  const rows = rowsOfFooter(tail);
  if (rows !== total) throw new BrokenExport(`${total} rows were counted, and the file has ${rows ?? 'no end'}`);
  yield tail;
}

function rowsOfFooter(tail: Buffer): number | null {
  if (tail.length < closingBytes || tail.toString('latin1', tail.length - magicBytes) !== magic) return null;
  const footerBytes = tail.readUInt32LE(tail.length - closingBytes);
  if (footerBytes + closingBytes > tail.length) return null;
  const footer = Uint8Array.from(tail.subarray(tail.length - closingBytes - footerBytes));
  return Number(parquetMetadata(footer.buffer).num_rows);
}

/** Rows that are known as a whole, as a Parquet file. */
export function parquetFile(columns: readonly Column[], rows: readonly Row[]): Buffer {
  const columnData = columns.map((column, index): ColumnSource => {
    const values = rows.map((row) => row[index] ?? null);
    return { name: column.name, ...parquetColumn(column, values), nullable: true };
  });
  return Buffer.from(parquetWriteBuffer({ columnData, createdBy: 'cart-recovery' }));
}

function parquetColumn({ type, isFraction }: Column, values: Row): Pick<ColumnSource, 'data' | 'type'> {
  if (type === 'text') return { type: 'STRING', data: [...values] };
  if (type === 'moment')
    return { type: 'TIMESTAMP', data: values.map((value) => (value === null ? null : new Date(Number(value)))) };
  if (type === 'share' || isFraction)
    return { type: 'DOUBLE', data: values.map((value) => (value === null ? null : Number(value))) };
  return { type: 'INT64', data: values.map((value) => (value === null ? null : BigInt(value))) };
}
