import type { IncomingMessage } from 'node:http';

export const eventsPath = '/v1/events';

/** What is larger is a batch, or so large an event that the frame around it does not count. */
const plainBytesMax = 16 * 1024;

/** Headers that change what a request means; the app knows them. */
const special = ['content-encoding', 'origin', 'idempotency-key', 'x-store-id'] as const;

/** Whether this is JSON for the events of a stated small size (so it is not chunked), and nothing more. */
export function isPlainPost({ method, url, headers }: IncomingMessage, bodyBytesMax: number): boolean {
  return (
    method === 'POST' &&
    url === eventsPath &&
    headers['content-type'] === 'application/json' &&
    Number(headers['content-length']) <= Math.min(bodyBytesMax, plainBytesMax) &&
    special.every((name) => headers[name] === undefined)
  );
}
