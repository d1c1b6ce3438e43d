import type { Database } from '../../../db/postgres/tenancy.ts';
import type { PurchaseChances } from '../../../domain/uplift/policy-terms.ts';
import { assembleModel } from '../../../ml/load-model.ts';
import { openUpliftModel, type UpliftModel } from '../../../ml/uplift-model.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import { findVersion } from '../registry/versions.ts';
import type { UpliftScorer } from './chances-of.ts';
import type { KnownAtDecision } from './known-features.ts';

/** Versions that are open at the same time; the one that was opened first makes room. */
const openMax = 4;

/** Asks versions of the model `uplift`, each opened when it is first asked for. */
export function createUpliftScorer({
  database,
  artifacts,
  served = async () => null,
}: {
  readonly database: Pick<Database, 'app'>;
  readonly artifacts: ArtifactStore;
  /** The version that answers at a store; null: none does. */
  readonly served?: (storeId: string) => Promise<string | null>;
}): UpliftScorer {
  const opened = new Map<string, Promise<UpliftModel>>();

  function open(versionId: string, manifest: unknown): Promise<UpliftModel> {
    const found = opened.get(versionId);
    if (found !== undefined) return found;
    const opening = assembleModel(manifest, ({ sha256 }) => artifacts.get(sha256)).then(openUpliftModel);
    opened.set(versionId, opening);
    opening.catch(() => opened.delete(versionId));
    const [oldest] = opened.keys();
    // What is being asked of it ends first: it is closed when nobody holds it any more.
    if (opened.size > openMax && oldest !== undefined) opened.delete(oldest);
    return opening;
  }

  return async (storeId, asked) => {
    const versionId = asked ?? (await served(storeId));
    if (versionId === null)
      throw new ServiceError('conflict', 'No version of the model uplift is served here: train and promote one first.');
    const row = await findVersion(database, { storeId, versionId });
    if (row?.model !== 'uplift')
      throw new ServiceError('conflict', 'The model of this policy is not there any more: draft its next version.');
    const model = await open(versionId, row.manifest);
    return async (people) => {
      const rows = people.map((features) => vectorIn(model, features));
      const known = rows.filter((vector) => vector !== null);
      const scored = await model.score(known);
      let next = 0;
      return rows.map((vector) => (vector === null ? null : chancesIn(model, scored[next++] ?? [])));
    };
  };
}

/** The features in the order of the model; null: they are those of another set. */
function vectorIn({ features }: UpliftModel, asked: KnownAtDecision['features']): Float32Array | null {
  if (asked === null) return null;
  const values = new Map(asked);
  if (!features.every((name) => values.has(name))) return null;
  return Float32Array.from(features, (name) => values.get(name) ?? Number.NaN);
}

/** An offer that the model never saw wins as many as a message. */
function chancesIn({ actions }: UpliftModel, scored: readonly number[]): PurchaseChances {
  const of = (action: string, otherwise: number) => scored[actions.indexOf(action)] ?? otherwise;
  const none = scored[0] ?? 0;
  const message = of('message', none);
  return { none, message, offer: of('offer', message) };
}
