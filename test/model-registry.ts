import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Database } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import { type ArtifactStore, createFolderArtifacts } from '../services/prediction/registry/artifact-store.ts';
import { promote } from '../services/prediction/registry/move.ts';
import { noLineage, registerModel } from '../services/prediction/registry/register.ts';
import { type ModelFolderOptions, makeModelFolder } from './model-folder.ts';

/** A registry with a folder of its own for artifacts, and models to put into it. */
export interface TestRegistry {
  readonly deps: { readonly database: Database; readonly artifacts: ArtifactStore; readonly now: () => number };
  /** Where the artifacts are. */
  readonly folder: string;
  /** Registers a model of its own; the id of its version. */
  register(version: string, storeId?: string | null, options?: ModelFolderOptions): Promise<string>;
  /** Registers one and lets it answer. */
  serve(version: string, storeId?: string | null, options?: ModelFolderOptions): Promise<string>;
}

export function openTestRegistry(database: Database): TestRegistry {
  const folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const deps = { database, artifacts: createFolderArtifacts(folder), now: Date.now };
  const register: TestRegistry['register'] = async (version, storeId = null, options = {}) => {
    const { versionId } = await registerModel(deps, {
      ...{ scope: { storeId }, model: 'purchase', lineage: noLineage, actor: system },
      folder: await makeModelFolder(version, options),
    });
    return versionId;
  };
  return {
    ...{ deps, folder, register },
    async serve(version, storeId = null, options = {}) {
      const versionId = await register(version, storeId, options);
      const move = { scope: { storeId }, model: 'purchase', actor: system, reason: 'for a test' } as const;
      await promote(deps, { ...move, versionId });
      return versionId;
    },
  };
}
