/** What one store's endpoints took in and the pipeline has not applied yet, as far as this process knows. */
export interface WaitingEvents {
  took(storeId: string, count: number, at: number): void;
  /** Everything of a store that was taken in before the moment that `untilOf` names is applied; null: nothing new is known. */
  applied(untilOf: (storeId: string) => number | null): void;
  of(storeId: string): number;
  /** Stores with at least so many. */
  atLeast(count: number): readonly string[];
}

interface Group {
  /** Newest moment in it, epoch milliseconds. */
  at: number;
  count: number;
}

/** Events of so long are counted together, in milliseconds. */
const groupMs = 100;
/** Beyond so many groups of a store the oldest become one: that only forgets them later. */
const groupsMax = 128;

/** Counts by store and moment, so that one look at a partition's oldest waiting event tells what of each is left. */
export function createWaitingEvents(): WaitingEvents {
  const stores = new Map<string, Group[]>();
  return {
    took(storeId, count, at) {
      const groups = stores.get(storeId) ?? [];
      stores.set(storeId, groups);
      const newest = groups.at(-1);
      if (newest && at - newest.at < groupMs && Math.floor(at / groupMs) === Math.floor(newest.at / groupMs)) {
        newest.at = Math.max(newest.at, at);
        newest.count += count;
        return;
      }
      groups.push({ at, count });
      if (groups.length > groupsMax) {
        const oldest = groups.shift();
        if (oldest && groups[0]) groups[0].count += oldest.count;
      }
    },
    applied(untilOf) {
      for (const [storeId, groups] of stores) {
        const until = untilOf(storeId);
        if (until === null) continue;
        const left = groups.findIndex(({ at }) => at >= until);
        if (left === -1) stores.delete(storeId);
        else groups.splice(0, left);
      }
    },
    of: (storeId) => sum(stores.get(storeId)),
    atLeast: (count) => [...stores].flatMap(([storeId, groups]) => (sum(groups) >= count ? [storeId] : [])),
  };
}

function sum(groups: readonly Group[] = []): number {
  let count = 0;
  for (const group of groups) count += group.count;
  return count;
}
