import { ServiceError } from '../../../shared/service-error.ts';

/** Dry runs of one process at once, and of one store: each keeps a processor busy. */
export const runLimits = { runsMax: 2, runsPerStoreMax: 1, retryAfterMs: 2_000 } as const;

/** Counts the dry runs that are under way. */
export interface RunPlaces {
  /** Takes a place until the returned function is called. Throws where all are taken. */
  take(storeId: string): () => void;
}

export function createRunPlaces(): RunPlaces {
  const taken = new Map<symbol, string>();
  return {
    take(storeId) {
      const { runsMax, runsPerStoreMax, retryAfterMs } = runLimits;
      const own = [...taken.values()].filter((one) => one === storeId).length;
      if (own >= runsPerStoreMax)
        throw new ServiceError('rate_limited', 'Another dry run of this store is under way. Try again.', {
          retryAfterMs,
        });
      if (taken.size >= runsMax)
        throw new ServiceError('rate_limited', 'Too many dry runs are under way. Try again.', { retryAfterMs });
      const place = Symbol(storeId);
      taken.set(place, storeId);
      return () => void taken.delete(place);
    },
  };
}
