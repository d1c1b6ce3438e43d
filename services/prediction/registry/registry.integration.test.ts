import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { modelMoves, modelVersions, servedModels } from '../../../db/postgres/schema/index.ts';
import { lookUp, rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, system } from '../../../domain/actor.ts';
import { shippedModelDirectory } from '../../../ml/model-folder.ts';
import { test } from '../../../test/fixtures.ts';
import { makeModelFolder } from '../../../test/model-folder.ts';
import { openTestRegistry } from '../../../test/model-registry.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { promote, rollBack, setCanary, setShadows } from './move.ts';
import { noLineage, registerModel } from './register.ts';
import { shipModel } from './ship.ts';
import { listMoves, listVersions, readServed } from './versions.ts';

const operator: Actor = { kind: 'operator', storeId: null };

function scoped(storeId: string | null, reason = 'a test says so') {
  return { scope: { storeId }, model: 'purchase', actor: system, reason } as const;
}

describe('a model is registered', () => {
  test('once it was loaded and scored by the runtime that serves, with its files kept by their hashes', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const { deps, register } = openTestRegistry(database);
    const { storeId } = await createShop(database);
    const id = await register('store-1', storeId);
    const [row] = await listVersions(database, { storeId });
    expect(row).toMatchObject({ id, version: 'store-1', stage: 'staging', card: '# Model card: store-1\n' });
    expect(row?.artifacts.map(({ name }) => name)).toEqual(['model', 'trees', 'parity']);
    for (const { sha256, bytes } of row?.artifacts ?? []) expect(await deps.artifacts.get(sha256)).toHaveLength(bytes);
  });

  test('once: the same again is the row that is there, and another one of its version is refused', async ({
    database: urls,
  }) => {
    const { deps } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    const folder = await makeModelFolder('twice');
    const given = { ...scoped(storeId), lineage: noLineage };
    const first = await registerModel(deps, { ...given, folder });
    const [again, beside] = await Promise.all([
      registerModel(deps, { ...given, folder }),
      registerModel(deps, { ...given, folder }),
    ]);
    expect([first.isNew, again, beside]).toEqual([
      true,
      { versionId: first.versionId, isNew: false },
      { versionId: first.versionId, isNew: false },
    ]);
    const other = await makeModelFolder('twice', {
      changeGraph: (onnx) => Buffer.concat([onnx, Buffer.from([0x32, 1, 65])]),
    });
    await expect(registerModel(deps, { ...given, folder: other })).rejects.toMatchObject({ code: 'conflict' });
  });

  test.for([
    ['when the runtime says something else than the trainer did', 'parity_differs'],
    ['when its rows are none', 'parity_invalid'],
    ['when its rows are not those that were written', 'artifact_hash_differs'],
    ['when a feature stands in it twice (operations M1)', 'manifest_invalid'],
    ['when its graph cannot be run', 'runtime_refused'],
  ] as const)('never %s', async ([, code], { database: urls }) => {
    const { deps } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    const folder = await makeModelFolder('refused', {
      ...(code === 'parity_differs' && {
        changeParity: ([row, ...rows]) => [{ ...row!, probability: row!.probability + 0.001 }, ...rows],
      }),
      ...(code === 'parity_invalid' && { changeParity: () => [] }),
      ...(code === 'manifest_invalid' && {
        changeManifest: ({ featureSet: { features, ...set }, ...manifest }) => ({
          ...manifest,
          featureSet: { ...set, features: features.map((feature) => ({ ...feature, name: 'weekend' })) },
        }),
      }),
      // Its versions can still be read; the operators are none.
      ...(code === 'runtime_refused' && {
        changeGraph: (onnx) =>
          Buffer.from(
            Buffer.from(onnx).toString('latin1').replaceAll('TreeEnsembleClassifier', 'XreeEnsembleClassifier'),
            'latin1',
          ),
      }),
    });
    if (code === 'artifact_hash_differs') {
      const file = join(folder, 'parity-rows.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('0', '1'));
    }
    const registering = registerModel(deps, { ...scoped(storeId), lineage: noLineage, folder });
    await expect(registering).rejects.toMatchObject({ code });
    expect(await listVersions(deps.database, { storeId })).toEqual([]);
  });
});

