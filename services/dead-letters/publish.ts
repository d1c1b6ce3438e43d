import { and, asc, eq, ne } from 'drizzle-orm';
import { deadLetters } from '../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../db/postgres/tenancy.ts';

/** A letter as the topic of dead letters has it: the record `DeadLetter` of its schema. */
export interface PublishedLetter {
  readonly id: string;
  readonly storeId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly source: string;
  readonly kind: 'event' | 'body';
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly content: Buffer;
  readonly cause: string;
  readonly path: string;
  readonly message: string | null;
  readonly fingerprint: string;
  readonly consumer: string | null;
  readonly position: string | null;
}

export const lettersPerRoundMax = 100;

/**
 * Copies letters that are not there yet to the topic of dead letters, oldest first, and answers how many. A letter whose
 * round is cut short goes again, so it may be there twice, under the same id.
 */
export async function publishLetters(
  database: Pick<Database, 'engine'>,
  publish: (letters: readonly PublishedLetter[]) => Promise<void>,
): Promise<number> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select()
      .from(deadLetters)
      // Without its content a letter says nothing to anybody.
      .where(and(eq(deadLetters.published, false), ne(deadLetters.event, '')))
      .orderBy(asc(deadLetters.at))
      .limit(lettersPerRoundMax),
  );
  if (rows.length === 0) return 0;
  await publish(rows.map(({ event, at, ...row }) => ({ ...row, at: at.getTime(), content: Buffer.from(event) })));
  await withEngine(database, async (tx) => {
    await rawSql(tx)`
      update dead_letters letter set published = true
      from unnest(${rows.map(({ storeId }) => storeId)}::uuid[], ${rows.map(({ id }) => id)}::uuid[]) as done (store_id, id)
      where letter.store_id = done.store_id and letter.id = done.id`;
  });
  return rows.length;
}
