import type { ExportFormat } from './export-request.ts';

/** Counts the rows of a file while its bytes come; null: that cannot be told before its end. */
export interface RowCounter {
  add(bytes: Uint8Array): void;
  readonly rows: number | null;
  /** Whether the file ends as one that is whole. */
  readonly isWhole: (total: number) => boolean;
}

const quote = 0x22;
const lineFeed = 0x0a;
const tailBytes = 256;
/** The mark at both ends and the length of the footer: the mark alone is a file that only began. */
const parquetBytesMin = 12;

export function createRowCounter(format: ExportFormat['format']): RowCounter {
  let tail: Uint8Array = new Uint8Array();
  const keepTail = (bytes: Uint8Array): void => {
    const both = new Uint8Array(Math.min(tail.length, tailBytes) + Math.min(bytes.length, tailBytes));
    both.set(tail.subarray(-tailBytes));
    both.set(bytes.subarray(-tailBytes), Math.min(tail.length, tailBytes));
    tail = both.subarray(-tailBytes);
  };
  const ending = (): string => new TextDecoder().decode(tail);
  let lines = 0;
  switch (format) {
    case 'csv': {
      let isQuoted = false;
      return {
        add(bytes) {
          for (const byte of bytes) {
            if (byte === quote) isQuoted = !isQuoted;
            else if (byte === lineFeed && !isQuoted) lines += 1;
          }
          keepTail(bytes);
        },
        // The first line names the columns.
        get rows() {
          return Math.max(0, lines - 1);
        },
        isWhole: (total) => lines === total + 1 && ending().endsWith('\n'),
      };
    }
    case 'json':
      return {
        add(bytes) {
          for (const byte of bytes) if (byte === lineFeed) lines += 1;
          keepTail(bytes);
        },
        // A line break stands before each row, before the end of the list, and at the end.
        get rows() {
          return Math.max(0, lines - 2);
        },
        isWhole: (total) => lines === total + 2 && ending().endsWith(`"end":{"rows":${total}}}\n`),
      };
    case 'parquet':
      return { add: keepTail, rows: null, isWhole: () => tail.length >= parquetBytesMin && ending().endsWith('PAR1') };
    default:
      return format satisfies never;
  }
}