describe('what answers', () => {
  test('is moved from one version to the next and back, each time with who did it and why', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const { deps, register } = openTestRegistry(database);
    const { storeId } = await createShop(database);
    const [one, two] = [await register('one', storeId), await register('two', storeId)];
    await promote(deps, { ...scoped(storeId, 'first'), versionId: one });
    await setShadows(deps, { ...scoped(storeId), versionIds: [two] });
    await setCanary(deps, { ...scoped(storeId), versionId: two, percent: 5, rolloutId: randomUUID() });
    await promote(deps, { ...scoped(storeId, 'better'), versionId: two });
    const served = await readServed(database, scoped(storeId));
    expect(served).toMatchObject({
      primaryVersionId: two,
      canaryVersionId: null,
      canaryPercent: 0,
      shadowVersionIds: [],
    });
    const stages = async () =>
      Object.fromEntries((await listVersions(database, { storeId })).map(({ version, stage }) => [version, stage]));
    expect(await stages()).toEqual({ one: 'archived', two: 'production' });
    await rollBack(deps, scoped(storeId, 'worse'));
    expect(await readServed(database, scoped(storeId))).toMatchObject({ primaryVersionId: one });
    expect(await stages()).toEqual({ one: 'production', two: 'archived' });
    const { items } = await listMoves(database, { storeId, limit: 20, after: null });
    expect(items.map(({ what, reason }) => [what, reason])).toEqual([
      ['rolled_back', 'worse'],
      ['promoted', 'better'],
      ['canary', 'a test says so'],
      ['shadowed', 'a test says so'],
      ['promoted', 'first'],
      ['registered', ''],
      ['registered', ''],
    ]);
  });

  test('is the platform’s again when a store’s first version is taken out, and then there is nothing more to take', async ({
    database: urls,
  }) => {
    const { deps, serve } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    await serve('first', storeId);
    expect(await rollBack(deps, scoped(storeId))).toMatchObject({ primaryVersionId: null });
    await expect(rollBack(deps, scoped(storeId))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('stays when a canary or a shadow is taken out, and a version that is neither is refused', async ({
    database: urls,
  }) => {
    const { deps, register, serve } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    const primary = await serve('primary', storeId);
    const [canary, shadow, other] = [
      await register('canary', storeId),
      await register('shadow', storeId),
      await register('other', storeId),
    ];
    await setShadows(deps, { ...scoped(storeId), versionIds: [shadow] });
    await setCanary(deps, { ...scoped(storeId), versionId: canary, percent: 25, rolloutId: randomUUID() });
    await rollBack(deps, { ...scoped(storeId), versionId: canary });
    const left = await rollBack(deps, { ...scoped(storeId), versionId: shadow });
    expect(left).toMatchObject({
      primaryVersionId: primary,
      canaryVersionId: null,
      shadowVersionIds: [],
      rolloutId: null,
    });
    await expect(rollBack(deps, { ...scoped(storeId), versionId: other })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is changed by one of those who change it at the same moment; the others are told', async ({
    database: urls,
  }) => {
    const { deps, register, serve } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    await serve('before', storeId);
    const ids = [await register('a', storeId), await register('b', storeId), await register('c', storeId)];
    const before = await readServed(deps.database, scoped(storeId));
    const settled = await Promise.allSettled(ids.map((versionId) => promote(deps, { ...scoped(storeId), versionId })));
    const after = await readServed(deps.database, scoped(storeId));
    const done = settled.filter(({ status }) => status === 'fulfilled').length;
    expect(after!.generation - before!.generation).toBe(done);
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
    const production = (await listVersions(deps.database, { storeId })).filter(({ stage }) => stage === 'production');
    expect(production.map(({ id }) => id)).toEqual([after!.primaryVersionId]);
  });

  test('of the platform is chosen by its operator, never by a store or its people', async ({ database: urls }) => {
    const { deps, register } = openTestRegistry(openTestDatabase(urls));
    const { storeId } = await createShop(deps.database);
    const versionId = await register(`platform-${randomUUID().slice(0, 8)}`);
    const owner: Actor = { kind: 'user', userId: randomUUID(), storeId, role: 'store_owner' };
    const move = { scope: { storeId: null }, model: 'purchase', reason: 'mine', versionId } as const;
    await expect(promote(deps, { ...move, actor: owner })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(promote(deps, { ...move, actor: operator })).resolves.toMatchObject({ primaryVersionId: versionId });
  });

  test('can be no version of another scope', async ({ database: urls }) => {
    const { deps, register } = openTestRegistry(openTestDatabase(urls));
    const [one, other] = [await createShop(deps.database), await createShop(deps.database)];
    const versionId = await register('of-the-other', other.storeId);
    await expect(promote(deps, { ...scoped(one.storeId), versionId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(promote(deps, { ...scoped(null), versionId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a store', () => {
  test('sees its own versions and the platform’s, none of another store, and changes only its own', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const { register } = openTestRegistry(database);
    const [one, other] = [await createShop(database), await createShop(database)];
    const platform = await register(`shared-${randomUUID().slice(0, 8)}`);
    const [own, foreign] = [await register('own', one.storeId), await register('own', other.storeId)];
    const seen = (await listVersions(database, { storeId: one.storeId })).map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining([platform, own]));
    expect(seen).not.toContain(foreign);
    const changed = await withStore(database, one.storeId, (tx) =>
      tx.update(modelVersions).set({ stage: 'archived' }).returning({ id: modelVersions.id }),
    );
    expect(changed.map(({ id }) => id)).toEqual([own]);
    const intrusion = withStore(database, one.storeId, (tx) =>
      tx.insert(servedModels).values({ storeId: null, model: 'uplift', changedAt: new Date() }),
    );
    await expect(intrusion).rejects.toThrow();
    const rewriting = withStore(database, one.storeId, (tx) => tx.update(modelMoves).set({ reason: 'never' }));
    await expect(rewriting).rejects.toThrow();
    // Without a chosen store not even the platform's.
    expect(await lookUp(database)`select id from model_versions`).toEqual([]);
  });
});

describe('the shipped model', () => {
  test('is registered and answers from the first start on, whatever number of processes start at once', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    await withEngine(
      database,
      (tx) => rawSql(tx)`update served_models set primary_version_id = null where store_id is null`,
    );
    const { deps } = openTestRegistry(database);
    await Promise.allSettled([1, 2, 3].map(() => shipModel(deps, { folder: shippedModelDirectory })));
    await shipModel(deps, { folder: shippedModelDirectory });
    const rows = await withEngine(database, (tx) =>
      tx.select().from(modelVersions).where(eq(modelVersions.version, 'prior-1')),
    );
    expect(rows.map(({ storeId, stage }) => [storeId, stage])).toEqual([[null, 'production']]);
    expect(await readServed(database, scoped(null))).toMatchObject({ primaryVersionId: rows[0]?.id });
  });

  test('makes room for a newer shipped one, never for one that somebody chose', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { deps, register } = openTestRegistry(database);
    await withEngine(
      database,
      (tx) => rawSql(tx)`update served_models set primary_version_id = null where store_id is null`,
    );
    await shipModel(deps, { folder: shippedModelDirectory });
    const newer = `prior-2-${randomUUID().slice(0, 8)}`;
    await shipModel(deps, { folder: await makeModelFolder(newer) });
    const served = async () => (await readServed(database, scoped(null)))?.primaryVersionId;
    const [shipped] = await withEngine(database, (tx) =>
      tx.select().from(modelVersions).where(eq(modelVersions.version, newer)),
    );
    expect(await served()).toBe(shipped?.id);
    const chosen = await register(`chosen-${randomUUID().slice(0, 8)}`);
    await promote(deps, { ...scoped(null, 'measured'), actor: operator, versionId: chosen });
    await shipModel(deps, { folder: shippedModelDirectory });
    expect(await served()).toBe(chosen);
  });
});
