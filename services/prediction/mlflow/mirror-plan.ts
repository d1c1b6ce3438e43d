import type { ModelStage } from '../../../domain/model.ts';
import type { MlflowVersion } from './mlflow-client.ts';

/** What stands on versions at MLflow; the only keys that are read back. */
export const tags = {
  /** The id of our row. */
  versionId: 'cart_recovery_version_id',
  stage: 'cart_recovery_stage',
  /** Why a version that was offered there was not taken. */
  refused: 'cart_recovery_refused',
} as const;

/** Aliases that name what answers. They are told, never asked: nobody changes what answers by moving one. */
export const aliases = ['production', 'canary'] as const;
export type Alias = (typeof aliases)[number];

export interface OwnVersion {
  readonly id: string;
  readonly stage: ModelStage;
}

/** What is missing, double or new in one registered model. */
export interface CopyPlan {
  /** Our versions that MLflow does not have. */
  readonly missing: readonly string[];
  /** Copies that two processes made at the same moment: all but the first. */
  readonly doubles: readonly MlflowVersion[];
  /** Registered there by others, and neither taken nor refused yet. */
  readonly offered: readonly MlflowVersion[];
}

export function planCopies(own: readonly OwnVersion[], known: readonly MlflowVersion[]): CopyPlan {
  const first = firstCopies(known);
  const isCopy = ({ tags: its }: MlflowVersion) => its[tags.versionId] !== undefined;
  return {
    missing: own.flatMap(({ id }) => (first.has(id) ? [] : [id])),
    doubles: known.filter((one) => isCopy(one) && first.get(one.tags[tags.versionId] ?? '') !== one),
    offered: known.filter((one) => !isCopy(one) && one.tags[tags.refused] === undefined),
  };
}

/** What has to be said anew of copies that are there. */
export interface NamePlan {
  readonly stages: readonly { readonly copy: MlflowVersion; readonly stage: ModelStage }[];
  /** Null: the alias names nothing any more. */
  readonly aliases: readonly { readonly alias: Alias; readonly number: number | null }[];
}

export function planNames({
  own,
  known,
  named,
  served,
}: {
  readonly own: readonly OwnVersion[];
  readonly known: readonly MlflowVersion[];
  /** The number that each alias names there. */
  readonly named: ReadonlyMap<string, number>;
  /** Ids of the versions that are to be named; null: none. */
  readonly served: Readonly<Record<Alias, string | null>>;
}): NamePlan {
  const copies = firstCopies(known);
  return {
    stages: own.flatMap(({ id, stage }) => {
      const copy = copies.get(id);
      return copy && copy.tags[tags.stage] !== stage ? [{ copy, stage }] : [];
    }),
    aliases: aliases.flatMap((alias) => {
      const id = served[alias];
      const number = id === null ? null : (copies.get(id)?.number ?? null);
      return number === (named.get(alias) ?? null) ? [] : [{ alias, number }];
    }),
  };
}

/** By our ids; of two copies of the same version the one that was registered first. */
function firstCopies(known: readonly MlflowVersion[]): ReadonlyMap<string, MlflowVersion> {
  const first = new Map<string, MlflowVersion>();
  for (const one of known.toSorted((a, b) => a.number - b.number)) {
    const id = one.tags[tags.versionId];
    if (id !== undefined && !first.has(id)) first.set(id, one);
  }
  return first;
}
