import { and, desc, eq } from 'drizzle-orm';
import { deadLetters } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';

export const deadLetterStates = ['new', 'proposed', 'repaired', 'rejected', 'expired'] as const;
export type LetterState = (typeof deadLetterStates)[number];

/** The columns of a summary: everything but the bytes. */
const letterSummary = {
  id: deadLetters.id,
  source: deadLetters.source,
  kind: deadLetters.kind,
  fingerprint: deadLetters.fingerprint,
  state: deadLetters.state,
  eventId: deadLetters.eventId,
  eventType: deadLetters.eventType,
  cause: deadLetters.cause,
  path: deadLetters.path,
  message: deadLetters.message,
  lookProblem: deadLetters.lookProblem,
  sizeBytes: deadLetters.sizeBytes,
  times: deadLetters.times,
  at: deadLetters.at,
  lastAt: deadLetters.lastAt,
  ruleId: deadLetters.ruleId,
  takenInAs: deadLetters.takenInAs,
  settledAt: deadLetters.settledAt,
  settledBy: deadLetters.settledBy,
};

type Row = typeof deadLetters.$inferSelect;
export type DeadLetterSummary = Pick<Row, keyof typeof letterSummary>;

/** A dead letter without its bytes and what the engine alone works with. */
export function summaryOf(letter: Row): DeadLetterSummary {
  const names = Object.keys(letterSummary) as (keyof DeadLetterSummary)[];
  return Object.fromEntries(names.map((name) => [name, letter[name]])) as unknown as DeadLetterSummary;
}

export interface ListLetters {
  readonly storeId: string;
  readonly state?: LetterState;
  readonly fingerprint?: string;
  readonly source?: string;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** A store's dead letters without their bytes, newest first. */
export async function listDeadLetters(
  database: Pick<Database, 'app'>,
  { storeId, state, fingerprint, source, limit, after }: ListLetters,
): Promise<Page<DeadLetterSummary, TimePosition>> {
  const rows = await withStore(database, storeId, (tx) =>
    tx
      .select(letterSummary)
      .from(deadLetters)
      .where(
        and(
          eq(deadLetters.storeId, storeId),
          state && eq(deadLetters.state, state),
          fingerprint === undefined ? undefined : eq(deadLetters.fingerprint, fingerprint),
          source === undefined ? undefined : eq(deadLetters.source, source),
          olderThan(deadLetters.at, deadLetters.id, after),
        ),
      )
      .orderBy(desc(deadLetters.at), desc(deadLetters.id))
      .limit(limit + 1),
  );
  return pageOf(
    rows,
    limit,
    (row) => row,
    ({ at, id }) => ({ at: at.getTime(), id }),
  );
}
