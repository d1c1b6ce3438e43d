import { apiErrorOf } from '../../api/api-error.ts';
import type { Api } from '../../api/client.ts';
import type { ExportBody } from './export-request.ts';
import { createRowCounter } from './row-counter.ts';

export interface Progress {
  /** Null: the format does not tell before its end. */
  readonly received: number | null;
  readonly total: number;
}

export interface Downloaded {
  readonly file: Blob;
  readonly fileName: string;
  readonly rows: number;
}

/** The file stopped before its end, or has not the rows that were told. */
export class BrokenDownload extends Error {
  override readonly name = 'BrokenDownload';
}

/** Fetches an export to its end, and gives it only when it is whole. Throws `ApiError` where it is refused. */
export async function download(
  api: Api,
  body: ExportBody,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<Downloaded> {
  const { response, data, error } = await api
    .POST('/v1/analytics/export', { body, parseAs: 'stream', signal })
    .catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw apiErrorOf(0, null);
    });
  if (!response.ok) throw apiErrorOf(response.status, error);
  const stream = data as ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
  const total = Number(response.headers.get('x-export-rows') ?? Number.NaN);
  const counter = createRowCounter(body.format);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = stream?.getReader();
  for (let isDone = reader === undefined; !isDone; ) {
    onProgress({ received: counter.rows, total });
    const next = await reader?.read().catch((cause: unknown) => {
      throw signal.aborted ? cause : new BrokenDownload();
    });
    isDone = next === undefined || next.done;
    if (!next?.value) continue;
    parts.push(next.value);
    counter.add(next.value);
  }
  if (!counter.isWhole(total)) throw new BrokenDownload();
  const fileName = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return {
    file: new Blob(parts, { type: response.headers.get('content-type') ?? '' }),
    fileName: fileName ?? `export.${body.format}`,
    rows: total,
  };
}

/** Long enough for the browser to begin reading. */
const readMs = 60_000;

/** Hands a file to the person, as a link with a name does. */
export function save({ file, fileName }: Pick<Downloaded, 'file' | 'fileName'>): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), readMs);
}
