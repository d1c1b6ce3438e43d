import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { test } from '../../../test/fixtures.ts';
import { type MlflowServer, startMlflow } from '../../../test/mlflow/mlflow-server.ts';
import { makeModelFolder } from '../../../test/model-folder.ts';
import { openTestRegistry, type TestRegistry } from '../../../test/model-registry.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { createFolderArtifacts } from '../registry/artifact-store.ts';
import { promote } from '../registry/move.ts';
import { listVersions } from '../registry/versions.ts';
import { createLoadedVersions } from '../serving/loaded-versions.ts';
import { readVersions } from '../serving/read-pointers.ts';
import { type Mirrored, mirrorRegistry } from './mirror.ts';
import { tags } from './mirror-plan.ts';
import { createMirroredArtifacts } from './mirrored-artifacts.ts';
import { createMlflowClient, type MlflowClient, type MlflowVersion } from './mlflow-client.ts';
import { registeredName } from './registered-name.ts';

let server: MlflowServer;
let mlflow: MlflowClient;
beforeAll(async () => {
  server = await startMlflow();
  mlflow = createMlflowClient({ url: server.url });
});
afterAll(() => server.stop());

const quiet: Mirrored = { told: 0, renamed: 0, taken: 0, refused: [], elsewhere: 0 };

/** A registry with a store of its own, whose models have names of their own at the one MLflow. */
async function opened(urls: Parameters<typeof openTestDatabase>[0]) {
  const database = openTestDatabase(urls);
  const registry = openTestRegistry(database);
  const { storeId } = await createShop(database);
  const name = registeredName({ storeId }, 'purchase');
  const copies = () => mlflow.versionsWhere(`name = '${name}'`);
  return {
    ...{ database, registry, storeId, name, copies },
    round: () => mirrorRegistry({ ...registry.deps, mlflow }),
    copyOf: async (id: string) => (await copies()).find((one) => one.tags[tags.versionId] === id),
    named: async (alias: string) => (await mlflow.modelsWith(name)).get(name)?.get(alias) ?? null,
    move: { scope: { storeId }, model: 'purchase', actor: { kind: 'system' }, reason: 'a test' } as const,
  };
}

/** Registers the files of a folder as others do it, by the API alone. */
async function offer(name: string, folder: string): Promise<MlflowVersion> {
  await mlflow.ensureModel(name, 'of others');
  const { runId, uri } = await mlflow.openRun('by hand', 'elsewhere');
  for (const file of await readdir(folder))
    await mlflow.putFile(`${uri}/model`, file, await readFile(join(folder, file)));
  return mlflow.addVersion({ ...{ name, runId }, source: `${uri}/model`, description: '', tags: {} });
}

describe('a registry with a copy at MLflow', () => {
  test('has each version there once, with its files, measures, hashes and stage, and an alias on the one that answers', async ({
    database,
  }) => {
    const its = await opened(database);
    const [first, second] = [
      await its.registry.serve('one', its.storeId),
      await its.registry.register('two', its.storeId),
    ];
    expect(await its.round()).toMatchObject({ told: 2, taken: 0, refused: [] });
    expect(await its.round()).toEqual(quiet);

    const copy = await its.copyOf(first);
    expect(copy?.tags).toMatchObject({ cart_recovery_version: 'one', cart_recovery_stage: 'production' });
    expect(await its.named('production')).toBe(copy?.number);
    if (!copy) throw new Error('no copy');
    const uri = await mlflow.sourceOf(copy);
    const [row] = await readVersions(its.database, [first]);
    const graph = row?.artifacts.find(({ name }) => name === 'model')?.sha256 ?? '';
    expect(Buffer.from(await mlflow.getFile(uri, 'model.onnx'))).toEqual(
      Buffer.from(await its.registry.deps.artifacts.get(graph)),
    );
    expect([...(await mlflow.filesIn(uri)).keys()].sort()).toEqual([
      ...['MODEL_CARD.md', 'manifest.json', 'model.onnx', 'parity-rows.json', 'trees.json'],
    ]);

    await promote(its.registry.deps, { ...its.move, versionId: second });
    expect(await its.round()).toMatchObject({ told: 0, renamed: 3 });
    expect(await its.named('production')).toBe((await its.copyOf(second))?.number);
    expect((await its.copyOf(first))?.tags[tags.stage]).toBe('archived');
  });

  test('makes good what was changed there by hand, and never lets it change what answers', async ({ database }) => {
    const its = await opened(database);
    const [first, second] = [
      await its.registry.serve('one', its.storeId),
      await its.registry.register('two', its.storeId),
    ];
    await its.round();
    const [one, two] = [await its.copyOf(first), await its.copyOf(second)];
    if (!one || !two) throw new Error('no copies');
    await mlflow.setAlias(its.name, 'production', two.number);
    await mlflow.tagVersion(two, { [tags.stage]: 'production' });
    expect(await its.round()).toEqual({ ...quiet, renamed: 2 });
    expect(await its.named('production')).toBe(one.number);

    await mlflow.dropVersion(one);
    expect(await its.round()).toMatchObject({ told: 1 });
    const [answers] = (await listVersions(its.database, its)).filter(({ stage }) => stage === 'production');
    expect(answers?.id).toBe(first);
  });

  test('has one copy where two processes told it at the same moment', async ({ database }) => {
    const its = await opened(database);
    await its.registry.register('one', its.storeId);
    await Promise.all([its.round(), its.round()]);
    await its.round();
    expect(await its.copies()).toHaveLength(1);
    expect(await its.round()).toEqual(quiet);
  });
});

