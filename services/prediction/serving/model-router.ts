import type { Database } from '../../../db/postgres/tenancy.ts';
import { type DrawnRole, drawRole } from '../../../domain/canary-share.ts';
import type { ModelName } from '../../../domain/model.ts';
import { ModelRefusedError } from '../../../ml/model-refused-error.ts';
import type { ArtifactStore } from '../registry/artifact-store.ts';
import type { Served } from '../registry/move.ts';
import { createLoadedVersions, type LoadedVersion, type LoadedVersions } from './loaded-versions.ts';
import { keyOf, noPointers, type Pointers, readPointers, readVersions } from './read-pointers.ts';

/** Which version answers for a cart, as what, and which others are scored afterwards. */
export interface Choice extends DrawnRole {
  readonly version: LoadedVersion;
  readonly shadows: readonly LoadedVersion[];
}

export interface ModelRouter {
  /**
   * By the store's own pointer where a version answers by it, else by the platform's. Rejects with `ModelRefusedError` when
   * none was ever loaded. Ask the version at once: it may be unloaded in the next turn.
   */
  choose(asked: { readonly storeId: string; readonly model: ModelName; readonly subjectId: string }): Promise<Choice>;
  /** Loads what answers for the platform; rejects with `ModelRefusedError` when it cannot. */
  warm(model: ModelName): Promise<void>;
  /** The id of the version that is to answer in a store; null: none. */
  answering(storeId: string | null, model: ModelName): string | null;
  /** Looks whether pointers were moved and follows them; what is refused leaves the last good one serving. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface RouterOptions {
  readonly database: Pick<Database, 'engine'>;
  readonly artifacts: ArtifactStore;
  /** A version could not be loaded: the last good one goes on answering. */
  readonly onRefused: (refusal: { readonly versionId: string; readonly role: string; readonly error: unknown }) => void;
  readonly onServed?: (served: {
    readonly scope: string;
    readonly version: string;
    readonly generation: number;
  }) => void;
  readonly now?: () => number;
}

/** Stores whose own versions are loaded at the same time; the one that was not asked for longest makes room. */
export const storesLoadedMax = 200;
/** How long a version that was refused is left alone, in milliseconds. */
const refusedRestMs = 30_000;

/** What answers in one scope, loaded. */
interface Live {
  readonly storeId: string | null;
  readonly model: ModelName;
  readonly pointer: Served;
  /** Null, in a store: the platform's. */
  readonly primary: LoadedVersion | null;
  readonly canary: LoadedVersion | null;
  readonly shadows: readonly LoadedVersion[];
}

