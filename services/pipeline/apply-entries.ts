import { type Database, type Tx, withPipeline } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import type { LogEntry } from '../../events/event-log.ts';
import { commitOffset, lockOffset, OffsetConflictError } from '../journal/consumer-offsets.ts';
import { failureCode, failureKind } from '../shared/failure-kind.ts';
import { TombstoneKeyMissingError } from '../state/tombstones/keep-out.ts';
import { countApplied } from '../state/usage/count-applied.ts';
import { type AppliedEvents, type ApplyEventsDeps, applyEvents } from './apply-events.ts';
import { type DeadLetter, keepDeadLetters } from './dead-letters.ts';

export interface EntriesToApply {
  /** `<consumer>/<partition>` */
  readonly id: string;
  /** Where the entries were read from. */
  readonly after: string | null;
  readonly entries: readonly LogEntry[];
}

export interface AppliedEntries {
  readonly position: string;
  readonly batches: readonly AppliedEvents[];
  readonly deadLetters: readonly DeadLetter[];
}

export interface ApplyDeps extends Pick<ApplyEventsDeps, 'storeThresholds' | 'keys'> {
  readonly database: Pick<Database, 'engine'>;
}

/**
 * Applies entries of one partition: their effects and the position behind them in one transaction, so that a crash
 * before the commit means that they come again, and one after it that they do not. An event that cannot be applied is
 * found by halving, put aside, and the rest goes on.
 *
 * Throws `OffsetConflictError` when another consumer was first, and failures of the surroundings for the caller to retry.
 */
export async function applyEntries(deps: ApplyDeps, work: EntriesToApply): Promise<AppliedEntries> {
  try {
    return await inTransaction(deps, work, async (tx, events) => ({
      batches: [await applyEvents(tx, events, deps)],
      deadLetters: [],
    }));
  } catch (error) {
    if (mayGoBetterLater(error)) throw error;
    return inTransaction(deps, work, (tx, events) => applyByHalves(tx, events, deps));
  }
}

/** Of what is no fault of an event none may be put aside. */
function mayGoBetterLater(error: unknown): boolean {
  return (
    error instanceof OffsetConflictError ||
    error instanceof TombstoneKeyMissingError ||
    failureKind(error) === 'transient'
  );
}

type Effects = Omit<AppliedEntries, 'position'>;

async function inTransaction(
  { database }: ApplyDeps,
  { id, after, entries }: EntriesToApply,
  apply: (tx: Tx, events: readonly AcceptedEvent[]) => Promise<Effects>,
): Promise<AppliedEntries> {
  const position = entries.at(-1)?.position;
  if (position === undefined) throw new Error('there are no entries to apply');
  return withPipeline(database, async (tx) => {
    await lockOffset(tx, { id, expected: after });
    const events = entries.flatMap((entry) => entry.events);
    const effects = await apply(tx, events);
    await keepDeadLetters(tx, effects.deadLetters, { consumer: id, position });
    // What could not be applied was accepted all the same.
    const newCarts = effects.batches.flatMap((batch) => batch.newCarts);
    await Promise.all([countApplied(tx, { events, newCarts }), commitOffset(tx, { id, position })]);
    return { position, ...effects };
  });
}

async function applyByHalves(tx: Tx, events: readonly AcceptedEvent[], deps: ApplyDeps): Promise<Effects> {
  try {
    return await tx.transaction(async (part) => ({
      batches: [await applyEvents(part, events, deps)],
      deadLetters: [],
    }));
  } catch (error) {
    if (mayGoBetterLater(error)) throw error;
    const [only] = events;
    if (events.length === 1 && only) return { batches: [], deadLetters: [{ event: only, cause: failureCode(error) }] };
    const middle = Math.ceil(events.length / 2);
    const first = await applyByHalves(tx, events.slice(0, middle), deps);
    const second = await applyByHalves(tx, events.slice(middle), deps);
    return {
      batches: [...first.batches, ...second.batches],
      deadLetters: [...first.deadLetters, ...second.deadLetters],
    };
  }
}
