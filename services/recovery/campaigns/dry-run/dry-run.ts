import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';
import { type Database, withStore } from '../../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../../domain/actor.ts';
import { dayCount, instantsOf } from '../../../../domain/analytics/calendar.ts';
import { type Channel, type ChannelChoice, channels, channelsOf } from '../../../../domain/channel.ts';
import { createDiscounts, type ExpectedDiscounts } from '../../../../domain/dry-run/discounts.ts';
import {
  type ExpectedCost,
  type ExpectedRevenue,
  expectedCost,
  expectedRevenue,
} from '../../../../domain/dry-run/estimates.ts';
import { localSlots } from '../../../../domain/dry-run/local-slots.ts';
import { createPersonTurns } from '../../../../domain/dry-run/person-turns.ts';
import { createTally, type DryRunCounts } from '../../../../domain/dry-run/tally.ts';
import { createTimeTeller } from '../../../../domain/dry-run/time-teller.ts';
import { wouldClaim } from '../../../../domain/dry-run/would-claim.ts';
import { toWallMs } from '../../../../domain/duration.ts';
import { flowOf } from '../../../../domain/flow/compile-rules.ts';
import { messagesOf } from '../../../../domain/flow/flow.ts';
import { minorUnitDigitsOf } from '../../../../domain/money.ts';
import { dearest, microsPerUnit } from '../../../../domain/phone/text-cost.ts';
import { firstTimeZone } from '../../../../domain/place.ts';
import { rehearse } from '../../../../domain/rehearse.ts';
import { readTextPrices } from '../../../messaging/phone/text-prices.ts';
import { idSchema, readInput } from '../../../shared/read-input.ts';
import { requirePermission } from '../../../shared/require-permission.ts';
import { ServiceError } from '../../../shared/service-error.ts';
import { type CampaignKey, readCampaign } from '../campaign.ts';
import { type ContentInput, contentInput, contentOf, oneContent } from '../campaign-input.ts';
import { isSound } from '../findings.ts';
import { type PreviewDeps, renderPreview } from '../preview.ts';
import { readStore, type Store } from '../store-row.ts';
import { type Abandoned, readAbandoned, whyNotStarted } from './read-abandoned.ts';
import { readRecorded } from './recorded-recoveries.ts';
import type { RunPlaces } from './run-places.ts';
import { readSendingRules } from './sending-rules.ts';
import { readTriedOffers } from './tried-offers.ts';

export const dryRunLimits = {
  /** Of the store's calendar. */
  daysMax: 90,
  cartsMax: 100_000,
  /** Carts that are read in one transaction: few at first, so that something is seen soon. */
  firstPageCarts: 500,
  pageCarts: 2_000,
  /** Work after which others have their turn, in milliseconds. */
  sliceMs: 20,
  /** Time after which what was counted so far is told, in milliseconds. */
  partialMs: 250,
} as const;

/** Minor units for one message; beyond, it is a typing error. */
const priceMax = 10_000;

const price = z.number().min(0).max(priceMax).optional();
export const dryRunShape = {
  ...contentInput,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  prices: z.strictObject({ email: price, sms: price, push: price }).optional(),
};
const dryRunInput = z.object({ campaignId: idSchema, ...dryRunShape }).refine(oneContent.refine, oneContent.told);

export interface StartDryRun extends CampaignKey, ContentInput {
  readonly actor: Actor;
  /** Calendar days of the store, both included; yesterday unless given. */
  readonly from?: string;
  readonly to?: string;
  /** Minor units for one message, by channel. */
  readonly prices?: Readonly<Partial<Record<Channel, number | undefined>>>;
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** Ends the run before its time. */
  readonly signal: AbortSignal;
}

export interface DryRunReport extends DryRunCounts {
  /** False: this is what was counted so far. */
  readonly done: boolean;
  readonly range: { readonly from: string; readonly to: string; readonly timeZone: string };
  /** There are more carts than were looked at. */
  readonly truncated: boolean;
  /** Of the range that was looked at, up to this moment. */
  readonly until: Date;
  readonly cost: ExpectedCost;
  readonly revenue: ExpectedRevenue;
  /** Null: no message offers anything. */
  readonly discounts: ExpectedDiscounts | null;
  /** Of the store's carts and orders; null: none was named. */
  readonly currency: string | null;
}

