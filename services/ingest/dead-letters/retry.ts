import { and, eq } from 'drizzle-orm';
import { deadLetters } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorName } from '../../../domain/actor.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { isRecord, type JsonValue } from '../../../repair/json-value.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { EventProblem } from '../events/check-event.ts';
import { takeInEvents } from '../events/take-in-events.ts';
import { lockDeadLetter } from './lock-letter.ts';
import { originOfDeadLetter } from './origin-of-dead-letter.ts';
import { readItem } from './read-item.ts';
import { recordAction } from './record-action.ts';

export interface RetryDeps {
  readonly database: Pick<Database, 'app'>;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly now: () => number;
}

export interface RetryLetter {
  readonly actor: Actor;
  readonly storeId: string;
  readonly letterId: string;
}

export type Retried =
  | { readonly status: 'accepted' | 'duplicate'; readonly eventId: string }
  | { readonly status: 'rejected'; readonly error: EventProblem };

/**
 * Sends a dead letter through the endpoint once more, exactly as it came: for what failed because of the surroundings, or of a
 * rule that has changed since. Throws `not_found`, and `conflict` when it is settled or no event.
 */
export async function retryDeadLetter(
  { database, eventLog, now }: RetryDeps,
  { actor, storeId, letterId: given }: RetryLetter,
): Promise<Retried> {
  requirePermission(actor, 'dead-letters:decide', storeId);
  const letterId = readInput(idSchema, given);
  const by = actorName(actor);
  const letter = await withStore(database, storeId, (tx) => lockDeadLetter(tx, { storeId, letterId }));
  const item = readItem(letter);
  if (letter.kind !== 'event' || item === undefined)
    throw new ServiceError('conflict', 'This letter holds no event that could be sent again.', { path: 'id' });
  if (letter.state !== 'new' && letter.state !== 'proposed')
    throw new ServiceError('conflict', `This letter is ${letter.state} already.`, { path: 'id' });
  const [result] = await takeInEvents(eventLog, {
    storeId,
    items: [letter.source === 'pipeline' || letter.cause === 'id_reused' ? underOwnId(item, letterId) : item],
    receivedAt: now(),
    searchHostile: true,
    // A sender who mended and sent it again has said the same in other words.
    repetition: 'same_id',
    provenance: originOfDeadLetter(letter, item),
  });
  if (!result) throw new Error('no result for the letter');
  await withStore(database, storeId, async (tx) => {
    const isDeadLetter = and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, letterId));
    if (result.status === 'rejected')
      await tx.update(deadLetters).set({ path: result.error.path, message: result.error.message }).where(isDeadLetter);
    else
      await tx
        .update(deadLetters)
        .set({ state: 'repaired', takenInAs: result.id, settledAt: new Date(now()), settledBy: by })
        .where(isDeadLetter);
    await recordAction(tx, { storeId, by, action: 'retried', fingerprint: letter.fingerprint, letterId });
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'dead-letters:decide' },
      subject: { kind: 'dead_letter', id: letterId },
      change: { decision: { after: 'retried' }, result: { after: result.status } },
    });
  });
  return result.status === 'rejected' ? result : { status: result.status, eventId: result.id };
}

/**
 * The log knows the id of an event that it accepted and would call it a duplicate, although it never took effect; and
 * where another event had the id, the dead letter needs one of its own. The dead letter's id makes any number of retries one event.
 */
function underOwnId(item: JsonValue, letterId: string): JsonValue {
  return isRecord(item) ? { ...item, id: `retry-${letterId}` } : item;
}
