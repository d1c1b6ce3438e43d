import { hourMs } from '../../domain/duration.ts';
import type { Click, ClickFormat } from './click.ts';
import { openRows } from './open-rows.ts';
import { createTraceClock } from './trace-clock.ts';

/** A stretch without any row is cut to this much trace time. */
export const gapMsMax = 2 * hourMs;
/** A file whose rows are not in the order of time is sorted in memory, up to this many. */
const unsortedRowsMax = 5_000_000;

export type ReadableClick = Exclude<Click, { kind: 'skipped' }>;
export type TraceClick = ReadableClick & {
  /** Since the first row of all files, see `trace-clock.ts`. */
  readonly traceMs: number;
  /** Of the file's format. */
  readonly currency: string;
};

export interface ClickFile {
  readonly path: string;
  readonly format: ClickFormat;
}

/** What one pass over the files finds out before anything is sent. */
export interface ClickSurvey {
  readonly files: readonly (ClickFile & { readonly rows: number; readonly sorted: boolean })[];
  readonly rows: number;
  readonly spanMs: number;
  readonly cutMs: number;
  readonly skipped: Readonly<Record<string, number>>;
}

export async function surveyClicks(files: readonly ClickFile[]): Promise<ClickSurvey> {
  const surveyed: ClickSurvey['files'][number][] = [];
  const skipped: Record<string, number> = {};
  for (const file of files) {
    let [rows, sorted, last] = [0, true, Number.NEGATIVE_INFINITY];
    for await (const click of readFile(file)) {
      rows += 1;
      if (click.kind === 'skipped') {
        skipped[click.reason] = (skipped[click.reason] ?? 0) + 1;
        continue;
      }
      sorted &&= click.at >= last;
      last = click.at;
    }
    surveyed.push({ ...file, rows, sorted });
  }
  const clock = createTraceClock(gapMsMax);
  let spanMs = 0;
  for await (const { traceMs } of traceOf(surveyed, clock)) spanMs = traceMs;
  return {
    files: surveyed,
    rows: surveyed.reduce((sum, { rows }) => sum + rows, 0),
    spanMs,
    cutMs: clock.cutMs,
    skipped,
  };
}

/** The clicks of all files, one file after the other, each in the order of time. */
export async function* readClicks(survey: ClickSurvey): AsyncGenerator<TraceClick> {
  yield* traceOf(survey.files, createTraceClock(gapMsMax));
}

async function* traceOf(
  files: ClickSurvey['files'],
  clock: ReturnType<typeof createTraceClock>,
): AsyncGenerator<TraceClick> {
  for (const file of files) {
    clock.nextRecording();
    for await (const click of file.sorted ? readable(readFile(file)) : sortedByTime(file)) {
      yield { ...click, traceMs: clock.traceMsAt(click.at), currency: file.format.currency };
    }
  }
}

async function* readFile({ path, format }: ClickFile): AsyncGenerator<Click> {
  for await (const row of openRows(path, format.encoding)) yield format.readRow(row);
}

async function* readable(clicks: AsyncIterable<Click>): AsyncGenerator<ReadableClick> {
  for await (const click of clicks) if (click.kind !== 'skipped') yield click;
}

async function* sortedByTime(file: ClickFile): AsyncGenerator<ReadableClick> {
  const clicks: ReadableClick[] = [];
  for await (const click of readable(readFile(file))) {
    if (clicks.length === unsortedRowsMax) {
      throw new Error(
        `${file.path} is not in the order of time and has more than ${unsortedRowsMax} rows: sort it first.`,
      );
    }
    clicks.push(click);
  }
  yield* clicks.sort((a, b) => a.at - b.at);
}
