import { hourMs, minuteMs } from '../../domain/duration.ts';
import { scaleMax } from './options.ts';

/** How the trace's time lies on the wall's. */
export interface Timing {
  /** Trace milliseconds per wall millisecond; the store's own time scale. */
  readonly scale: number;
  /** Why, for the report. */
  readonly why: string;
  readonly wallMsOf: (traceMs: number) => number;
  /** As long as everything that follows the trace may take on this clock, wall milliseconds. */
  readonly waitMs: number;
}

/** What a trace is followed by: idle until abandoned, then a campaign of three days, with a little to spare. */
export const afterTraceMs = 75 * hourMs;
/** On a busy machine recoveries end late, however fast the clock. */
const waitMsMin = 10 * minuteMs;
const wholeMsWanted = 3 * minuteMs;
/** Between two instants the order of events must survive in milliseconds, and no event may be dated ahead. */
const leadMs = 250;

/**
 * Paced: the first row happens now, and each event leaves when its time has come, so idle carts, waits and purchases
 * fall as they did in the shop. As soon as possible: the last row happened just now; every cart was last touched before
 * the campaign began, so there is nothing to recover and only throughput and carts are measured.
 */
export function chooseTiming(input: {
  readonly spanMs: number;
  readonly scale: number | undefined;
  readonly asap: boolean;
  readonly nowMs: number;
}): Timing {
  const { spanMs, asap, nowMs } = input;
  const scale = input.scale ?? Math.min(scaleMax, Math.max(60, Math.ceil((spanMs + afterTraceMs) / wholeMsWanted)));
  const startMs = asap ? nowMs - spanMs / scale : nowMs + leadMs;
  const why =
    input.scale !== undefined
      ? 'as asked for'
      : `so that ${hours(spanMs)} of trace and a campaign of three days take about ${wholeMsWanted / minuteMs} minutes`;
  return {
    scale,
    why,
    wallMsOf: (traceMs) => Math.floor(startMs + traceMs / scale),
    waitMs: Math.max(waitMsMin, (2 * afterTraceMs) / scale),
  };
}

function hours(ms: number): string {
  return `${(ms / hourMs).toFixed(1)} hours`;
}
