import { inArray } from 'drizzle-orm';
import { modelVersions, trainingRuns } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import { keyOf, type LineageGraphBuilder } from './lineage-graph.ts';

/** Versions with the run that made each, and the version that it is to replace. Those that this store does not see are left out. */
export async function addVersions(
  tx: Tx,
  graph: LineageGraphBuilder,
  { versionIds }: { readonly versionIds: readonly string[] },
): Promise<void> {
  const asked = [...new Set(versionIds)];
  if (asked.length === 0) return;
  const versions = await tx
    .select({
      ...{ id: modelVersions.id, version: modelVersions.version, stage: modelVersions.stage },
      ...{ lineage: modelVersions.lineage, createdAt: modelVersions.createdAt },
    })
    .from(modelVersions)
    .where(inArray(modelVersions.id, asked));
  for (const { id, version, stage, lineage, createdAt } of versions) {
    const key = graph.add({ kind: 'version', id, name: version, state: stage, at: createdAt });
    if (lineage.trainingRunId !== null) graph.link(keyOf('training_run', lineage.trainingRunId), key);
    if (lineage.parentVersionId !== null) graph.link(keyOf('version', lineage.parentVersionId), key);
  }
  await addRuns(tx, graph, { runIds: versions.flatMap(({ lineage }) => lineage.trainingRunId ?? []) });
}

export async function addRuns(
  tx: Tx,
  graph: LineageGraphBuilder,
  { runIds }: { readonly runIds: readonly string[] },
): Promise<void> {
  if (runIds.length === 0) return;
  const runs = await tx
    .select({
      id: trainingRuns.id,
      state: trainingRuns.state,
      reason: trainingRuns.reason,
      at: trainingRuns.requestedAt,
    })
    .from(trainingRuns)
    .where(inArray(trainingRuns.id, [...runIds]));
  for (const { id, state, reason, at } of runs) graph.add({ kind: 'training_run', id, name: reason, state, at });
}
