import { createHash } from 'node:crypto';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, engineRead, withStore } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import {
  createDecisionTally,
  type LearnableActions,
  type TeachingDecision,
  teachingDecision,
} from '../../../domain/training/teaching-decision.ts';
import { halfOf } from '../../../domain/uplift/logged-outcome.ts';
import { actionKinds } from '../../../domain/uplift/policy-action.ts';
import { cartFeatureSet } from '../../../ml/cart-features.ts';
import { hashOf } from '../../../ml/feature-set.ts';
import { decisionOf, type LoggedRow, readLoggedRows } from '../uplift/logged-outcomes.ts';
import type { Collect } from './collect.ts';

/** The newest decisions of a store are learned from, and so many stores: more would not fit beside the engine. */
const decisionsPerStoreMax = 100_000;
const storesMax = 500;

export type CollectedDecisions =
  | { readonly kind: 'collected'; readonly dataHash: string; readonly rows: number }
  | Exclude<LearnableActions, { kind: 'learnable' }>;

/**
 * Writes the decisions that may teach as the trainer reads them (`ml/training/decision_rows.py`): `rows.f32`, float32 row by row, and
 * `rows.json` beside it. Of one half of the people only: by the other one policies are judged.
 */
export async function collectDecisions(
  database: Pick<Database, 'app' | 'engine'>,
  { runId, scope, version, folder, fromMs: startMs, nowMs }: Collect,
): Promise<CollectedDecisions> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tally = createDecisionTally();
  const hash = createHash('sha256');
  const people = new Map<string, number>();
  const stores = scope.storeId === null ? await storesWithDecisions(database) : [scope.storeId];
  let rows = 0;
  const file = await open(join(folder, 'rows.f32'), 'wx');
  try {
    for (const storeId of stores) {
      const logged = await withStore(database, storeId, (tx) =>
        readLoggedRows(tx, { storeId, campaignId: null, currency: null, nowMs, limit: decisionsPerStoreMax }),
      );
      const teaching = logged.flatMap((row) => {
        if (row.logged === null || row.atMs < startMs || halfOf(row.customerId) !== 'choose') return [];
        const decision = teachingDecision(decisionOf(row));
        tally.add(decision, row.bought);
        return decision === null ? [] : [{ row, decision, logged: row.logged }];
      });
      const bytes = bytesOf(teaching, { startMs, people });
      rows += teaching.length;
      hash.update(bytes);
      await file.write(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  const learnable = tally.learnable();
  if (learnable.kind !== 'learnable') return learnable;
  const dataHash = hash.digest('hex');
  const { name, version: setVersion, features } = cartFeatureSet;
  const about = {
    ...{ runId, scope: scope.storeId, version, rows, stores, startMs, dataHash, actions: learnable.actions },
    featureSet: {
      ...{ name, version: setVersion, hash: hashOf(cartFeatureSet) },
      features: features.map((feature) => ({ name: feature.name, unit: feature.unit })),
    },
  };
  await writeFile(join(folder, 'rows.json'), JSON.stringify(about));
  return { kind: 'collected', dataHash, rows };
}

/** Real stores that hold somebody back or ask a policy, in order. */
async function storesWithDecisions(database: Pick<Database, 'engine'>): Promise<readonly string[]> {
  const rows = await engineRead(database)<{ storeId: string }[]>`
    select s.store_id as "storeId" from stores s
    where s.test_of is null and (
      exists (select from policy_decisions d where d.store_id = s.store_id)
      or exists (select from campaign_exposures e where e.store_id = s.store_id and e.percent > 0)
    )
    order by 1 limit ${storesMax}`;
  return rows.map(({ storeId }) => storeId);
}

/** What stands behind the features: how probable each kind was, what was taken, whether it was bought, the person, the hour. */
const ownColumns = actionKinds.length + 4;

function bytesOf(
  teaching: readonly {
    readonly row: LoggedRow;
    readonly decision: TeachingDecision;
    readonly logged: readonly number[];
  }[],
  { startMs, people }: { readonly startMs: number; readonly people: Map<string, number> },
): Buffer {
  const width = cartFeatureSet.features.length + ownColumns;
  const rows = new Float32Array(teaching.length * width);
  for (const [index, { row, decision, logged }] of teaching.entries()) {
    const { customerId, bought, atMs } = row;
    const person = people.get(customerId) ?? people.size;
    people.set(customerId, person);
    rows.set(
      [
        ...logged,
        ...actionKinds.map((kind) => decision.shares[kind]),
        ...[actionKinds.indexOf(decision.taken), Number(bought), person, (atMs - startMs) / hourMs],
      ],
      index * width,
    );
  }
  return Buffer.from(rows.buffer);
}
