import type { SeededRandom } from '../traffic/seeded-random.ts';
import type { StoryEvent } from './to-events.ts';

export interface DisorderRules {
  /** Each event leaves up to this much story time late. 0 keeps the order. */
  readonly shuffleWithinMs: number;
  /** Share of the events that leave a second time, up to `resendWithinMs` after the first. */
  readonly resendShare: number;
  readonly random: SeededRandom;
}

/** A resent event comes again within this much story time. */
export const resendWithinMs = 60_000;

/** An event on its way out: when it leaves (story time), and whether it left before. */
export interface Departure extends StoryEvent {
  readonly leavesMs: number;
  readonly again: boolean;
}

/**
 * Does to a stream what networks and retries do: events overtake each other and come twice. Departures come out in the
 * order of `leavesMs`; only events within the two windows are held in memory.
 */
export async function* disorder(
  events: AsyncIterable<StoryEvent>,
  { shuffleWithinMs, resendShare, random }: DisorderRules,
): AsyncGenerator<Departure> {
  const held: Departure[] = [];
  for await (const { storyMs, event } of events) {
    const leavesMs = storyMs + random.next() * shuffleWithinMs;
    hold(held, { storyMs, event, leavesMs, again: false });
    if (random.chance(resendShare))
      hold(held, { storyMs, event, leavesMs: leavesMs + random.next() * resendWithinMs, again: true });
    // What comes in later leaves no earlier than this.
    let ready = 0;
    while (ready < held.length && (held[ready]?.leavesMs ?? 0) <= storyMs) ready += 1;
    yield* held.splice(0, ready);
  }
  yield* held;
}

/** Keeps the list sorted; equal times keep the order in which they came. */
function hold(held: Departure[], departure: Departure): void {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((held[middle]?.leavesMs ?? 0) <= departure.leavesMs) low = middle + 1;
    else high = middle;
  }
  held.splice(low, 0, departure);
}
