import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { minuteMs, secondMs } from '../../domain/duration.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { newAdminKey, startProduct } from '../product/start-product.ts';
import { type ApiClient, ApiError, createApiClient } from '../traffic/api-client.ts';
import { openStore } from '../traffic/open-store.ts';
import type { BenchResult } from './bench-result.ts';

/** `PERSON_EVENTS` makes the person busier or calmer. */
const events = Number(process.env['PERSON_EVENTS'] ?? 10_000);
const eventsPerRequest = 500;
/** Every tenth event is of a cart, every cart has this many. */
const eventsPerCart = 20;
/** What is promised for a person with ten thousand events. */
const limitMs = minuteMs;
const patienceMs = 5 * minuteMs;
const lookMs = 100;

const customersSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
const exportSchema = z.object({
  events: z.object({ rows: z.array(z.unknown()) }),
  tables: z.array(z.object({ rows: z.array(z.unknown()) })),
});
const erasureSchema = z.object({ id: z.string(), stage: z.string(), stageTimes: z.record(z.string(), z.string()) });

/**
 * A person with ten thousand events in the running product: everything that is held of them as one document, and their erasure
 * from the request until nothing is left to erase. Raw: the minute that is promised.
 */
export async function benchPrivacy(): Promise<BenchResult[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cart-bench-privacy-'));
  const adminKey = newAdminKey();
  const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey });
  try {
    const { apiKey } = await openStore({ url: product.url, adminKey, name: 'Loom House', timeScale: 1 });
    const store = createApiClient({ url: product.url, key: apiKey, timeoutMs: limitMs });
    await tellEvents(store);
    const customerId = await untilFound(
      async () => customersSchema.parse(await store.get('/v1/customers')).items[0]?.id,
    );
    const exported = await untilFound(() => exportOf(store, customerId));
    const erasedMs = await eraseMs(store, customerId);
    return [
      {
        ...{ name: `export of a person with ${events} events`, unit: 'ms' },
        ...{ ours: exported.tookMs, raw: limitMs, ratio: limitMs / exported.tookMs },
        note: `raw: the limit; ${exported.rows} rows of tables and ${events} events in one document`,
      },
      {
        ...{ name: 'erasure of the same person, until nothing is left to erase', unit: 'ms' },
        ...{ ours: erasedMs.left, raw: limitMs, ratio: limitMs / erasedMs.left },
        note: `raw: the limit; by stages ${erasedMs.stages}`,
      },
    ];
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function tellEvents(store: ApiClient): Promise<void> {
  const who = { email: 'ada@shopper.example', customerId: 'c-1' };
  const begunAt = Date.now() - events * secondMs;
  for (let from = 0; from < events; from += eventsPerRequest) {
    const batch = Array.from({ length: Math.min(eventsPerRequest, events - from) }, (_, index) => {
      const nth = from + index;
      const at = { id: `e-${nth}`, occurredAt: new Date(begunAt + nth * secondMs).toISOString(), who };
      const productId = `product-${nth % 100}`;
      return nth % 10 === 0
        ? {
            ...at,
            type: 'line_added',
            cartId: `cart-${Math.floor(nth / (10 * eventsPerCart))}`,
            line: { productId, quantity: 1 },
          }
        : { ...at, type: 'product_viewed', productId };
    });
    await untilFound(() => tell(store, batch));
  }
}

/** Undefined: the store's share of what waits is full for a moment. */
async function tell(store: ApiClient, batch: readonly unknown[]): Promise<true | undefined> {
  try {
    await store.post('/v1/events', { events: batch });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.passing) return undefined;
    throw error;
  }
}

/** Undefined until analytics has all of it. */
async function exportOf(store: ApiClient, customerId: string) {
  const since = performance.now();
  const held = exportSchema.parse(await store.post(`/v1/customers/${customerId}/export`, {}));
  const tookMs = performance.now() - since;
  if (held.events.rows.length < events) return undefined;
  return { tookMs, rows: held.tables.reduce((rows, table) => rows + table.rows.length, 0) };
}

/** Until the last stage before the second look, which comes a minute after the request. */
async function eraseMs(store: ApiClient, customerId: string) {
  const since = performance.now();
  const begun = erasureSchema.parse(
    await store.post(`/v1/customers/${customerId}/erase`, { reason: 'asked_by_person' }),
  );
  const over = await untilFound(async () => {
    const erasure = erasureSchema.parse(await store.get(`/v1/erasures/${begun.id}`));
    return erasure.stage === 'workflow_histories' || erasure.stage === 'done' ? erasure : undefined;
  });
  const left = performance.now() - since;
  const requestedAt = Date.parse(over.stageTimes['requested'] ?? '');
  const stages = Object.entries(over.stageTimes)
    .map(([stage, at]) => [stage, Date.parse(at) - requestedAt] as const)
    .toSorted(([, a], [, b]) => a - b)
    .map(([stage, afterMs]) => `${stage} ${(afterMs / secondMs).toFixed(1)} s`)
    .join(', ');
  return { left, stages };
}

async function untilFound<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('what the bench waits for did not come in time');
    await delay(lookMs);
  }
}
