import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { analyticsFailure } from '../queries/analytics-failure.ts';
import type { AnalyticsReader } from '../queries/analytics-reader.ts';
import type { AnalyticsQuestion } from '../queries/query-input.ts';
import type { CellQuestion } from '../queries/rows-behind.ts';
import { type CsvLook, csvEncoder } from './csv.ts';
import type { ExportPlaces } from './export-places.ts';
import { jsonEncoder } from './json.ts';
import { numbersTable } from './numbers-table.ts';
import { checkedParquet, parquetFile } from './parquet.ts';
import { rowsColumns, rowsTable } from './rows-table.ts';
import { encode, type Table } from './table.ts';
import { createZoneText } from './zone-text.ts';

/** Rows of one export: as many as a sheet of a spreadsheet shows, rounded down. */
export const exportRowsMax = 1_000_000;
/** Time for one export from its question to the last byte that its reader took. */
const exportMsMax = 10 * minuteMs;

export const exportFormats = ['csv', 'json', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is exported: the rows of an answer, or the rows behind one of its cells. */
export type Exported =
  | { readonly what: 'numbers'; readonly question: AnalyticsQuestion }
  | { readonly what: 'rows'; readonly question: CellQuestion };

export interface ExportAnalytics {
  readonly actor: Actor;
  readonly exported: Exported;
  readonly format: ExportFormat;
  readonly csv: CsvLook;
  /** Aborted when whoever asked has left. */
  readonly signal: AbortSignal;
}

/** A file that is being written. */
export interface FileExport {
  readonly id: string;
  readonly rows: number;
  readonly format: ExportFormat;
  readonly fileName: string;
  /** Fails before the end of the file when something is amiss: what has come then must not look whole. */
  readonly chunks: AsyncGenerator<Buffer>;
}

export interface ExportDeps {
  readonly database: Pick<Database, 'app'>;
  readonly analytics: AnalyticsReader;
  readonly places: ExportPlaces;
}

/**
 * Opens an export and writes down who asked for it. Rejects with a ServiceError for a question that is none, for more rows
 * than one may have, and while analytics is away: all of that before the first byte.
 */
export async function exportAnalytics(deps: ExportDeps, asked: ExportAnalytics): Promise<FileExport> {
  const { actor, exported, format } = asked;
  const { storeId, metric, timeRange } = exported.question;
  requirePermission(actor, 'stats:read', storeId);
  const leave = deps.places.take(storeId);
  const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(exportMsMax)]);
  signal.addEventListener('abort', leave, { once: true });
  try {
    const { rows, chunks } = await analyticsFailure(() => begun(open(deps.analytics, { ...asked, signal })));
    const id = uuidV7();
    await withStore(deps.database, storeId, (tx) =>
      recordAudit(tx, {
        ...{ actor, storeId, action: 'stats:read', subject: { kind: 'analytics_export', id } },
        change: {
          what: { after: exported.what },
          metric: { after: metric },
          from: { after: timeRange.from },
          to: { after: timeRange.to },
          format: { after: format },
          rows: { after: rows },
        },
      }),
    );
    return { id, rows, format, fileName: fileNameOf(asked, rows), chunks: withEnd(chunks, leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Waits for the first chunk: what fails before it is told as any other refusal. */
async function begun(opening: Promise<Opened>): Promise<Opened> {
  const { rows, chunks } = await opening;
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  return { rows, chunks: first.done ? rest : startingWith(first.value, rest) };
}

async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

interface Opened {
  readonly rows: number;
  readonly chunks: AsyncIterable<Buffer>;
}

async function open(analytics: AnalyticsReader, asked: ExportAnalytics): Promise<Opened> {
  const { exported, format, signal } = asked;
  switch (exported.what) {
    case 'numbers': {
      const answer = await analytics.query(exported.question, signal);
      const table = numbersTable(answer, exported.question);
      if (format === 'parquet') return { rows: table.total, chunks: once(parquetFile(table.columns, table.rows)) };
      const { unit, currency, asOf, total } = answer;
      return written(asked, table, { unit, currency, head: { asOf, total } });
    }
    case 'rows': {
      const options = {
        kind: format === 'parquet' ? 'parquet' : 'rows',
        rowsMax: exportRowsMax,
        msMax: exportMsMax,
        signal,
      } as const;
      const opened = await analytics.openRows(exported.question, options);
      const { rows, unit, currency } = opened;
      if (rows.kind === 'parquet') return { rows: rows.total, chunks: checkedParquet(rows.chunks, rows.total) };
      return written(asked, rowsTable(rowsColumns(opened), rows), { unit, currency, head: {} });
    }
    default:
      return assertNever(exported);
  }
}

interface Described {
  readonly unit: string;
  readonly currency: string | null;
  readonly head: Readonly<Record<string, unknown>>;
}

function written(
  { exported, format, csv }: ExportAnalytics,
  table: Table,
  { unit, currency, head }: Described,
): Opened {
  const { columns, total } = table;
  const { metric, timeRange, timeZone } = exported.question;
  const encoder =
    format === 'csv'
      ? csvEncoder({ ...csv, columns, currency, zoneText: createZoneText(timeZone) })
      : jsonEncoder({ columns, head: { metric, unit, currency, range: { ...timeRange, timeZone }, ...head } });
  return { rows: total, chunks: encode(table, encoder) };
}

/** The number of rows is in the name, so that a kept file can be checked without its headers. */
function fileNameOf({ exported, format }: ExportAnalytics, rows: number): string {
  const { metric, timeRange } = exported.question;
  return `${metric}-${exported.what}-${timeRange.from}-${timeRange.to}-${rows}.${format}`;
}

async function* once(whole: Buffer): AsyncGenerator<Buffer> {
  yield whole;
}

async function* withEnd(chunks: AsyncIterable<Buffer>, end: () => void): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } finally {
    end();
  }
}
