/**
 * The attempts of one process that are under way, by endpoint and store. One that fails keeps a single place until it
 * succeeds, and all that fail together have a part of the places only: whoever does not answer delays no other.
 */
export interface Lanes {
  /** Attempts that may begin now. */
  free(): number;
  /** Endpoints that have enough under way. */
  full(): readonly string[];
  /** How many more a single endpoint may begin, and a store: those that are not named may begin the most. */
  readonly room: { endpoints(): readonly Room[]; stores(): readonly Room[] };
  begin(lane: Lane): void;
  end(lane: Lane, outcome: { readonly ok: boolean }): void;
}

export interface Lane {
  readonly storeId: string;
  readonly endpointId: string;
}

interface Room {
  readonly id: string;
  readonly places: number;
}

export interface LaneLimits {
  /** Attempts under way at once in one process. */
  readonly allMax: number;
  readonly perStoreMax: number;
  readonly perEndpointMax: number;
  /** Of an endpoint whose newest attempt failed, and of all such together. */
  readonly perFailingMax: number;
  readonly failingMax: number;
}

export const laneLimits: LaneLimits = {
  allMax: 128,
  perStoreMax: 24,
  perEndpointMax: 8,
  perFailingMax: 1,
  failingMax: 48,
};

export function createLanes(limits: LaneLimits = laneLimits): Lanes {
  const underWay = { endpoints: new Map<string, number>(), stores: new Map<string, number>() };
  const failing = new Set<string>();
  let all = 0;

  const countOf = (id: string): number => underWay.endpoints.get(id) ?? 0;
  const failingUnderWay = (): number => [...failing].reduce((sum, id) => sum + countOf(id), 0);

  function roomOf(id: string): number {
    if (!failing.has(id)) return limits.perEndpointMax - countOf(id);
    return failingUnderWay() >= limits.failingMax ? 0 : limits.perFailingMax - countOf(id);
  }

  function endpointRooms(): readonly Room[] {
    const ids = new Set([...underWay.endpoints.keys(), ...failing]);
    return [...ids].map((id) => ({ id, places: Math.max(0, roomOf(id)) }));
  }

  return {
    free: () => limits.allMax - all,
    full: () => endpointRooms().flatMap(({ id, places }) => (places === 0 ? [id] : [])),
    room: {
      endpoints: endpointRooms,
      stores: () => [...underWay.stores].map(([id, count]) => ({ id, places: limits.perStoreMax - count })),
    },
    begin({ storeId, endpointId }) {
      all += 1;
      add(underWay.endpoints, endpointId, 1);
      add(underWay.stores, storeId, 1);
    },
    end({ storeId, endpointId }, { ok }) {
      all -= 1;
      add(underWay.endpoints, endpointId, -1);
      add(underWay.stores, storeId, -1);
      if (ok) failing.delete(endpointId);
      else failing.add(endpointId);
    },
  };
}

function add(counts: Map<string, number>, id: string, step: number): void {
  const count = (counts.get(id) ?? 0) + step;
  if (count === 0) counts.delete(id);
  else counts.set(id, count);
}
