import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cartFeatureSet } from '../../ml/cart-features.ts';
import { hashOf } from '../../ml/feature-set.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';

export interface SyntheticDecisions {
  readonly folder: string;
  readonly rows: number;
  /** How much more of those who looked at more than ten products buy by a message, 0 to 1; 0: messages change nothing. */
  readonly won: number;
  readonly actions?: readonly string[];
  readonly seed?: number;
}

const own = 7;

/**
 * Decisions as a collection leaves them (`services/prediction/training/collect-decisions.ts`), made up: messages win who looked at many
 * products, and are drawn more often for them, as a policy would.
 */
export function writeSyntheticDecisions(options: SyntheticDecisions): void {
  const { folder, rows, won, actions = ['none', 'message'], seed = 1 } = options;
  const random = createSeededRandom(seed).next;
  const { features } = cartFeatureSet;
  const width = features.length + own;
  const table = new Float32Array(rows * width);
  const at = (name: string): number => features.findIndex((feature) => feature.name === name);
  const [views, orders, treated] = [at('product_views'), at('previous_orders'), at('treated')];
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let place = 0; place < features.length; place++) table[start + place] = random() < 0.05 ? NaN : random() * 10;
    const [looked, bought] = [Math.floor(random() * 20), Math.floor(random() * 4)];
    table[start + views] = looked;
    table[start + orders] = bought;
    table[start + treated] = 0;
    const share = looked > 10 ? 0.7 : 0.35;
    const message = random() < share;
    const chance = 0.06 + 0.05 * bought + (message && looked > 10 ? won : 0);
    // Newest first, over ninety days.
    const hours = (1 - row / rows) * 24 * 90;
    table.set([1 - share, share, 0, message ? 1 : 0, random() < chance ? 1 : 0, row, hours], start + features.length);
  }
  mkdirSync(folder, { recursive: true });
  const bytes = Buffer.from(table.buffer);
  writeFileSync(join(folder, 'rows.f32'), bytes);
  const about = {
    ...{ runId: 'synthetic', scope: 'one', version: 'synthetic-uplift-1', rows, stores: ['one'], actions },
    startMs: Date.UTC(2026, 7, 1),
    dataHash: createHash('sha256').update(bytes).digest('hex'),
    featureSet: {
      ...{ name: cartFeatureSet.name, version: cartFeatureSet.version, hash: hashOf(cartFeatureSet) },
      features: features.map(({ name, unit }) => ({ name, unit })),
    },
  };
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(about));
}
