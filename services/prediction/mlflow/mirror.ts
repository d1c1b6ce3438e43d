import { desc, eq } from 'drizzle-orm';
import { modelVersions, servedModels, stores } from '../../../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../../../db/postgres/tenancy.ts';
import type { ModelName, ModelScope } from '../../../domain/model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import { addCopy } from './add-copy.ts';
import { planCopies, planNames, tags } from './mirror-plan.ts';
import type { MlflowClient, MlflowVersion } from './mlflow-client.ts';
import { modelNamePrefix, registeredName, scopeOfName } from './registered-name.ts';
import { takeOver } from './take-over.ts';

export interface MirrorDeps {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly mlflow: MlflowClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Mirrored {
  /** Our versions that MLflow has since this round. */
  readonly told: number;
  /** Stages and aliases that said something else there. */
  readonly renamed: number;
  readonly taken: number;
  /** Offered there and refused, with the reason. */
  readonly refused: readonly { readonly name: string; readonly number: number; readonly code: string }[];
  /** Versions whose files are on another machine; that one tells them. */
  readonly elsewhere: number;
}

/** The newest; what is older than that was told long ago. */
const versionsMax = 10_000;

/**
 * Makes MLflow say what our registry says, and takes what is offered there. Nothing is kept of what was told: each round compares,
 * so that a crash, a copy deleted by hand or an alias moved there is made good by the next one. Which version answers is our
 * row alone. Rejects with `MlflowError` when MLflow is away.
 */
export async function mirrorRegistry(deps: MirrorDeps): Promise<Mirrored> {
  const { mlflow } = deps;
  const [own, known] = [await readOwn(deps.database), await mlflow.modelsWith(modelNamePrefix)];
  let [told, renamed, taken, elsewhere] = [0, 0, 0, 0];
  const refused: Mirrored['refused'][number][] = [];
  for (const name of new Set([...own.keys(), ...known.keys()])) {
    const its = own.get(name) ?? (await emptyModel(deps.database, name));
    if (!its) continue;
    if (!known.has(name)) await mlflow.ensureModel(name, `Of the cart-recovery engine: ${its.model}.`);
    const there = [...(await mlflow.versionsWhere(`name = '${name}'`))];
    const copies = planCopies(its.versions, there);
    for (const double of copies.doubles) await mlflow.dropVersion(double);
    for (const id of copies.missing) {
      const copy = await unlessElsewhere(() => addCopy(deps, { name, versionId: id }));
      if (copy) there.push(copy);
      if (copy) told += 1;
      else elsewhere += 1;
    }
    for (const offered of copies.offered) {
      const end = await takeOver(deps, { scope: its.scope, model: its.model, offered });
      if (end.kind === 'taken') taken += 1;
      else refused.push({ name, number: offered.number, code: end.code });
    }
    const left = there.filter((one) => !copies.doubles.includes(one));
    const names = planNames({
      own: its.versions,
      known: left,
      named: known.get(name) ?? new Map(),
      served: its.served,
    });
    for (const { copy, stage } of names.stages) await mlflow.tagVersion(copy, { [tags.stage]: stage });
    for (const { alias, number } of names.aliases) await mlflow.setAlias(name, alias, number);
    renamed += names.stages.length + names.aliases.length;
  }
  return { told, renamed, taken, refused, elsewhere };
}

type Planned = Parameters<typeof planNames>[0];
interface OwnModel {
  readonly scope: ModelScope;
  readonly model: ModelName;
  readonly versions: { readonly id: string; readonly stage: Planned['own'][number]['stage'] }[];
  served: Planned['served'];
}

/** By the names of the registered models. */
async function readOwn(database: Pick<Database, 'engine'>): Promise<Map<string, OwnModel>> {
  const [versions, served] = await withEngine(database, async (tx) => [
    await tx
      .select({
        id: modelVersions.id,
        storeId: modelVersions.storeId,
        model: modelVersions.model,
        stage: modelVersions.stage,
      })
      .from(modelVersions)
      .orderBy(desc(modelVersions.id))
      .limit(versionsMax),
    await tx.select().from(servedModels),
  ]);
  const models = new Map<string, OwnModel>();
  for (const { storeId, model, id, stage } of versions.toReversed()) {
    const name = registeredName({ storeId }, model);
    const found = models.get(name) ?? { scope: { storeId }, model, versions: [], served: nothingServed };
    found.versions.push({ id, stage });
    models.set(name, found);
  }
  for (const { storeId, model, primaryVersionId, canaryVersionId } of served) {
    const found = models.get(registeredName({ storeId }, model));
    if (found) found.served = { production: primaryVersionId, canary: canaryVersionId };
  }
  return models;
}

const nothingServed: Planned['served'] = { production: null, canary: null };

/** A model that only MLflow has a name for; null: the name is none of ours, or that of a store that is not here. */
async function emptyModel(database: Pick<Database, 'engine'>, name: string): Promise<OwnModel | null> {
  const parsed = scopeOfName(name);
  if (parsed === null) return null;
  const { storeId } = parsed.scope;
  const isHere =
    storeId === null ||
    (await withEngine(database, (tx) => tx.select({ id: stores.id }).from(stores).where(eq(stores.id, storeId))))
      .length > 0;
  return isHere ? { ...parsed, versions: [], served: nothingServed } : null;
}

async function unlessElsewhere(add: () => Promise<MlflowVersion>): Promise<MlflowVersion | null> {
  try {
    return await add();
  } catch (error) {
    if (error instanceof ModelRefusedError && error.code === 'file_missing') return null;
    throw error;
  }
}