describe('a version that others registered there', () => {
  test('is taken over by the same checks into staging, and may answer from then on', async ({ database }) => {
    const its = await opened(database);
    await its.registry.serve('one', its.storeId);
    const offered = await offer(its.name, await makeModelFolder('of-others'));
    expect(await its.round()).toMatchObject({ told: 1, taken: 1 });
    const taken = (await listVersions(its.database, its)).find(({ version }) => version === 'of-others');
    expect(taken).toMatchObject({ stage: 'staging', lineage: { codeVersion: `mlflow/${its.name}/${offered.number}` } });
    await promote(its.registry.deps, { ...its.move, versionId: taken?.id ?? '' });
    await its.round();
    expect(await its.named('production')).toBe(offered.number);
    expect(await its.round()).toEqual(quiet);
  });

  test('is refused with the reason written on it, and looked at once', async ({ database }) => {
    const its = await opened(database);
    await its.registry.serve('one', its.storeId);
    const flipped = await makeModelFolder('flipped');
    const graph = await readFile(join(flipped, 'model.onnx'));
    graph[100] = (graph[100] ?? 0) ^ 1;
    await writeFile(join(flipped, 'model.onnx'), graph);
    const liar = await makeModelFolder('liar', {
      changeParity: (rows) => rows.map((row) => ({ ...row, probability: 1 - row.probability })),
    });
    const other = await makeModelFolder('one', {
      changeGraph: (onnx) => Buffer.concat([onnx, Buffer.from([0x32, 0])]),
    });
    const same = await its.registry.register('same', its.storeId).then(() => makeModelFolder('same'));
    for (const folder of [flipped, liar, other, same]) await offer(its.name, folder);
    await mlflow.addVersion({
      ...{ name: its.name, source: 's3://elsewhere/model', description: '', tags: {} },
      runId: (await mlflow.openRun('elsewhere', 'elsewhere')).runId,
    });
    const { refused, taken } = await its.round();
    expect([taken, refused.map(({ code }) => code).sort()]).toEqual([
      0,
      ['artifact_hash_differs', 'known_already', 'parity_differs', 'source_elsewhere', 'version_taken'],
    ]);
    expect(await its.round()).toEqual(quiet);
    expect((await listVersions(its.database, its)).map(({ version }) => version).sort()).toEqual(['one', 'same']);
  });
});

describe('a machine without the files of a version', () => {
  const emptyFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-artifacts-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return createFolderArtifacts(folder);
  };
  const answersFrom = async (registry: TestRegistry, client: MlflowClient, versionId: string, near = emptyFolder()) => {
    const versions = createLoadedVersions({
      artifacts: createMirroredArtifacts(near, client),
      read: async (id) => (await readVersions(registry.deps.database, [id]))[0],
    });
    onTestFinished(() => versions.close());
    return versions.load(versionId);
  };

  test('answers by its copy, keeps it, and needs MLflow no more', async ({ database }) => {
    const its = await opened(database);
    const versionId = await its.registry.serve('one', its.storeId);
    await its.round();
    const near = emptyFolder();
    expect(await answersFrom(its.registry, mlflow, versionId, near)).toMatchObject({ version: 'one' });
    const away = createMlflowClient({ url: 'http://127.0.0.1:9' });
    expect(await answersFrom(its.registry, away, versionId, near)).toMatchObject({ version: 'one' });
    await expect(answersFrom(its.registry, away, versionId)).rejects.toMatchObject({ name: 'MlflowError' });
  });

  test('refuses a copy of which a byte is another', async ({ database }) => {
    const its = await opened(database);
    const versionId = await its.registry.serve('one', its.storeId);
    await its.round();
    const copy = await its.copyOf(versionId);
    if (!copy) throw new Error('no copy');
    const uri = await mlflow.sourceOf(copy);
    const graph = Buffer.from(await mlflow.getFile(uri, 'model.onnx'));
    graph[100] = (graph[100] ?? 0) ^ 1;
    await mlflow.putFile(uri, 'model.onnx', graph);
    await expect(answersFrom(its.registry, mlflow, versionId)).rejects.toMatchObject({ code: 'artifact_hash_differs' });
  });
});