/**
 * Runs rules or a flow over the carts that were abandoned in some days, without sending anything. The first report comes soon,
 * others follow while it goes on, and the last one is `done`. Throws before the first where it cannot begin.
 */
export async function startDryRun(
  {
    database,
    places,
    previews,
  }: {
    readonly database: Pick<Database, 'app'>;
    readonly places: RunPlaces;
    /** What finds out how long texts are; absent: their price is assumed. */
    readonly previews?: Omit<PreviewDeps, 'database'>;
  },
  { actor, storeId, nowMs, signal, ...given }: StartDryRun,
): Promise<AsyncGenerator<DryRunReport, void>> {
  requirePermission(actor, 'campaigns:read', storeId);
  const { campaignId, from, to, prices = {}, ...input } = readInput(dryRunInput, given);
  const content = contentOf(input);
  if (!isSound(content))
    throw new ServiceError('invalid', 'Nobody could follow this flow: see the findings of its check.', {
      path: 'flow',
    });
  const flow = flowOf(content, 0);
  const asksForPieces = JSON.stringify(flow).includes('itemsMin');
  const read = await withStore(database, storeId, async (tx) => {
    const campaign = await readCampaign(tx, { storeId, campaignId }, { lock: false });
    requirePermission(actor, 'carts:read', storeId);
    const store = await readStore(tx, storeId);
    const rules = await readSendingRules(tx, store, campaign);
    const [texts, recorded] = [await readTextPrices(tx, storeId), await readRecorded(tx, storeId, nowMs)];
    return { store, rules, texts, recorded, offers: await readTriedOffers(tx, store, nowMs) };
  });
  const { store, rules, recorded, texts } = read;
  const asked = { actor, storeId, channel: 'sms', cartId: null } as const;
  const written = [
    ...new Set(
      messagesOf(flow)
        .filter(sendsSms)
        .map((message) => message.template),
    ),
  ];
  // Only a store that named prices waits for what its texts are billed as.
  const parts = texts.prices.length === 0 || prices.sms !== undefined ? [] : await partsOf(written);
  const smsPrice = (currency: string | null) => {
    const micros = dearest(Math.max(0, ...parts), texts);
    if (micros === null || currency === null || texts.currency !== currency) return {};
    return { sms: (micros / microsPerUnit) * 10 ** minorUnitDigitsOf(currency) };
  };
  async function partsOf(templates: readonly string[]): Promise<readonly number[]> {
    const shown: number[] = [];
    if (!previews) return shown;
    for (const template of templates) {
      const { message } = await renderPreview({ database, ...previews }, { ...asked, template });
      if (message?.channel === 'sms') shown.push(message.segments);
    }
    return shown;
  }
  const range = rangeOf({ from, to }, store, nowMs);
  const leave = places.take(storeId);
  let truncated = false;
  // Whoever leaves before the run is asked for anything gives the place back too.
  signal.addEventListener('abort', leave, { once: true });
  const rest = run();
  // What goes wrong at the beginning is refused, and not told in the middle of an answer.
  const first = await rest.next();
  return (async function* all() {
    if (!first.done) yield first.value;
    yield* rest;
  })();

  async function* run(): AsyncGenerator<DryRunReport, void> {
    try {
      const tally = createTally(
        flow.steps.map(({ id }) => id),
        localSlots(range.timeZone),
      );
      const turns = createPersonTurns(toWallMs(store.coolDownMs, store.timeScale));
      const discounts = createDiscounts(read.offers);
      const ask = wouldClaim(rules, createTimeTeller());
      const wanted = channels.filter((channel) =>
        messagesOf(flow).some((message) => channelsOf(message.channel).includes(channel)),
      );
      const currencies = new Map<string, number>();
      let untilMs = range.fromMs;
      let [sliceSince, toldAt] = [performance.now(), performance.now()];
      const report = (done: boolean, truncated: boolean): DryRunReport => {
        const counts = tally.counts({ withExamples: done });
        const currency = recorded.orders?.currency ?? mostOf(currencies);
        return {
          ...{ ...counts, done, truncated, currency, until: new Date(done && !truncated ? range.toMs : untilMs) },
          range: { from: range.from, to: range.to, timeZone: range.timeZone },
          cost: expectedCost(counts.messages, { ...smsPrice(currency), ...prices }),
          revenue: expectedRevenue(counts.reached, recorded),
          discounts: discounts.expected(currency, recorded),
        };
      };
      for await (const page of pages()) {
        for (const one of page) {
          untilMs = one.cart.abandonedAt;
          const { currency } = one.cart.snapshot.cart;
          if (currency !== null) currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
          const { customerId } = one.cart;
          const why = whyNotStarted(one, wanted) ?? turns.whyNot(customerId, one.cart.abandonedAt);
          if (why) tally.notStarted(one.cart, why);
          else {
            const cart = { ...one.cart, earlier: turns.messagesOf(customerId) };
            const recovery = rehearse(flow, cart, ask);
            turns.ended(customerId, recovery);
            tally.add(cart, recovery);
            discounts.add(cart, recovery);
          }
          const nowAt = performance.now();
          if (nowAt - sliceSince < dryRunLimits.sliceMs) continue;
          await nextTurn();
          if (signal.aborted) return;
          if (nowAt - toldAt >= dryRunLimits.partialMs) {
            yield report(false, false);
            toldAt = performance.now();
          }
          sliceSince = performance.now();
        }
      }
      if (!signal.aborted) yield report(true, truncated);
    } finally {
      leave();
    }
  }

  /** The next page is read while this one is worked on. */
  async function* pages(): AsyncGenerator<readonly Abandoned[], void> {
    let taken = 0;
    const readPage = (
      after: { readonly abandonedAt: string; readonly id: string } | null,
      size: number,
    ): Promise<Page> => {
      const limit = Math.min(size, dryRunLimits.cartsMax - taken);
      const { fromMs, toMs } = range;
      const page = withStore(database, storeId, async (tx) => ({
        limit,
        ...(await readAbandoned(tx, store, {
          ...{ storeId, campaignId, countPieces: asksForPieces },
          among: { kind: 'range', fromMs, toMs, after, limit },
        })),
      }));
      // Whoever leaves meanwhile does not wait for it.
      page.catch(() => undefined);
      return page;
    };
    let next: Promise<Page> | null = readPage(null, dryRunLimits.firstPageCarts);
    while (next) {
      const page: Page = await next;
      const { items, last, limit } = page;
      taken += items.length;
      const isFull: boolean = items.length === limit && last !== null;
      if (isFull && taken >= dryRunLimits.cartsMax) truncated = true;
      next = isFull && !truncated && !signal.aborted ? readPage(last, dryRunLimits.pageCarts) : null;
      yield items;
    }
  }
}

function sendsSms({ channel }: { readonly channel: ChannelChoice }): boolean {
  return channelsOf(channel).includes('sms');
}

interface Page extends Awaited<ReturnType<typeof readAbandoned>> {
  readonly limit: number;
}

interface Range {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The days as moments; yesterday where none is given, and one day where one is. */
function rangeOf(
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
  store: Store,
  nowMs: number,
): Range {
  const timeZone = firstTimeZone(store.timeZone);
  const dayOf = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms);
  const today = dayOf(nowMs);
  const yesterday = dayOf(instantsOf({ from: today, to: today }, timeZone).fromMs - 1);
  const days = { from: from ?? to ?? yesterday, to: to ?? from ?? yesterday };
  if (days.from > days.to) throw new ServiceError('invalid', 'must not be after `to`', { path: 'from' });
  if (dayCount(days) > dryRunLimits.daysMax)
    throw new ServiceError('invalid', `must be at most ${dryRunLimits.daysMax} days, \`to\` included`, {
      path: 'from',
    });
  return { ...days, timeZone, ...instantsOf(days, timeZone) };
}

function mostOf(counts: ReadonlyMap<string, number>): string | null {
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
