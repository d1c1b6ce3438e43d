import { minuteMs } from '../../domain/duration.ts';
import type { CartComparison } from './compare-carts.ts';
import type { Percentiles } from './percentiles.ts';
import type { PurchaseSplit } from './purchases.ts';
import type { SendCounts } from './sender.ts';

/** Everything that a replay found out; printed for people and written as JSON with `--json`. */
export interface ReplayReport {
  readonly files: readonly {
    readonly path: string;
    readonly format: string;
    readonly rows: number;
    readonly sorted: boolean;
  }[];
  readonly rowsSkipped: Readonly<Record<string, number>>;
  readonly time: {
    readonly scale: number;
    readonly why: string;
    readonly paced: boolean;
    /** Of the trace, after silence was cut. */
    readonly spanHours: number;
    readonly cutHours: number;
    readonly sendingMs: number;
    readonly waitingMs: number;
    readonly waitMsMax: number;
    /** How long after its time each event really left; without samples where none had a time of its own. */
    readonly sendDelay: Percentiles;
    /** False: patience ended before the last recovery did. */
    readonly quietInTheEnd: boolean;
  };
  readonly door: string;
  readonly reordering: { readonly resendShare: number; readonly shuffleWithinMs: number; readonly seed: number };
  readonly people: string;
  readonly events: SendCounts & { readonly perSecond: number };
  readonly carts: { readonly total: number; readonly abandoned: number; readonly purchased: number };
  readonly recoveries: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  /** Why nothing was started or sent, by reason code. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly purchases: PurchaseSplit;
  /** From the beginning of the request until the cart shows the event. */
  readonly eventToCart: Percentiles & { readonly neverSeen: number };
  readonly comparison: CartComparison;
  readonly failures: readonly string[];
}

/** What makes a replay fail, in sentences. */
export function failuresOf({
  comparison,
  events,
  purchases,
  eventToCart,
}: Pick<ReplayReport, 'comparison' | 'events' | 'purchases' | 'eventToCart'>): string[] {
  return [
    ...(comparison.differences.length > 0
      ? [`${comparison.differences.length} differences between carts and the fold`]
      : []),
    ...(events.rejected > 0 ? [`${events.rejected} events were rejected`] : []),
    ...(purchases.messagesAfterPurchase.length > 0
      ? [`${purchases.messagesAfterPurchase.length} messages after a purchase`]
      : []),
    ...(eventToCart.neverSeen > 0 ? [`${eventToCart.neverSeen} sampled events were not seen in their cart`] : []),
  ];
}

export function* reportLines(report: ReplayReport): Generator<string> {
  const { time, events, carts, eventToCart, comparison, purchases, reordering, door } = report;
  yield '';
  for (const { path, format, rows, sorted } of report.files)
    yield `${path}: ${rows} rows of ${format}${sorted ? '' : ', sorted by time first'}`;
  yield* counted('  rows left out', report.rowsSkipped);
  yield `Time      ${time.spanHours.toFixed(1)} h of trace at ${time.scale}× (${time.why}); ${time.cutHours.toFixed(1)} h of silence cut; ${time.paced ? scheduledSends(time.sendDelay) : 'sent as fast as possible, dated before now'}`;
  yield `Transport      ${door}`;
  yield `Disorder  ${(reordering.resendShare * 100).toFixed(0)} % resent, shuffled within ${reordering.shuffleWithinMs / 1_000} s of trace, seed ${reordering.seed}`;
  yield `People    ${report.people}`;
  yield `Events    ${events.sent} sent in ${(time.sendingMs / 1_000).toFixed(1)} s (${events.perSecond}/s): ${events.accepted} accepted, ${events.duplicates} duplicate, ${events.rejected} rejected; ${events.requests} requests, ${events.retries} of them again`;
  yield* counted('  rejected', events.rejections);
  yield `Carts     ${carts.total}, of them ${carts.abandoned} abandoned at some time, ${carts.purchased} bought`;
  yield* counted('Recoveries', report.recoveries);
  yield* counted('Messages  ', report.messages);
  yield* counted('Reasons   ', report.reasons);
  yield `Purchases ${purchases.beforeAnyMessage} before any message to the person, ${purchases.afterAMessage} after one, ${purchases.withoutCart} of them without a cart; ${purchases.messagesAfterPurchase.length} messages after a purchase of the person`;
  for (const breach of purchases.messagesAfterPurchase) yield `  ${breach}`;
  yield `Event to cart  p50 ${eventToCart.p50Ms} ms, p95 ${eventToCart.p95Ms} ms, p99 ${eventToCart.p99Ms} ms over ${eventToCart.samples} samples, from the beginning of the request`;
  yield `Fold      ${comparison.equal} carts equal in contents, value and status${comparison.either > 0 ? ` (${comparison.either} of them in one of two ways that both fit)` : ''}; ${comparison.differences.length} differences`;
  for (const { cart, what, expected, found } of comparison.differences)
    yield `  ${cart} ${what}: expected ${expected}, found ${found}`;
  if (!time.quietInTheEnd)
    yield `Not everything had ended after waiting for ${Math.round(time.waitMsMax / minuteMs)} minutes: what was to come is not in this report.`;
  yield report.failures.length === 0
    ? time.quietInTheEnd
      ? 'Everything agrees.'
      : 'Everything agrees so far.'
    : `FAILED: ${report.failures.join('; ')}.`;
}

function scheduledSends({ p50Ms, p99Ms, maxMs }: Percentiles): string {
  return `events left p50 ${p50Ms} ms, p99 ${p99Ms} ms, at most ${maxMs} ms after their time had come`;
}

function* counted(title: string, counts: Readonly<Record<string, number>>): Generator<string> {
  const entries = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  if (entries.length > 0) yield `${title}  ${entries.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}
