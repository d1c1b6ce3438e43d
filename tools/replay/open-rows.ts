import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { hasFields } from '../../domain/has-fields.ts';
import type { ClickFormat, Row } from './click.ts';
import { formatNamed, recogniseFormat } from './formats/registry.ts';

/** A line longer than this is no clickstream row. */
const lineBytesMax = 1024 * 1024;

/** The format of a file by name, or else by its first line. Throws with what to do when nobody knows the file. */
export async function formatOf(path: string, name: string | undefined): Promise<ClickFormat> {
  if (name !== undefined) return formatNamed(name);
  const format = recogniseFormat(columnsOf(await firstLine(path)));
  if (!format) throw new Error(`The format of ${path} is not recognised by its first line: say it with --format.`);
  return format;
}

/** Reads a file row by row, unpacking `.gz`; only one row is in memory at a time. */
export async function* openRows(path: string, encoding: ClickFormat['encoding']): AsyncGenerator<Row> {
  const bytes = openBytes(path);
  if (encoding === 'csv') {
    const records = bytes.pipe(
      parse({
        columns: true,
        bom: true,
        skip_empty_lines: true,
        relax_column_count: true,
        max_record_size: lineBytesMax,
      }),
    );
    bytes.on('error', (error) => records.destroy(error));
    yield* records as AsyncIterable<Row>;
    return;
  }
  for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield parseObject(line) ?? { unreadable: true };
  }
}

function openBytes(path: string): Readable {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

async function firstLine(path: string): Promise<string> {
  for await (const line of createInterface({ input: openBytes(path), crlfDelay: Number.POSITIVE_INFINITY }))
    return line;
  return '';
}

function columnsOf(line: string): ReadonlySet<string> {
  const object = parseObject(line);
  return new Set(
    object
      ? Object.keys(object)
      : line
          .replace(/^\uFEFF/, '')
          .split(',')
          .map((column) => column.trim()),
  );
}

function parseObject(line: string): Row | null {
  try {
    const value: unknown = JSON.parse(line);
    return hasFields(value) ? value : null;
  } catch {
    return null;
  }
}
