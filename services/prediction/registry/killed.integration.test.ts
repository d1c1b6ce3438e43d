import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { assembleModel } from '../../../ml/load-model.ts';
import { test } from '../../../test/fixtures.ts';
import { makeModelFolder } from '../../../test/model-folder.ts';
import { openTestRegistry } from '../../../test/model-registry.ts';
import { openTestDatabase } from '../../../test/sent-message.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { stopInTheMiddle } from '../../../test/stop-in-the-middle.ts';
import { noLineage, registerModel } from './register.ts';
import { listVersions, readServed } from './versions.ts';

const program = join(import.meta.dirname, '../../../test/registry-process.ts');
/** Steps of the process before it is killed, and turns of the event loop after the last of them. */
const kills = [
  { steps: 2, turns: 0 },
  { steps: 2, turns: 3 },
  { steps: 3, turns: 40 },
  { steps: 4, turns: 1 },
  { steps: 5, turns: 10 },
  { steps: 5, turns: 200 },
] as const;

// Before each of its three files is kept, and between them and its row.
test.for([1, 2, 3, 4])(
  'a registration that is killed at stop %i leaves no version, and once more leaves one with all files',
  async (stopAt, { database: urls }) => {
    const database = openTestDatabase(urls);
    const { deps, folder: artifacts } = openTestRegistry(database);
    const { storeId } = await createShop(database);
    const folder = await makeModelFolder('half');
    await stopInTheMiddle({ urls, work: { kind: 'register', artifacts, asked: { storeId, folder } }, stopAt });
    const own = async () =>
      (await listVersions(database, { storeId })).filter((version) => version.storeId === storeId);
    expect(await own()).toEqual([]);
    const asked = { scope: { storeId }, model: 'purchase', actor: system, lineage: noLineage, folder } as const;
    const { versionId } = await registerModel(deps, asked);
    const [version, ...others] = await own();
    expect([version?.id, version?.stage, others]).toEqual([versionId, 'staging', []]);
    for (const { sha256, bytes } of version?.artifacts ?? [])
      expect(await deps.artifacts.get(sha256)).toHaveLength(bytes);
  },
);

test('a process that is killed while it registers, promotes or rolls back leaves one version that answers, and that loads', async ({
  database: urls,
}) => {
  const database = openTestDatabase(urls);
  const { deps, folder, serve } = openTestRegistry(database);
  const { storeId } = await createShop(database);
  await serve('before', storeId);
  const folders = [await makeModelFolder('one'), await makeModelFolder('two')];
  const told = { appUrl: urls.appUrl, engineUrl: urls.engineUrl, artifacts: folder, storeId, folders };
  for (const { steps, turns } of kills) {
    const child = spawn(process.execPath, [program, JSON.stringify(told)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let begun = 0;
    child.on('message', () => {
      begun += 1;
    });
    while (begun < steps && child.exitCode === null) await new Promise(setImmediate);
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    child.kill('SIGKILL');
    const [code, signal] = await once(child, 'exit');
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    const served = await readServed(database, { scope: { storeId }, model: 'purchase' });
    const versions = await listVersions(database, { storeId });
    expect(versions.filter(({ stage }) => stage === 'production').map(({ id }) => id)).toEqual([
      served?.primaryVersionId,
    ]);
    const row = versions.find(({ id }) => id === served?.primaryVersionId);
    const loaded = await assembleModel(row?.manifest, ({ sha256 }) => deps.artifacts.get(sha256));
    expect(loaded.manifest.modelVersion).toBe(row?.version);
    // Every row names files that are kept whole, whether or not its version answers.
    for (const { artifacts } of versions)
      for (const { sha256, bytes } of artifacts) expect(await deps.artifacts.get(sha256)).toHaveLength(bytes);
  }
});
