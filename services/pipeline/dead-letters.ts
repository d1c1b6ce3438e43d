import { randomUUID } from 'node:crypto';
import { deadLetters } from '../../db/postgres/schema/index.ts';
import type { Tx } from '../../db/postgres/tenancy.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import { fingerprintOf } from '../shared/dead-letter-fingerprint.ts';
import { keepSubjects } from '../state/dead-letter-subjects/keep-subjects.ts';

export interface DeadLetter {
  readonly event: AcceptedEvent;
  /** Code of the error: never its data, which may be personal. */
  readonly cause: string;
}

/** Puts events aside that cannot be applied, in the transaction that passes them. */
export async function keepDeadLetters(
  tx: Tx,
  letters: readonly DeadLetter[],
  { consumer, position }: { readonly consumer: string; readonly position: string },
): Promise<void> {
  if (letters.length === 0) return;
  const kept = letters.map((letter) => ({ ...letter, id: randomUUID() }));
  await tx.insert(deadLetters).values(
    kept.map(({ event, cause, id }) => ({
      storeId: event.storeId,
      id,
      consumer,
      position,
      eventId: event.id.replaceAll('\0', ''),
      ...contentOf(event),
      eventType: event.type,
      cause,
      // Whether a request named its trace says nothing of what failed.
      fingerprint: fingerprintOf({ ...event, traceparent: undefined }, { source: 'pipeline', path: '', cause }),
    })),
  );
  await keepSubjects(
    tx,
    kept.map(({ event, id }) => ({
      kind: 'event',
      item: event,
      storeId: event.storeId,
      letterId: id,
      receivedAt: event.receivedAt,
    })),
  );
}

function contentOf(event: AcceptedEvent): { event: string; sizeBytes: number } {
  const text = JSON.stringify(event);
  return { event: text, sizeBytes: Buffer.byteLength(text) };
}
