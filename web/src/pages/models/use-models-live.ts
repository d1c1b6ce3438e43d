import type { QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from '../../live/live-frame.ts';
import { useLiveRefresh } from '../../live/use-live.ts';

/** Reads queries again when something of these kinds changed, of this store or of the models for every store. */
export function useModelsLive(queryKey: QueryKey, kinds: readonly LiveEvent['kind'][]): void {
  useLiveRefresh('store', queryKey, kinds);
  useLiveRefresh('platform', queryKey, kinds);
}
