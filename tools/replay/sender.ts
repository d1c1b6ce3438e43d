import type { StorefrontEvent } from '../../events/event.ts';
import type { Transport } from './doors/transport.ts';
import type { ScheduledSend } from './reordering.ts';

export interface SenderOptions {
  readonly door: Pick<Transport, 'say' | 'finish'>;
  /** Requests under way at the same time. */
  readonly requestsMax: number;
  /** Called when a batch really leaves, after it has waited for a free request. */
  readonly onScheduledSend: (batch: readonly ScheduledSend[]) => void;
  /** Every event that the endpoint has answered for is durable from now on: once each, resent ones included. */
  readonly onAcknowledged: (event: StorefrontEvent, times: RequestTimes) => void;
}

/** The event arrived between the two. Epoch milliseconds. */
export interface RequestTimes {
  readonly sentAt: number;
  readonly acknowledgedAt: number;
}

export interface SendCounts {
  sent: number;
  accepted: number;
  duplicates: number;
  /** Of the duplicates, those that were not resent on purpose: a retried request, or an earlier run. */
  unexpectedDuplicates: number;
  rejected: number;
  requests: number;
  retries: number;
  /** Reasons of rejections with their counts. */
  readonly rejections: Record<string, number>;
}

export interface Sender {
  /** Resolves when the batch is on its way, which may have to wait for a free request. Throws if an earlier one failed. */
  send(batch: readonly ScheduledSend[]): Promise<void>;
  /** Resolves when all is answered and understood. */
  drain(): Promise<void>;
  readonly counts: SendCounts;
}

export function createSender({ door, requestsMax, onScheduledSend, onAcknowledged }: SenderOptions): Sender {
  const counts: SendCounts = {
    sent: 0,
    accepted: 0,
    duplicates: 0,
    unexpectedDuplicates: 0,
    rejected: 0,
    requests: 0,
    retries: 0,
    rejections: {},
  };
  const underWay = new Set<Promise<void>>();
  let failure: unknown;

  async function deliver(batch: readonly ScheduledSend[]): Promise<void> {
    counts.requests += 1;
    onScheduledSend(batch);
    const onRetry = (): void => {
      counts.retries += 1;
    };
    const sentAt = Date.now();
    const answers = await door.say(batch, onRetry);
    const times = { sentAt, acknowledgedAt: Date.now() };
    for (const [index, { event, again }] of batch.entries()) {
      const answer = answers[index];
      if (answer === null) continue;
      counts.sent += 1;
      if (answer?.status === 'accepted' || answer?.status === 'duplicate') onAcknowledged(event, times);
      if (answer?.status === 'accepted') counts.accepted += 1;
      else if (answer?.status === 'duplicate') {
        counts.duplicates += 1;
        if (!again) counts.unexpectedDuplicates += 1;
      } else {
        counts.rejected += 1;
        const reason = `${event.type}: ${answer?.error?.path ?? ''} ${answer?.error?.message ?? 'no answer'}`;
        counts.rejections[reason] = (counts.rejections[reason] ?? 0) + 1;
      }
    }
  }

  return {
    async send(batch) {
      while (underWay.size >= requestsMax) await Promise.race(underWay);
      if (failure !== undefined) throw failure;
      const request = deliver(batch)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => underWay.delete(request));
      underWay.add(request);
    },
    async drain() {
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
      for (const [reason, count] of Object.entries(await door.finish())) {
        counts.rejected += count;
        counts.rejections[reason] = (counts.rejections[reason] ?? 0) + count;
      }
    },
    counts,
  };
}
