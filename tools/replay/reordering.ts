import type { SeededRandom } from '../traffic/seeded-random.ts';
import type { TraceEvent } from './to-events.ts';

export interface ReorderingRules {
  /** Each event leaves up to this much trace time late. 0 keeps the order. */
  readonly shuffleWithinMs: number;
  /** Share of the events that leave a second time, up to `resendWithinMs` after the first. */
  readonly resendShare: number;
  readonly random: SeededRandom;
}

/** A resent event comes again within this much trace time. */
export const resendWithinMs = 60_000;

/** An event on its way out: when it leaves (trace time), and whether it left before. */
export interface ScheduledSend extends TraceEvent {
  readonly leavesMs: number;
  readonly again: boolean;
}

/**
 * Does to a stream what networks and retries do: events overtake each other and come twice. Departures come out in the
 * order of `leavesMs`; only events within the two windows are held in memory.
 */
export async function* reordering(
  events: AsyncIterable<TraceEvent>,
  { shuffleWithinMs, resendShare, random }: ReorderingRules,
): AsyncGenerator<ScheduledSend> {
  const held: ScheduledSend[] = [];
  for await (const { traceMs, event } of events) {
    const leavesMs = traceMs + random.next() * shuffleWithinMs;
    hold(held, { traceMs, event, leavesMs, again: false });
    if (random.chance(resendShare))
      hold(held, { traceMs, event, leavesMs: leavesMs + random.next() * resendWithinMs, again: true });
    // What comes in later leaves no earlier than this.
    let ready = 0;
    while (ready < held.length && (held[ready]?.leavesMs ?? 0) <= traceMs) ready += 1;
    yield* held.splice(0, ready);
  }
  yield* held;
}

/** Keeps the list sorted; equal times keep the order in which they came. */
function hold(held: ScheduledSend[], scheduledSend: ScheduledSend): void {
  let [low, high] = [0, held.length];
  while (low < high) {
    const median = (low + high) >>> 1;
    if ((held[median]?.leavesMs ?? 0) <= scheduledSend.leavesMs) low = median + 1;
    else high = median;
  }
  held.splice(low, 0, scheduledSend);
}
