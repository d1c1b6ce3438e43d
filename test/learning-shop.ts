import { randomUUID } from 'node:crypto';
import { carts, messages, orders, recoveries } from '../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import { emptyCart } from '../domain/cart.ts';
import { hourMs } from '../domain/duration.ts';
import { chanceOf, logOdds } from '../domain/statistics/log-odds.ts';
import type { KnownCart } from '../ml/feature-store.ts';
import { loadModel } from '../ml/load-model.ts';
import { shippedModelDirectory } from '../ml/model-folder.ts';
import { createPredictor } from '../ml/predictor.ts';
import { emptyActivity } from '../ml/shopping-activity.ts';
import { keepPredictions } from '../services/prediction/predictions/keep.ts';
import type { ArtifactStore } from '../services/prediction/registry/artifact-store.ts';
import { createModelRouter } from '../services/prediction/serving/model-router.ts';
import { createModelServing, type ServedPrediction } from '../services/prediction/serving/model-serving.ts';
import { createShadowScorer, keepShadowScores } from '../services/prediction/serving/shadow-scorer.ts';
import { recoveryWorkflowId } from '../workflows/contract.ts';
import { allOn } from './flags-fixture.ts';
import { createShop, type Shop } from './shop-factory.ts';

/** Hours of a made-up shop. */
export interface LivedHours {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** That are left behind meanwhile, evenly. */
  readonly carts: number;
  /** Added to the log-odds by which people buy; 0: as the shipped model learned it. */
  readonly odds: number;
  /** Share of people who get a message, 0 to 1; none by default. */
  readonly written?: number;
}

export interface LearningShop {
  readonly shop: Shop;
  /** Lets carts be left behind, asks what serves about each, and lets people do what they do. */
  live(hours: LivedHours): Promise<void>;
  /** By what the newest carts were answered. */
  readonly answered: Readonly<Record<'primary' | 'canary', number>>;
  close(): Promise<void>;
}

/** Messages make this much of a difference, in log-odds. */
const effect = 0.3;
const orderAfterMs = hourMs;
const rowsAtOnce = 1_000;

/**
 * A shop whose people buy as the shipped model learned it, until `odds` says otherwise, and whose carts are answered by what really
 * serves: the registry's pointers, the runtime and shadows. Who buys is drawn by `random`, so a run can be repeated.
 */
export async function createLearningShop(
  { database, artifacts }: { readonly database: Database; readonly artifacts: ArtifactStore },
  random: () => number,
): Promise<LearningShop> {
  // Everybody is drawn for the holdout, as far as what is learned goes; rollouts do not ask.
  const shop = await createShop(database, { campaign: { holdoutPercent: 100, holdoutSince: new Date(0) } });
  const nature = createPredictor(await loadModel(shippedModelDirectory));
  const failures: unknown[] = [];
  const clock = { nowMs: 0 };
  const router = createModelRouter({ database, artifacts, onRefused: ({ error }) => failures.push(error) });
  const shadows = createShadowScorer({
    keep: (scores) => withEngine(database, (tx) => keepShadowScores(tx, scores)),
    onDropped: (questions) => {
      if (questions > 0) failures.push(`${questions} questions of shadows were dropped`);
    },
    onFailure: (error) => failures.push(error),
    now: () => clock.nowMs,
  });
  const serving = createModelServing({ router, shadows, flags: allOn });
  const answered = { primary: 0, canary: 0 };

  async function liveThrough(asked: readonly AskedCart[], odds: number): Promise<void> {
    const natural = await nature.predictMany(asked.map(({ input }) => input));
    const lived = await Promise.all(
      asked.map(async (cart, index): Promise<LivedCart> => {
        const { id, cartId, input, luck, isWritten } = cart;
        const served = await serving.predict({ id, storeId: shop.storeId, cartId, input });
        answered[served.role] += 1;
        const right = logOdds(natural[index]?.probability ?? Number.NaN) + odds;
        return { ...cart, served, bought: luck < chanceOf(right + (isWritten ? effect : 0)) };
      }),
    );
    await keepRows(shop, lived);
    await shadows.stop();
    if (failures.length > 0) throw new AggregateError(failures, 'the shop could not be served');
  }

  return {
    ...{ shop, answered },
    async live({ fromMs, toMs, carts: count, odds, written = 0 }) {
      await router.refresh();
      clock.nowMs = toMs - 1;
      const asked = Array.from({ length: count }, (_, n) =>
        cartAt(Math.floor(fromMs + ((toMs - fromMs) * (n + 0.5)) / count), written, random),
      );
      for (let from = 0; from < count; from += rowsAtOnce)
        await liveThrough(asked.slice(from, from + rowsAtOnce), odds);
    },
    async close() {
      await shadows.stop();
      await router.close();
      await nature.close();
    },
  };
}

