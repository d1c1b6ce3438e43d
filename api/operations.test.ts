import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The only modules of the API that work over stores: the operator's. */
const operators = [
  'routes/audit/list.ts',
  // How every store is shown that says nothing else is the operator's.
  'routes/brand/brand.ts',
  'routes/brand/branded-stores.ts',
  // Whether a name is held is looked up among those of all stores.
  'routes/brand/domains.ts',
  // Of the accounts that all stores send through a store sees how they do, and that others use them.
  'routes/deliverability/get.ts',
  'routes/domain-pauses/domain-pauses.ts',
  // So is what is stopped for every store.
  'routes/flags/change.ts',
  'routes/flags/list.ts',
  // What answers for every store is chosen by the operator, by the same call as a store chooses its own.
  'routes/models/move.ts',
  'routes/rollouts/change.ts',
  'routes/public/sandbox-list.ts',
  'routes/senders/change.ts',
  'routes/senders/list.ts',
  'routes/stores/list.ts',
  // A model for every store is asked for by the operator, by the same call as a store asks for its own.
  'routes/training-runs/change.ts',
  // Plans and prices are the operator's.
  'routes/usage/plan-preview.ts',
  'routes/usage/plan.ts',
  'routes/usage/plans.ts',
  'routes/usage/price-versions.ts',
  'schema-registry/routes.ts',
];
const declarations = ['api-deps.ts', 'route-deps.ts', 'routes/public/public-deps.ts'];

test('only the operator’s routes reach the connections that go over all stores', () => {
  const files = globSync(join(import.meta.dirname, '**/*.ts'));
  const reaching = files
    .map((file) => relative(import.meta.dirname, file))
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) =>
      /[{,.]\s*operations\s*[,:}]|\boperations:(?!read)|Database, 'engine'|\bwith(?:Engine|Pipeline)\b|\boverAllStores\(|: Database\b/.test(
        readFileSync(join(import.meta.dirname, file), 'utf8'),
      ),
    );
  expect(reaching.toSorted()).toEqual([...declarations, ...operators].toSorted());
});
