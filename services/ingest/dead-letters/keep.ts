import { hash } from 'node:crypto';
import { type Database, rawSql, type Tx, withEngine } from '../../../db/postgres/tenancy.ts';
import { storableText } from '../../../domain/storable-text.ts';
import { eventTypeOf, fingerprintOf } from '../../shared/dead-letter-fingerprint.ts';
import { uuidV7 } from '../../shared/ids.ts';
import { keepSubjects } from '../../state/dead-letter-subjects/keep-subjects.ts';
import { itemId } from '../events/item-id.ts';
import { type DeadLetterLimits, deadLetterLimits } from './letter-limits.ts';
import type { WaitingDeadLetter } from './refused-items.ts';

/**
 * Writes refused items, those of all stores in one statement. The same item again is counted, not kept twice; dead letters
 * of a store that has its fill are dropped.
 */
export async function persistDeadLetters(
  database: Pick<Database, 'engine'>,
  waiting: readonly WaitingDeadLetter[],
  limits: Pick<DeadLetterLimits, 'deadLettersPerStoreMax' | 'bytesPerStoreMax'> = deadLetterLimits,
): Promise<{ readonly droppedFull: number }> {
  const letters = countSame(waiting);
  return withEngine(database, async (tx) => {
    const full = await fullStores(tx, [...new Set(letters.map(({ storeId }) => storeId))], limits);
    const kept = letters.filter(({ storeId }) => !full.has(storeId));
    await insert(tx, kept);
    return { droppedFull: letters.length - kept.length };
  });
}

/** The names in a path are the sender's, and may be as long as the item. */
const pathLengthMax = 500;

type Letter = WaitingDeadLetter & { readonly contentHash: string; readonly times: number };

function countSame(waiting: readonly WaitingDeadLetter[]): readonly Letter[] {
  const letters = new Map<string, Letter>();
  for (const letter of waiting) {
    const contentHash = contentHashOf(letter);
    const same = letters.get(contentHash);
    letters.set(contentHash, { ...letter, contentHash, times: (same?.times ?? 0) + 1 });
  }
  return [...letters.values()];
}

async function insert(tx: Tx, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return;
  const rows = letters.map(
    ({ storeId, source, kind, item, text, sizeBytes, contentHash, times, error, isTakenIn, receivedAt }) => ({
      store_id: storeId,
      id: uuidV7(),
      source,
      kind,
      event_id: kind === 'event' ? storableId(item) : null,
      event_type: kind === 'event' ? eventTypeOf(item) : null,
      event: text.replaceAll('\0', ''),
      size_bytes: sizeBytes,
      content_hash: contentHash,
      times,
      cause: error.code,
      path: storableText(error.path.slice(0, pathLengthMax)),
      message: error.message,
      fingerprint: fingerprintOf(item, { source, path: error.path, cause: error.code }),
      ...(isTakenIn && { state: 'repaired', taken_in_as: storableId(item), settled_by: 'engine' }),
      at: new Date(receivedAt).toISOString(),
      last_at: new Date(receivedAt).toISOString(),
    }),
  );
  const sql = rawSql(tx);
  // A store that is gone has no dead letters: the join leaves its rows out.
  const kept = await sql<{ id: string; contentHash: string; state: string }[]>`
    insert into dead_letters (store_id, id, source, kind, event_id, event_type, event, size_bytes, content_hash, times, cause,
      path, message, fingerprint, state, taken_in_as, settled_by, settled_at, at, last_at)
    select letter.store_id, letter.id, source, kind, event_id, event_type, event, size_bytes, content_hash, times, cause, path, message,
      fingerprint, coalesce(state, 'new'), taken_in_as, settled_by, case when settled_by is null then null else at end, at, last_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as letter (store_id uuid, id uuid, source text, kind text,
      event_id text, event_type text, event text, size_bytes int, content_hash text, times int, cause text, path text, message text,
      fingerprint text, state text, taken_in_as text, settled_by text, at timestamptz, last_at timestamptz)
    join stores on stores.store_id = letter.store_id
    on conflict (store_id, content_hash) do update
      set times = dead_letters.times + excluded.times, last_at = greatest(dead_letters.last_at, excluded.last_at)
    returning id, content_hash as "contentHash", state`;
  const openIds = new Map(
    kept.flatMap(({ id, contentHash, state }) =>
      state === 'new' || state === 'proposed' ? [[contentHash, id] as const] : [],
    ),
  );
  await keepSubjects(
    tx,
    letters.flatMap((letter) => {
      const letterId = openIds.get(letter.contentHash);
      return letterId === undefined ? [] : [{ ...letter, letterId }];
    }),
  );
}

async function fullStores(
  tx: Tx,
  storeIds: readonly string[],
  { deadLettersPerStoreMax, bytesPerStoreMax }: Pick<DeadLetterLimits, 'deadLettersPerStoreMax' | 'bytesPerStoreMax'>,
): Promise<ReadonlySet<string>> {
  const sql = rawSql(tx);
  const rows = await sql<{ storeId: string }[]>`
    select store_id as "storeId" from dead_letters where store_id = any(${storeIds as string[]}::uuid[])
    group by store_id
    having count(*) filter (where state in ('new', 'proposed')) >= ${deadLettersPerStoreMax}
      or sum(size_bytes) >= ${bytesPerStoreMax}`;
  return new Set(rows.map(({ storeId }) => storeId));
}

function storableId(item: unknown): string | null {
  const id = itemId(item);
  return id === null ? null : storableText(id);
}

function contentHashOf({ storeId, source, text }: WaitingDeadLetter): string {
  return hash('sha256', `${storeId}\n${source}\n${text}`, 'hex');
}
