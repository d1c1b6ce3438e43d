import { ServiceError } from '../../shared/service-error.ts';

export interface ExportLimits {
  /** Exports of one process at once: each holds one of its connections to ClickHouse. */
  readonly exportsMax: number;
  /** Of one store. */
  readonly exportsPerStoreMax: number;
}

const retryAfterMs = 5_000;

/** Counts the exports that are being written. */
export interface ExportPlaces {
  /** Takes a place until the returned function is called. Throws where all are taken. */
  take(storeId: string): () => void;
}

export function createExportPlaces({ exportsMax, exportsPerStoreMax }: ExportLimits): ExportPlaces {
  const taken = new Map<symbol, string>();
  return {
    take(storeId) {
      const own = [...taken.values()].filter((one) => one === storeId).length;
      if (own >= exportsPerStoreMax)
        throw new ServiceError('rate_limited', `At most ${exportsPerStoreMax} exports of a store run at once.`, {
          retryAfterMs,
        });
      if (taken.size >= exportsMax)
        throw new ServiceError('overloaded', 'Too many exports run at the moment. Try again.', { retryAfterMs });
      const place = Symbol(storeId);
      taken.set(place, storeId);
      return () => void taken.delete(place);
    },
  };
}
