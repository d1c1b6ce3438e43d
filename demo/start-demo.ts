import { hourMs, minuteMs } from '../domain/duration.ts';
import { createApiClient } from '../tools/traffic/api-client.ts';
import { shop } from '../tools/traffic/catalogue.ts';
import { openStore } from '../tools/traffic/open-store.ts';
import { createSeededRandom } from '../tools/traffic/seeded-random.ts';
import { startAnswering } from './answer-messages.ts';
import { findDemoStore, saveDemoStore } from './demo-state.ts';
import type { LiveCounts } from './live-line.ts';
import type { DemoPages } from './pages.ts';
import { readCounts } from './read-counts.ts';
import { readShownCart } from './read-shown-cart.ts';
import { openShop } from './shop/open-shop.ts';
import { startSimulation } from './simulate.ts';

export interface DemoOptions {
  /** Where the API listens, without a slash at its end; the demo's pages are under `/demo` there. */
  readonly url: string;
  readonly adminKey: string;
  /** Where the demo store is remembered, so that the next start finds it again. */
  readonly stateFile: string;
  /** Mounted at `/demo` by the caller; they show the demo's carts from now on. */
  readonly pages?: DemoPages;
  readonly shoppersPerMinute?: number;
  readonly seed?: number;
  /** An event that could not be sent; the shopper left. */
  readonly onFailure?: (error: unknown) => void;
}

export interface Demo {
  readonly storeName: string;
  readonly storeId: string;
  readonly apiKey: string;
  readonly timeScale: number;
  readCounts(): Promise<LiveCounts>;
  /** Sends everybody home; what was sent stays. */
  stop(): Promise<void>;
}

/** A store's hour is a minute, so a campaign of three days takes a bit more than one hour. */
const timeScale = 60;
/** Short thresholds, so that the first message is seen about a minute after the start. */
const settings = {
  cartIdleMs: 15 * minuteMs,
  checkoutIdleMs: 5 * minuteMs,
  coolDownMs: 2 * hourMs,
  locale: shop.locale,
  timeZone: shop.timeZone,
  senderName: shop.senderName,
};
const shoppersPerMinuteDefault = 10;

/** Opens the demo store, or finds it again, and lets simulated shoppers in until it is stopped. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const {
    url,
    adminKey,
    stateFile,
    pages,
    shoppersPerMinute = shoppersPerMinuteDefault,
    seed = Date.now(),
    onFailure = () => {},
  } = options;
  const demoUrl = `${url}/demo`;
  let store = await findDemoStore(stateFile, url);
  if (!store) {
    store = await openStore({ url, adminKey, name: shop.name, shopUrl: demoUrl, timeScale, settings });
    saveDemoStore(stateFile, store);
  }
  const { storeId, apiKey } = store;
  const client = createApiClient({ url, key: apiKey });
  pages?.readCartsWith((cartId) => readShownCart(client, cartId));
  pages?.openShopWith(await openShop(client, url));
  const random = createSeededRandom(seed);
  const simulation = startSimulation({
    client,
    random,
    run: Date.now().toString(36),
    timeScale,
    shoppersPerMinute,
    demoUrl,
    onFailure,
  });
  const answering = startAnswering({ url, storeId, timeScale, random, onReturn: simulation.comeBack });
  return {
    storeName: shop.name,
    storeId,
    apiKey,
    timeScale,
    readCounts: () => readCounts(client, simulation.events),
    async stop() {
      await Promise.all([simulation.stop(), answering.stop()]);
    },
  };
}