export function createModelRouter({
  database,
  artifacts,
  onRefused,
  onServed = () => {},
  now = Date.now,
}: RouterOptions): ModelRouter {
  const newVersions = (): LoadedVersions =>
    createLoadedVersions({ artifacts, read: async (id) => (await readVersions(database, [id]))[0] });
  let versions = newVersions();
  let pointers: Pointers = noPointers;
  /** By scope, the one asked for last at the end. */
  const live = new Map<string, Live>();
  const opening = new Map<string, Promise<Live>>();
  const refusedUntilMs = new Map<string, number>();
  let last: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  /** Pointers that are being followed: what they load is in use already. */
  let following = 0;

  /** Null: refused, now or a moment ago. */
  async function loadOrRefuse(versionId: string | null, role: string): Promise<LoadedVersion | null> {
    if (versionId === null) return null;
    if ((refusedUntilMs.get(versionId) ?? 0) > now()) return null;
    try {
      return await versions.load(versionId);
    } catch (error) {
      refusedUntilMs.set(versionId, now() + refusedRestMs);
      onRefused({ versionId, role, error });
      return null;
    }
  }

  /** Loads what a pointer names. Its primary is needed: when it is refused, `last` stays as it is. */
  async function follow(pointer: Served, last: Live | undefined): Promise<Live | undefined> {
    following += 1;
    try {
      return await loadAll(pointer, last);
    } finally {
      following -= 1;
    }
  }

  async function loadAll(pointer: Served, last: Live | undefined): Promise<Live | undefined> {
    const { storeId, model, generation } = pointer;
    const primary = await loadOrRefuse(pointer.primaryVersionId, 'primary');
    if (primary === null && pointer.primaryVersionId !== null) return last;
    const canary = await loadOrRefuse(pointer.canaryVersionId, 'canary');
    const shadows = await Promise.all(pointer.shadowVersionIds.map((id) => loadOrRefuse(id, 'shadow')));
    if (last?.pointer.generation !== generation)
      onServed({ scope: keyOf(storeId, model), version: primary?.version ?? 'platform', generation });
    return { storeId, model, pointer, primary, canary, shadows: shadows.flatMap((one) => one ?? []) };
  }

  /** What answers in a scope; undefined: nothing was ever said of it, or all that was said is refused. */
  async function liveOf(storeId: string | null, model: ModelName): Promise<Live | undefined> {
    const key = keyOf(storeId, model);
    const found = live.get(key);
    if (found) {
      live.delete(key);
      live.set(key, found);
      return found;
    }
    const pointer = pointers.of(storeId, model);
    if (!pointer) return undefined;
    const asked = opening.get(key) ?? open(key, pointer);
    return asked.catch(() => undefined);
  }

  function open(key: string, pointer: Served): Promise<Live> {
    const work = follow(pointer, undefined).then((opened) => {
      if (!opened) throw new Error('refused');
      live.set(key, opened);
      makeRoom();
      return opened;
    });
    opening.set(key, work);
    work.catch(() => undefined).finally(() => opening.delete(key));
    return work;
  }

  function makeRoom(): void {
    const stores = [...live].filter(([, { storeId }]) => storeId !== null);
    for (const [key] of stores.slice(0, Math.max(0, stores.length - storesLoadedMax))) live.delete(key);
    release();
  }

  function release(): void {
    if (following > 0) return;
    const used = [...live.values()].flatMap(({ primary, canary, shadows }) => [primary, canary, ...shadows]);
    versions.keepOnly(new Set(used.flatMap((one) => one?.id ?? [])));
  }

  async function refresh(): Promise<void> {
    if (!versions.isAlive()) {
      // Everything that was loaded died with its thread.
      await versions.close().catch(() => undefined);
      versions = newVersions();
      live.clear();
    }
    pointers = await readPointers(database, pointers);
    // What is being opened may be by a pointer of before.
    await Promise.allSettled(opening.values());
    for (const [key, seen] of [...live]) {
      const pointer = pointers.of(seen.storeId, seen.model);
      if (!pointer || isFollowed(seen, pointer)) continue;
      const followed = await follow(pointer, seen);
      // Only what is still in use: a store that made room meanwhile is opened again when it is asked for.
      if (followed && followed !== seen && live.has(key)) live.set(key, followed);
    }
    release();
  }

  /** Also when the pointer is the same: a version that was refused is tried again after its rest. */
  function isFollowed({ pointer: seen, canary, shadows }: Live, pointer: Served): boolean {
    if (seen.generation !== pointer.generation) return false;
    return (
      (pointer.canaryVersionId === null) === (canary === null) && shadows.length === pointer.shadowVersionIds.length
    );
  }

  return {
    async choose({ storeId, model, subjectId }) {
      const own = await liveOf(storeId, model);
      const platform = own?.primary ? undefined : await liveOf(null, model);
      const primary = own?.primary ?? platform?.primary;
      if (!primary)
        throw new ModelRefusedError('file_missing', `the model ${model}`, 'a version that can be served', 'none');
      const shadows = [...(own?.shadows ?? []), ...(platform?.shadows ?? [])];
      // The first version of a store is compared with the platform's.
      const compared = own?.canary ? own : platform;
      const { canary, pointer } = compared ?? {};
      if (!canary || !pointer || pointer.rolloutId === null)
        return { version: primary, role: 'primary', propensity: 1, shadows };
      const drawn = drawRole({ rolloutId: pointer.rolloutId, subjectId, percent: pointer.canaryPercent });
      return { ...drawn, version: drawn.role === 'canary' ? canary : primary, shadows };
    },
    async warm(model) {
      if ((await liveOf(null, model))?.primary) return;
      throw new ModelRefusedError('file_missing', `the model ${model}`, 'a version that can be served', 'none');
    },
    answering(storeId, model) {
      const own = storeId === null ? undefined : pointers.of(storeId, model)?.primaryVersionId;
      return own ?? pointers.of(null, model)?.primaryVersionId ?? null;
    },
    refresh() {
      // One that is under way may have read the pointers before they were moved: another one follows it.
      next ??= (last ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return refresh();
        });
      last = next;
      return next;
    },
    async close() {
      await last?.catch(() => undefined);
      await versions.close();
    },
  };
}
