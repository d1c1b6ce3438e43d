import { hourMs } from '../../domain/duration.ts';
import { createFoldOracle } from '../../test/fold-oracle.ts';
import { createApiClient } from '../traffic/api-client.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import { createArrivals } from './arrivals.ts';
import { chooseTiming, type Timing } from './choose-timing.ts';
import { compareCarts } from './compare-carts.ts';
import { openTransport } from './doors/open-transport.ts';
import type { ReplayTarget, Transport } from './doors/transport.ts';
import { groupOrders } from './group-orders.ts';
import { formatOf } from './open-rows.ts';
import type { ReplayOptions } from './options.ts';
import { pace } from './pace.ts';
import { percentilesOf } from './percentiles.ts';
import { peopleShares } from './person.ts';
import type { ShowProgress } from './progress.ts';
import { type Purchase, personOf, purchaseOf, splitPurchases } from './purchases.ts';
import { type ClickSurvey, readClicks, surveyClicks } from './read-clicks.ts';
import { reordering, type ScheduledSend } from './reordering.ts';
import { failuresOf, type ReplayReport } from './report.ts';
import { createSender, type Sender } from './sender.ts';
import { createStoreReader, readCartsInFull, type StoreReader } from './store-reader.ts';
import { toEvents } from './to-events.ts';
import { waitForRecoveries } from './wait-for-recoveries.ts';
import { watchLatency } from './watch-latency.ts';

export interface ReplayRun {
  readonly options: ReplayOptions;
  /** Opens a store whose clock runs at this scale; returns the scale that it really has. */
  readonly openTarget: (scale: number) => Promise<ReplayTarget & { readonly scale: number }>;
  readonly show: ShowProgress;
}

const requestsMax = 4;

/** The whole replay: survey, send, wait, read back, compare. */
export async function runReplay({ options, openTarget, show }: ReplayRun): Promise<ReplayReport> {
  const survey = await surveyClicks(
    await Promise.all(options.files.map(async (path) => ({ path, format: await formatOf(path, options.format) }))),
  );
  const wanted = chooseTiming({ ...options, spanMs: survey.spanMs, nowMs: 0 });
  const target = await openTarget(wanted.scale);
  const client = createApiClient(target);
  const reader = createStoreReader(client);
  const oracle = createFoldOracle();
  const arrivals = createArrivals();
  const purchases = new Map<string, Purchase>();
  const activityTimes = new Map<string, number[]>();
  const customerOfCart = new Map<string, string>();
  const delaysMs: number[] = [];
  const door = await openTransport(options.door, target, client);
  const latency = watchLatency(reader);
  const sender = createSender({
    door,
    requestsMax,
    onScheduledSend(batch) {
      if (!options.asap)
        delaysMs.push(...batch.map(({ leavesMs }) => Math.max(0, Date.now() - timing.wallMsOf(leavesMs))));
      latency.onSend(batch);
    },
    onAcknowledged(event, times) {
      oracle.add(door.meant(event));
      arrivals.add(event, times);
      const purchase = purchaseOf(event, times.acknowledgedAt);
      if (purchase && !purchases.has(purchase.orderId)) purchases.set(purchase.orderId, purchase);
      if (event.type === 'line_added' || event.type === 'line_removed' || event.type === 'cart_updated') {
        customerOfCart.set(event.cartId, personOf(event.who));
        const times = activityTimes.get(event.cartId) ?? [];
        times.push(Date.parse(event.occurredAt));
        activityTimes.set(event.cartId, times);
      }
    },
  });

  const timing = chooseTiming({ ...options, scale: target.scale, spanMs: survey.spanMs, nowMs: Date.now() });
  show.planned({
    scale: timing.scale,
    sendingMs: options.asap ? null : survey.spanMs / timing.scale,
    waitMsMax: options.waitMsMax ?? timing.waitMs,
  });
  const sendingSince = performance.now();
  await sendAll({ survey, options, timing, door, sender, show });
  const sendingMs = performance.now() - sendingSince;
  await latency.finish();

  const isOurs = (externalId: string): boolean =>
    externalId.startsWith(`${options.run}-`) || survey.files.some(({ format }) => format.name === 'ndjson');
  const waitingSince = performance.now();
  const waitMsMax = options.waitMsMax ?? timing.waitMs;
  const quietInTheEnd = await waitForRecoveries(reader, { waitMsMax, isOurs, onLook: show.waiting });
  const waitingMs = performance.now() - waitingSince;
  show.done();

  for await (const { externalId, arrivedAt } of reader.orders()) arrivals.ofOrder(externalId, arrivedAt);
  const comparison = await compareCarts(
    oracle.carts(arrivals.earliest),
    readCartsInFull(reader),
    isOurs,
    oracle.carts(arrivals.latest),
  );
  const found = await readBack(reader, isOurs);
  const parts = {
    events: { ...sender.counts, perSecond: Math.round(sender.counts.sent / (sendingMs / 1_000)) },
    eventToCart: { ...percentilesOf(latency.samplesMs), neverSeen: latency.neverSeen },
    comparison,
    purchases: splitPurchases([...purchases.values()], found.claims, customerOfCart, (cart, since, until) =>
      (activityTimes.get(cart) ?? []).some((at) => at > since && at <= until),
    ),
  };
  return {
    files: survey.files.map(({ path, format, rows, sorted }) => ({ path, format: format.name, rows, sorted })),
    rowsSkipped: survey.skipped,
    time: {
      scale: timing.scale,
      why: options.target && options.scale === undefined ? 'as the store has it' : wanted.why,
      paced: !options.asap,
      spanHours: survey.spanMs / hourMs,
      cutHours: survey.cutMs / hourMs,
      sendingMs: Math.round(sendingMs),
      waitingMs: Math.round(waitingMs),
      waitMsMax: Math.round(waitMsMax),
      sendDelay: percentilesOf(delaysMs),
      quietInTheEnd,
    },
    door: options.door,
    reordering: { resendShare: options.resendShare, shuffleWithinMs: options.shuffleWithinMs, seed: options.seed },
    people: `contact data and consent are made up: ${percent(peopleShares.identified)} of those with a cart are known, of them ${percent(peopleShares.emailGranted)} agree to e-mail; ${percent(peopleShares.buysElsewhere)} buy something else ten minutes after their first cart, without a cart`,
    ...parts,
    carts: found.carts,
    recoveries: found.recoveries,
    messages: found.messages,
    reasons: found.reasons,
    failures: failuresOf(parts),
  };
}

