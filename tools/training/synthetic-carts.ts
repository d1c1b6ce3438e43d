import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartFeatureSet } from '../../ml/cart-features.ts';
import { hashOf } from '../../ml/feature-set.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';

export interface SyntheticCarts {
  readonly folder: string;
  readonly rows: number;
  /** How much the features say of who buys; 0: nothing. */
  readonly signal: number;
  /** Share of people who were drawn to get messages, 0 to 1. */
  readonly drawnShare?: number;
  /** Who of those that were drawn gets a message that makes them buy; the row is in the order of the set `cart`. */
  readonly messaged?: (row: Float32Array) => boolean;
  /** Says nothing of who was drawn: messages are labels like the rest, which is the mistake. */
  readonly hidesDrawn?: boolean;
  readonly version?: string;
  readonly seed?: number;
}

const stores = ['one', 'two', 'three'];
const own = 4;

/**
 * Carts as a collection leaves them (`services/prediction/training/collect.ts`), made up: who buys hangs on how long ago they were here,
 * how much they looked at, and whether they bought before; messages add to it for those who were drawn.
 */
export function writeSyntheticCarts(options: SyntheticCarts): void {
  const { folder, rows, signal, drawnShare = 0.5, version = 'synthetic-1', seed = 1 } = options;
  const { messaged, hidesDrawn = false } = options;
  const random = createSeededRandom(seed).next;
  const { features } = cartFeatureSet;
  const width = features.length + own;
  const table = new Float32Array(rows * width);
  const at = (name: string): number => features.findIndex((feature) => feature.name === name);
  const [views, age, orders, value, treated] = [
    ...['product_views', 'activity_age_seconds', 'previous_orders', 'cart_value_log', 'treated'].map(at),
  ] as [number, number, number, number, number];
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let place = 0; place < features.length; place++) table[start + place] = random() < 0.05 ? NaN : random() * 10;
    const [looked, hours, bought] = [Math.floor(random() * 20), random() * 6, Math.floor(random() * 4)];
    const drawn = random() < drawnShare ? 1 : 0;
    table[start + views] = looked;
    table[start + age] = hours * 3_600;
    table[start + orders] = bought;
    table[start + value] = 2 + random() * 4;
    const told = hidesDrawn ? 0 : drawn;
    table[start + treated] = told;
    const gotOne = messaged?.(table.subarray(start, start + features.length)) ?? false;
    const effect = messaged ? 2.5 * Number(drawn === 1 && gotOne) : 0.6 * drawn;
    const odds = -2 + signal * (0.12 * (looked - 10) - 0.35 * (hours - 3) + 0.5 * (bought - 1.5)) + effect;
    const label = random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
    // Newest first, over ninety days.
    table.set([label, told, row % stores.length, (1 - row / rows) * 24 * 90], start + features.length);
  }
  mkdirSync(folder, { recursive: true });
  const bytes = Buffer.from(table.buffer);
  writeFileSync(join(folder, 'rows.f32'), bytes);
  const about = {
    ...{ runId: 'synthetic', scope: null, version, rows, withDrawn: drawnShare > 0 && !hidesDrawn, stores },
    startMs: Date.UTC(2026, 7, 1),
    dataHash: createHash('sha256').update(bytes).digest('hex'),
    featureSet: {
      ...{ name: cartFeatureSet.name, version: cartFeatureSet.version, hash: hashOf(cartFeatureSet) },
      features: features.map(({ name, unit }) => ({ name, unit })),
    },
  };
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(about));
}
