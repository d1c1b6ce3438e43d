import { createHash } from 'node:crypto';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import type { ModelScope } from '../../../domain/model.ts';
import { chooseGroups, type GroupCounts, type LabelGroup } from '../../../domain/training/label-rows.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import { type MaturedLabel, readMaturedLabels } from './matured-labels.ts';

/** The newest carts are learned from: more would not fit beside the engine, and the oldest say least. */
const cartsMax = 200_000;

export interface Collect {
  readonly runId: string;
  readonly scope: ModelScope;
  /** The name that the model will have. */
  readonly version: string;
  readonly folder: string;
  /** The oldest carts that teach, epoch milliseconds. */
  readonly fromMs: number;
  /** Ends that are known at this moment count, epoch milliseconds: collecting again finds the same. */
  readonly nowMs: number;
}

export type Collected =
  | { readonly kind: 'collected'; readonly dataHash: string; readonly rows: number }
  | { readonly kind: 'too_few_carts' };

/**
 * Writes the carts that may teach as the trainer reads them (`ml/training/cart_rows.py`), newest first: `rows.f32`, float32 row by
 * row, and `rows.json` beside it.
 */
export async function collectCarts(database: Pick<Database, 'engine'>, asked: Collect): Promise<Collected> {
  const { folder, scope, fromMs: startMs, nowMs } = asked;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tally = createTally();
  const hash = createHash('sha256');
  const stores: string[] = [];
  const file = await open(join(folder, 'rows.f32'), 'wx');
  try {
    const labels = readMaturedLabels(database, { scope, fromMs: startMs, toMs: nowMs, nowMs, limit: cartsMax });
    for await (const page of labels) {
      const teaching = page.filter(({ group, features }) => group !== 'chosen' && features !== null);
      for (const label of teaching) tally.add(label);
      const bytes = bytesOf(teaching, { startMs, stores });
      hash.update(bytes);
      await file.write(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const groups = chooseGroups(tally.counts);
  if (groups === null) return { kind: 'too_few_carts' };
  const dataHash = hash.digest('hex');
  const { name, version, features } = cartFeatureSet;
  const about = {
    runId: asked.runId,
    scope: scope.storeId,
    version: asked.version,
    featureSet: {
      ...{ name, version, hash: hashOf(cartFeatureSet) },
      features: features.map((feature) => ({ name: feature.name, unit: feature.unit })),
    },
    rows: tally.counts.untouched.carts + tally.counts.drawn.carts,
    withDrawn: groups.includes('drawn'),
    ...{ stores, startMs, dataHash },
  };
  await writeFile(join(folder, 'rows.json'), JSON.stringify(about));
  return { kind: 'collected', dataHash, rows: about.rows };
}

const place = (name: string): number => cartFeatureSet.features.findIndex((feature) => feature.name === name);
const treatedAt = place('treated');
/** What stands behind the features: bought, drawn to get messages, position of the store, hours since the beginning. */
const ownColumns = 4;

function bytesOf(
  labels: readonly MaturedLabel[],
  { startMs, stores }: { readonly startMs: number; readonly stores: string[] },
): Buffer {
  const width = cartFeatureSet.features.length;
  const rows = new Float32Array(labels.length * (width + ownColumns));
  for (const [index, { features, group, bought, storeId, atMs }] of labels.entries()) {
    const start = index * (width + ownColumns);
    const drawn = Number(group === 'drawn');
    rows.set(features ?? [], start);
    rows[start + treatedAt] = drawn;
    rows.set([Number(bought), drawn, storePlace(stores, storeId), (atMs - startMs) / hourMs], start + width);
  }
  return Buffer.from(rows.buffer);
}

function storePlace(stores: string[], storeId: string): number {
  const known = stores.indexOf(storeId);
  return known >= 0 ? known : stores.push(storeId) - 1;
}

function createTally() {
  const counts: Record<LabelGroup, { carts: number; buyers: number }> = {
    untouched: { carts: 0, buyers: 0 },
    drawn: { carts: 0, buyers: 0 },
    chosen: { carts: 0, buyers: 0 },
  };
  return {
    counts: counts satisfies Record<LabelGroup, GroupCounts>,
    add({ group, bought }: MaturedLabel) {
      counts[group].carts += 1;
      counts[group].buyers += Number(bought);
    },
  };
}
