import { eq } from 'drizzle-orm';
import { consumerOffsets } from '../../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../../db/postgres/tenancy.ts';
import { dayMs, minuteMs } from '../../../../domain/duration.ts';
import { type RunEvent, runEvents } from '../../../../domain/open-lineage/run-event.ts';
import { postOnce } from '../../../../platforms/clients/post-once.ts';
import { inOrder } from './export.ts';
import { readLineageRuns } from './read-runs.ts';

export interface PushDeps {
  readonly database: Pick<Database, 'engine'>;
  /** What takes events one by one, e.g. a catalogue's `/api/v1/lineage`. */
  readonly target: { readonly url: string; readonly key: string | null };
  readonly reach: { readonly allowLoopback: boolean; readonly allowAll: boolean };
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Pushed {
  readonly sent: number;
  /** Refused for good: they are not sent again. */
  readonly refused: number;
}

const offsetId = 'open-lineage/0';
/** What is written with a moment of before may be committed so much later. */
const overlapMs = 5 * minuteMs;
const timeoutMs = 10_000;

/**
 * Sends what happened since the last time, over all stores. How far it came moves on only behind what was taken, and a little is
 * sent twice: receivers bring events of a run together by its id. Rejects when the receiver is away; then the same is sent again.
 */
export async function pushOpenLineage(deps: PushDeps, signal: AbortSignal): Promise<Pushed> {
  const to = new Date(deps.now());
  const from = new Date((await readOffset(deps)) - overlapMs);
  const runs = await withEngine(deps.database, (tx) => readLineageRuns(tx, { from, to }));
  const counts = { sent: 0, refused: 0 };
  for (const event of inOrder(runs.flatMap(runEvents))) counts[await send(deps, event, signal)] += 1;
  await keepOffset(deps, to);
  return counts;
}

async function send({ target, reach }: PushDeps, event: RunEvent, signal: AbortSignal): Promise<keyof Pushed> {
  const { status } = await postOnce(
    { url: new URL(target.url), headers: headersOf(target), body: JSON.stringify(event), signal, timeoutMs },
    reach,
  );
  if (status >= 200 && status < 300) return 'sent';
  // Another receiver, or the same one later, would take it.
  if (status >= 500 || status === 401 || status === 403 || status === 404 || status === 408 || status === 429)
    throw new Error(`the receiver of lineage returned ${status}`);
  return 'refused';
}

function headersOf({ key }: PushDeps['target']): Readonly<Record<string, string>> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** The first time, what happened within a day is sent. */
async function readOffset({ database, now }: PushDeps): Promise<number> {
  const [kept] = await withEngine(database, (tx) =>
    tx.select({ position: consumerOffsets.position }).from(consumerOffsets).where(eq(consumerOffsets.id, offsetId)),
  );
  return kept ? Date.parse(kept.position) : now() - dayMs;
}

async function keepOffset({ database }: PushDeps, to: Date): Promise<void> {
  const position = to.toISOString();
  await withEngine(database, (tx) =>
    tx
      .insert(consumerOffsets)
      .values({ id: offsetId, position })
      .onConflictDoUpdate({ target: consumerOffsets.id, set: { position, updatedAt: to } }),
  );
}
