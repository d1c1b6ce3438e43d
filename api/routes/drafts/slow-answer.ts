import type { Context } from 'hono';
import type { ApiEnv } from '../../api-deps.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { byteStream } from '../analytics/byte-stream.ts';

/** What stands before a connection and a reader forget each other, in milliseconds. */
const breathMs = 10_000;

/**
 * Answers with JSON that takes longer than a request may: its beginning is sent at once, and until it is there a blank now and
 * then, which JSON allows. `work` is ended by the signal when whoever asked has left.
 */
export function slowAnswer(
  c: Context<ApiEnv>,
  { log }: Pick<RouteDeps, 'log'>,
  leaving: AbortController,
  work: () => Promise<unknown>,
) {
  const answer = work();
  // It is read below; until then a failure is nobody's.
  answer.catch(() => undefined);
  const requestId = c.get('requestId');
  const stream = byteStream(chunksOf(answer), {
    onLeft: () => leaving.abort(),
    onFailure: (error) => log.warn({ err: error, requestId }, 'draft broken off'),
  });
  return c.body(stream, 200, { 'content-type': 'application/json', 'cache-control': 'no-store' }) as never;
}

async function* chunksOf(answer: Promise<unknown>): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  const waiting = Symbol('waiting');
  for (;;) {
    const breath = Promise.withResolvers<typeof waiting>();
    const timer = setTimeout(() => breath.resolve(waiting), breathMs);
    try {
      const first = await Promise.race([answer, breath.promise]);
      if (first !== waiting) {
        yield encoder.encode(JSON.stringify(first));
        return;
      }
    } finally {
      clearTimeout(timer);
    }
    yield encoder.encode(' ');
  }
}
