import type { IncomingMessage } from 'node:http';

export const eventsPath = '/v1/events';

/** Headers that change what a request means; the app knows them. */
const special = ['content-encoding', 'origin', 'idempotency-key', 'x-store-id'] as const;

/** Whether this is JSON of a stated size (so it is not chunked) for the events, and nothing more. */
export function isPlainPost({ method, url, headers }: IncomingMessage, bodyBytesMax: number): boolean {
  return (
    method === 'POST' &&
    url === eventsPath &&
    headers['content-type'] === 'application/json' &&
    Number(headers['content-length']) <= bodyBytesMax &&
    special.every((name) => headers[name] === undefined)
  );
}
