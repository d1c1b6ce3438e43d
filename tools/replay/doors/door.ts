import type { StorefrontEvent } from '../../../events/event.ts';
import type { EventAnswer } from '../../traffic/send-events.ts';
import type { Departure } from '../disorder.ts';
import type { StoryEvent } from '../to-events.ts';

export const doorNames = ['batch', 'websocket', 'shopify', 'segment'] as const;
export type DoorName = (typeof doorNames)[number];

/** A way into the engine: the same story through each has to end in the same carts. */
export interface Door {
  /** Events that leave together: a sample of the latency begins when its batch does. */
  readonly batchEventsMax: number;
  /** Puts the story into the door's own words, in its order, before networks disturb it. */
  tell(events: AsyncIterable<StoryEvent>): AsyncIterable<StoryEvent>;
  /**
   * An event of the story as this door tells it. Who tells whole carts cannot say that something was put in once more
   * after it was bought.
   */
  meant(event: StorefrontEvent): StorefrontEvent;
  /** Sends until it is answered; an answer for each departure, null for what the door has no words for. */
  say(batch: readonly Departure[], onRetry: () => void): Promise<readonly (EventAnswer | null)[]>;
  /** Resolves when what was acknowledged has been understood too; answers what was refused then, with its count. */
  finish(): Promise<Readonly<Record<string, number>>>;
}

/** What a platform sends for one event of the story. */
export interface Spoken {
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
