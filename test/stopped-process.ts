import { writeSync } from 'node:fs';
import { connectPostgres } from '../db/postgres/connect.ts';
import { openDatabase } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import { assertNever } from '../domain/assert-never.ts';
import { createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { noLineage, registerModel } from '../services/prediction/registry/register.ts';
import { endRollout } from '../services/prediction/rollouts/end.ts';
import { enterStage } from '../services/prediction/rollouts/enter-stage.ts';
import { addressHasher } from './address-hasher.ts';
import type { StoppedWork } from './stop-in-the-middle.ts';

/**
 * A process that does one thing and stands still in the middle of it until it is killed: when it keeps a file, or looks at the clock, for
 * the nth time, from 1. `stop-in-the-middle.ts` starts it. Says `stands` when it does.
 */
const { urls, work, stopAt }: StoppedWork = JSON.parse(process.argv[2] ?? '');
const connect = (url: string) => connectPostgres(url, { maxConnections: 2, applicationName: 'stopped' });
const database = openDatabase({ app: connect(urls.appUrl), engine: connect(urls.engineUrl), addressHasher });

let passed = 0;
function pass(): void {
  passed += 1;
  if (passed < stopAt) return;
  writeSync(1, 'stands\n');
  // Nothing more happens here, whatever a server answers meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const now = (): number => {
  pass();
  return Date.now();
};

switch (work.kind) {
  case 'enter':
    await enterStage({ database, now }, work.asked);
    break;
  case 'end':
    await endRollout({ database, now }, work.asked);
    break;
  case 'register': {
    const { storeId, folder } = work.asked;
    const kept = createFolderArtifacts(work.artifacts);
    const artifacts: typeof kept = {
      ...kept,
      put(content) {
        pass();
        return kept.put(content);
      },
    };
    const asked = { scope: { storeId }, model: 'purchase', actor: system, lineage: noLineage, folder } as const;
    await registerModel({ database, artifacts, now }, asked);
    break;
  }
  default:
    assertNever(work);
}
throw new Error(`it was done after ${passed} of ${stopAt} stops`);
