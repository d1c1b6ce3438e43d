import { connectPostgres } from '../db/postgres/connect.ts';
import { openDatabase } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import { createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { promote, rollBack } from '../services/prediction/registry/move.ts';
import { noLineage, registerModel } from '../services/prediction/registry/register.ts';
import { addressHasher } from './address-hasher.ts';

/**
 * A process that registers the models in the folders that it is told and moves what answers among them, until it is killed:
 * `node registry-process.ts '{ "appUrl": …, "engineUrl": …, "artifacts": …, "storeId": …, "folders": […] }'`. Tells each
 * step that it begins.
 */
interface Told {
  readonly appUrl: string;
  readonly engineUrl: string;
  readonly artifacts: string;
  readonly storeId: string;
  readonly folders: readonly string[];
}

const told = JSON.parse(process.argv[2] ?? '') as Told;
const connect = (url: string) => connectPostgres(url, { maxConnections: 2, applicationName: 'killed' });
const database = openDatabase({ app: connect(told.appUrl), engine: connect(told.engineUrl), addressHasher });
const deps = { database, artifacts: createFolderArtifacts(told.artifacts), now: Date.now };
const move = { scope: { storeId: told.storeId }, model: 'purchase', actor: system, reason: 'a process' } as const;

for (;;) {
  for (const folder of told.folders) {
    process.send?.('register');
    const { versionId } = await registerModel(deps, { ...move, folder, lineage: noLineage });
    process.send?.('promote');
    await promote(deps, { ...move, versionId });
  }
  process.send?.('roll back');
  await rollBack(deps, move);
}
