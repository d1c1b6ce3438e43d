import type { StorefrontEvent } from '../../../events/event.ts';
import type { EventAnswer } from '../../traffic/send-events.ts';
import type { ScheduledSend } from '../reordering.ts';
import type { TraceEvent } from '../to-events.ts';

export const transportNames = ['batch', 'websocket', 'shopify', 'segment'] as const;
export type TransportName = (typeof transportNames)[number];

/** A way into the engine: the same trace through each has to end in the same carts. */
export interface Transport {
  /** Events that leave together: a sample of the latency begins when its batch does. */
  readonly batchEventsMax: number;
  /** Puts the trace into the endpoint's own words, in its order, before networks disturb it. */
  tell(events: AsyncIterable<TraceEvent>): AsyncIterable<TraceEvent>;
  /**
   * An event of the trace as this endpoint tells it. Who tells whole carts cannot say that something was put in once more
   * after it was bought.
   */
  meant(event: StorefrontEvent): StorefrontEvent;
  /** Sends until it is answered; an answer for each scheduledSend, null for what the endpoint has no words for. */
  say(batch: readonly ScheduledSend[], onRetry: () => void): Promise<readonly (EventAnswer | null)[]>;
  /** Resolves when what was acknowledged has been understood too; answers what was refused then, with its count. */
  finish(): Promise<Readonly<Record<string, number>>>;
}

/** What a platform sends for one event of the trace. */
export interface EncodedEvent {
  readonly deliveryId: string;
  readonly topic: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly body: string;
  /** What the engine should understand of it. */
  readonly meant: StorefrontEvent;
}

/** The store that a replay goes to. */
export interface ReplayTarget {
  readonly url: string;
  readonly key: string;
}