interface AskedCart {
  readonly id: string;
  readonly cartId: string;
  readonly customerId: string;
  readonly atMs: number;
  readonly input: KnownCart;
  readonly isWritten: boolean;
  /** Whoever has less of it than their chance buys, from 0 to 1. */
  readonly luck: number;
}

interface LivedCart extends AskedCart {
  readonly served: ServedPrediction;
  readonly bought: boolean;
}

function cartAt(atMs: number, written: number, random: () => number): AskedCart {
  const customerId = randomUUID();
  const views = 1 + Math.floor(-15 * Math.log(1 - random()));
  const viewMs = Math.round(views * (15 + 45 * random()) * 1_000);
  const lastEventAtMs = atMs - hourMs;
  const startedAtMs = lastEventAtMs - viewMs;
  const session = {
    ...{ startedAtMs, lastEventAtMs, previousEventAtMs: startedAtMs, eventCount: views + 1 },
    ...{ productViews: views, productViewMs: viewMs, endsOnProduct: false, viewed: [] },
  };
  const activity = { ...emptyActivity, previousSessions: random() < 0.7 ? 1 : 0, browsingSeen: true, session };
  const price = Math.round(500 + 9_500 * random());
  const cart = {
    ...{ distinctItems: 1, itemCount: 1, valueMinor: price, currencyExponent: 2, stage: 'cart' as const },
    ...{ lowestPriceMinor: price, highestPriceMinor: price },
  };
  const history = {
    orders: 0,
    lastOrderAgoMs: null,
    messages: 0,
    lastMessageAgoMs: null,
    reachableBy: ['email' as const],
  };
  return {
    ...{ id: randomUUID(), cartId: randomUUID(), customerId, atMs },
    input: { activity, cart, history, atMs, timeZone: 'UTC', customerId },
    ...{ isWritten: random() < written, luck: random() },
  };
}

async function keepRows({ storeId, campaignId, write }: Shop, lived: readonly LivedCart[]): Promise<void> {
  await write(async (tx) => {
    await tx.insert(carts).values(
      lived.map(({ cartId: id, customerId, atMs, input }) => ({
        ...{ storeId, id, externalId: id, customerId, status: 'open' as const, stage: 'cart' as const, lines: [] },
        ...{ currency: 'EUR', valueMinor: input.cart?.valueMinor ?? 0, fold: emptyCart, version: 1 },
        lastActivityAt: new Date(atMs - hourMs),
      })),
    );
    await tx.insert(recoveries).values(
      lived.map(({ id, cartId, customerId, atMs }) => ({
        ...{ storeId, id, cartId, customerId, campaignId, campaignVersion: 1, n: 1, stage: 'ended' as const },
        workflowId: recoveryWorkflowId(storeId, cartId, 1),
        ...{ abandonedAt: new Date(atMs), createdAt: new Date(atMs), endedAt: new Date(atMs) },
      })),
    );
    await keepPredictions(
      tx,
      lived.map(({ id, cartId, input, served }) => ({ ...served, id, storeId, cartId, recoveryId: id, input })),
    );
    const written = lived.filter(({ isWritten }) => isWritten);
    if (written.length > 0)
      await tx.insert(messages).values(
        written.map(({ id, cartId, customerId, atMs }) => ({
          ...{
            storeId,
            id: randomUUID(),
            recoveryId: id,
            cartId,
            customerId,
            ruleId: 'touch-1',
            channel: 'email' as const,
          },
          ...{ template: 'cart-reminder-1', provider: 'outbox', addressHash: 'hash', basis: 'consent' as const },
          ...{ state: 'accepted' as const, cartVersion: 1, claimedAt: new Date(atMs + 1) },
        })),
      );
    const bought = lived.filter((one) => one.bought);
    if (bought.length > 0)
      await tx.insert(orders).values(
        bought.map(({ cartId, customerId, atMs, input }) => ({
          ...{ storeId, id: randomUUID(), externalId: cartId, customerId, cartId, status: 'placed' as const },
          ...{ arrivedAt: new Date(atMs + orderAfterMs), placedAt: new Date(atMs + orderAfterMs), currency: 'EUR' },
          totalMinor: input.cart?.valueMinor ?? 0,
        })),
      );
  });
}
