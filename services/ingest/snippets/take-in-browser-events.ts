import type { StorefrontEvent } from '../../../events/event.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { acceptEvent } from '../events/accept-event.ts';
import { itemId } from '../events/item-id.ts';
import { type ItemResult, takeInEvents } from '../events/take-in-events.ts';
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
}

/** Takes in what a browser may say of itself; every item is judged alone, as at the other doors. */
export async function takeInBrowserEvents(
  eventLog: Pick<EventLog, 'append'>,
  { storeId, locale, emailCapture, sites, items, sentAt, receivedAt, searchHostile }: BrowserBatch,
): Promise<readonly ItemResult[]> {
  const clock = { errorMs: sentAt === null ? 0 : receivedAt - sentAt, receivedAt };
  const judged = items.map((item) => {
    const checked = acceptEvent(readBrowserItem(item, clock, locale), { receivedAt, searchHostile });
    return checked.ok ? narrowBrowserEvent(checked.event, { emailCapture, sites }) : checked;
  });
  const good: StorefrontEvent[] = [];
  for (const result of judged) if (result.ok) good.push(result.event);
  const taken = await takeInEvents(eventLog, {
    storeId,
    items: good,
    receivedAt,
    searchHostile: false,
    provenance: 'browser',
    // A browser whose clock is off has its times corrected by when the request came.
    repetition: 'same_body_but_time',
  });
  let next = 0;
  return judged.map((result, index) => {
    if (!result.ok) return { id: itemId(items[index]), status: 'rejected', error: result.error };
    const answer = taken[next++];
    if (!answer) throw new Error('fewer answers than events');
    return answer;
  });
}
