import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, ApiError } from '../traffic/api-client.ts';
import type { SeededRandom } from '../traffic/seeded-random.ts';
import { sendEvents } from '../traffic/send-events.ts';
import type { EventJournal, JournalEntry } from './event-journal.ts';

export interface SenderOptions {
  readonly client: ApiClient;
  readonly journal: EventJournal;
  readonly random: SeededRandom;
}

export interface Sender {
  /** Resolves when every event of the journal is acknowledged; then it stops. */
  finish(): Promise<void>;
  readonly counts: { requests: number; unanswered: number; resent: number; rejected: string[] };
}

const lanes = 3;
const batchMax = 25;
/** Of the batches: some events that were acknowledged before travel again. */
const resendShare = 0.2;
const resendMax = 5;
const idleMs = 20;

/** Sends what waits in the journal until all of it is acknowledged; what gets no answer waits again. */
export function startSender({ client, journal, random }: SenderOptions): Sender {
  const counts: Sender['counts'] = { requests: 0, unanswered: 0, resent: 0, rejected: [] };
  let finishing = false;

  async function runLane(): Promise<void> {
    for (;;) {
      const taken = journal.take(random.between(1, batchMax), random.next);
      if (taken.length === 0) {
        if (finishing && journal.acknowledged === journal.entries.length) return;
        await delay(idleMs);
        continue;
      }
      const again = random.chance(resendShare) ? acknowledgedOf(journal, random) : [];
      counts.requests += 1;
      counts.resent += again.length;
      await deliver(taken, again);
    }
  }

  async function deliver(taken: readonly JournalEntry[], again: readonly JournalEntry[]): Promise<void> {
    for (const entry of taken) entry.sentAt ??= Date.now();
    try {
      const answers = await sendEvents(
        client,
        [...taken, ...again].map(({ event }) => event),
        { giveUpAfterMs: 0 },
      );
      const now = Date.now();
      for (const [index, entry] of taken.entries()) {
        const answer = answers[index];
        entry.acknowledgedAt = now;
        if (answer?.status === 'rejected')
          counts.rejected.push(`${entry.event.type} ${entry.event.id}: ${answer.error?.path} ${answer.error?.message}`);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || !error.passing) throw error;
      counts.unanswered += 1;
      journal.giveBack(taken);
      await delay(idleMs * 5);
    }
  }
  const running = Promise.all(Array.from({ length: lanes }, runLane));

  return {
    async finish() {
      finishing = true;
      await running;
    },
    counts,
  };
}

function acknowledgedOf({ entries }: EventJournal, random: SeededRandom): JournalEntry[] {
  const some = Array.from({ length: resendMax }, () => entries[random.between(0, entries.length - 1)]);
  return some.filter((entry): entry is JournalEntry => entry !== undefined && entry.acknowledgedAt !== null);
}