async function sendAll(input: {
  survey: ClickSurvey;
  options: ReplayOptions;
  timing: Timing;
  door: Transport;
  sender: Sender;
  show: ShowProgress;
}): Promise<void> {
  const { survey, options, timing, door, sender, show } = input;
  const events = toEvents(groupOrders(readClicks(survey)), { run: options.run, wallMsOf: timing.wallMsOf });
  const scheduledSends = reordering(door.tell(events), {
    shuffleWithinMs: options.shuffleWithinMs,
    resendShare: options.resendShare,
    random: createSeededRandom(options.seed),
  });
  const dueMsOf = options.asap ? () => 0 : ({ leavesMs }: ScheduledSend) => timing.wallMsOf(leavesMs);
  show.sending(survey.spanMs);
  for await (const batch of pace(scheduledSends, { dueMsOf, batchEventsMax: door.batchEventsMax })) {
    await sender.send(batch);
    show.sent(batch.at(-1)?.traceMs ?? 0, sender.counts.sent);
  }
  await sender.drain();
}

/** What became of the carts of this run. */
async function readBack(reader: StoreReader, isOurs: (externalId: string) => boolean) {
  const nameOf = new Map<string, string>();
  const carts = { total: 0, abandoned: 0, purchased: 0 };
  for await (const cart of reader.carts()) {
    if (!isOurs(cart.externalId)) continue;
    nameOf.set(cart.id, cart.externalId);
    carts.total += 1;
    if (cart.abandonedAt !== null) carts.abandoned += 1;
    if (cart.status === 'purchased') carts.purchased += 1;
  }
  const recoveries = await tally(
    reader.recoveries(),
    ({ cartId, outcome, reason }) => nameOf.has(cartId) && `${outcome ?? 'running'} (${reason ?? '–'})`,
  );
  const reasons = await tally(
    reader.decisions(),
    ({ cartId, kind, reason }) =>
      nameOf.has(cartId) && (kind === 'not_started' || kind === 'not_sent') && reason !== null && reason,
  );
  const claims: { id: string; cartId: string; claimedAt: number }[] = [];
  const messages: Record<string, number> = {};
  for await (const { id, cartId, channel, state, claimedAt } of reader.messages()) {
    const name = nameOf.get(cartId);
    if (name === undefined) continue;
    claims.push({ id, cartId: name, claimedAt: Date.parse(claimedAt) });
    const what = `${channel} ${state}`;
    messages[what] = (messages[what] ?? 0) + 1;
  }
  return { carts, recoveries, reasons, messages, claims };
}

async function tally<T>(items: AsyncIterable<T>, nameOf: (item: T) => string | false): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const item of items) {
    const name = nameOf(item);
    if (name !== false) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
