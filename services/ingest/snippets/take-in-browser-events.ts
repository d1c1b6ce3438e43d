import type { StorefrontEvent } from '../../../events/event.ts';
import type { EventLog, Repetition } from '../../../events/event-log.ts';
import { acceptEvent } from '../events/accept-event.ts';
import { itemId } from '../events/item-id.ts';
import { appendChecked, type ItemResult, resultOf } from '../events/take-in-events.ts';
import { type BrowserBelief, narrowBrowserEvent } from './narrow-browser-event.ts';
import { readBrowserItem } from './read-browser-item.ts';

export interface BrowserBatch extends BrowserBelief {
  readonly storeId: string;
  /** BCP 47 tag of the store: how its pages write prices. */
  readonly locale: string;
  /** Parsed JSON, not looked at yet. */
  readonly items: readonly unknown[];
  /** When the browser sent it by its own clock, epoch milliseconds; null: it did not say. */
  readonly sentAt: number | null;
  /** When it came, epoch milliseconds. */
  readonly receivedAt: number;
  readonly searchHostile: boolean;
  /** Of the request (`domain/trace-context.ts`). */
  readonly traceparent?: string | undefined;
}

/**
 * Takes in what a browser may say of itself; every item is judged alone, as at the other endpoints. What is left of an event
 * after narrowing is still one by its schema, so it is checked once.
 */
export async function takeInBrowserEvents(
  eventLog: Pick<EventLog, 'append'>,
  { storeId, locale, emailCapture, sites, items, sentAt, receivedAt, searchHostile, traceparent }: BrowserBatch,
): Promise<readonly ItemResult[]> {
  const clock = { errorMs: sentAt === null ? 0 : receivedAt - sentAt, receivedAt };
  const judged = items.map((item) => {
    const checked = acceptEvent(readBrowserItem(item, clock, locale), { receivedAt, searchHostile });
    return checked.ok ? narrowBrowserEvent(checked.event, { emailCapture, sites }) : checked;
  });
  const good: StorefrontEvent[] = [];
  for (const result of judged) if (result.ok) good.push(result.event);
  // A browser whose clock is off has its times corrected by when the request came.
  const repetitionOf = (): Repetition => 'same_body_but_time';
  const appended =
    good.length === 0
      ? []
      : await appendChecked(
          eventLog,
          { storeId, receivedAt, traceparent, events: good, origins: new Map(good.map((event) => [event, 'browser'])) },
          { repetitionOf },
        );
  let next = 0;
  return judged.map((result, index) =>
    result.ok
      ? resultOf(result.event, appended[next++])
      : { id: itemId(items[index]), status: 'rejected', error: result.error },
  );
}
