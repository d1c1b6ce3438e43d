import type { Redis } from 'ioredis';
import { redisKeys } from '../../db/redis/keys.ts';
import { throwFirst } from './generations.ts';
import { compareIds, timeOfId } from './position.ts';
import { readEntriesMax, resumeMsMax } from './stream-limits.ts';
import { entryOf, type LiveEntry } from './stream-reader.ts';

/**
 * Where the stream of a store ends now. `id` is a position to begin from, `after` where a reader begins: of a stream with
 * nothing in it these differ, because a position has to say when it was taken.
 */
export async function endOfStream(
  redis: Redis,
  storeId: string,
): Promise<{ readonly id: string; readonly after: string }> {
  // The time first: whatever is added after it has a later id.
  const [seconds, microseconds] = await redis.time();
  const [newest] = await redis.xrevrange(redisKeys.live(storeId), '+', '-', 'COUNT', 1);
  if (newest) return { id: newest[0], after: newest[0] };
  const before = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000) - 1;
  return { id: `${before}-0`, after: '0-0' };
}

export type ReadPage =
  | { readonly kind: 'entries'; readonly entries: readonly LiveEntry[]; readonly more: boolean }
  /** What came after the position is not all there any more, or it is none of this stream. */
  | { readonly kind: 'gone'; readonly cause: 'trimmed' | 'too_old' | 'unknown' };

/** The entries behind a position, a bounded number at once, or that some of them are gone. */
export async function readAfter(
  redis: Redis,
  { storeId, after, nowMs }: { readonly storeId: string; readonly after: string; readonly nowMs: number },
): Promise<ReadPage> {
  if (nowMs - timeOfId(after) > resumeMsMax) return { kind: 'gone', cause: 'too_old' };
  const key = redisKeys.live(storeId);
  const answers = await redis
    .multi()
    .xrange(key, `(${after}`, '+', 'COUNT', readEntriesMax)
    .xrange(key, '-', '+', 'COUNT', 1)
    .exists(key)
    .exec();
  throwFirst(answers);
  const [page, first, exists] = (answers ?? []).map(([, answer]) => answer) as [Rows, Rows, number];
  const gone = exists === 1 ? await whatIsGone(redis, key, after, first[0]?.[0]) : null;
  if (gone) return { kind: 'gone', cause: gone };
  return { kind: 'entries', entries: page.map(entryOf), more: page.length === readEntriesMax };
}

type Rows = [id: string, fields: string[]][];

/** Nothing is gone when the position is not before the first entry, or when nothing was ever trimmed. */
async function whatIsGone(
  redis: Redis,
  key: string,
  after: string,
  first: string | undefined,
): Promise<'trimmed' | 'unknown' | null> {
  if (first !== undefined && compareIds(first, after) <= 0) {
    const [newest] = await redis.xrevrange(key, '+', '-', 'COUNT', 1);
    return newest && compareIds(after, newest[0]) > 0 ? 'unknown' : null;
  }
  const { added, length } = await countsOf(redis, key);
  return added > length ? 'trimmed' : null;
}

async function countsOf(redis: Redis, key: string): Promise<{ readonly added: number; readonly length: number }> {
  const info = (await redis.xinfo('STREAM', key)) as (string | number | null)[];
  const countOf = (name: string) => Number(info[info.indexOf(name) + 1]);
  return { added: countOf('entries-added'), length: countOf('length') };
}
